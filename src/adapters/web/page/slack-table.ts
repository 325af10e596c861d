import type { DataTableBlock, TableBlock } from "@slack/types";
import { buttonFor, element } from "./element.ts";
import { richTextElement, textElement } from "./slack-rich-text.ts";

type Cell = DataTableBlock["rows"][number][number];
type Row = DataTableBlock["rows"][number];
type TableCell = TableBlock["rows"][number][number];

const DEFAULT_PAGE = 5;

/** A data table: sorted by its headings, turned over by pages. */
export function dataTableElement(block: DataTableBlock): HTMLElement {
  const [header = [], ...rows] = block.rows;
  const pageSize = block.page_size ?? DEFAULT_PAGE;
  const rowHeader = block.row_header_column_index ?? 0;
  const body = element("tbody");
  const place = element("span");
  let shown: readonly Row[] = rows;
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const draw = () => {
    const from = page * pageSize;
    const part = shown.slice(from, from + pageSize);
    body.replaceChildren(...part.map((row) => rowElement(row, rowHeader)));
    place.textContent = `${from + 1}–${from + part.length} of ${rows.length}`;
  };
  const turn = (by: number) => {
    page = Math.min(pages - 1, Math.max(0, page + by));
    draw();
  };
  const sort = (column: number, isDescending: boolean) => {
    shown = rows.toSorted((a, b) => compare(a[column], b[column]) * (isDescending ? -1 : 1));
    page = 0;
    draw();
  };
  draw();
  const table = element(
    "table",
    {},
    element("caption", {}, block.caption),
    element("thead", {}, headRow(header, rows[0] ?? [], sort)),
    body,
  );
  const turner = element(
    "div",
    { class: "slack-pages" },
    place,
    buttonFor("‹", { class: "slack-button", "aria-label": "Previous page" }, () => turn(-1)),
    buttonFor("›", { class: "slack-button", "aria-label": "Next page" }, () => turn(1)),
  );
  const scroll = element("div", { class: "slack-table", role: "region", tabindex: 0 }, table);
  scroll.setAttribute("aria-label", block.caption);
  return element("div", {}, scroll, pages > 1 ? turner : null);
}

function headRow(
  header: Row,
  example: Row,
  sort: (column: number, isDescending: boolean) => void,
): HTMLElement {
  const cells = header.map((cell, column) => {
    const isNumber = example[column]?.type === "raw_number";
    const heading = element("th", { scope: "col", class: isNumber ? "number" : null });
    const button = buttonFor(cellText(cell), { class: "slack-sort" }, () => {
      const isDescending = heading.getAttribute("aria-sort") !== "descending";
      for (const other of heading.parentElement?.children ?? []) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      sort(column, isDescending);
    });
    heading.append(button);
    return heading;
  });
  return element("tr", {}, ...cells);
}

function rowElement(row: Row, rowHeader: number): HTMLElement {
  const cells = row.map((cell, column) => {
    const isNumber = cell.type === "raw_number";
    const content = cell.type === "rich_text" ? richTextElement(cell) : cellText(cell);
    const attributes = { class: isNumber ? "number" : null };
    return column === rowHeader
      ? element("th", { scope: "row", ...attributes }, content)
      : element("td", attributes, content);
  });
  return element("tr", {}, ...cells);
}

function cellText(cell: Cell): string {
  if (cell.type === "raw_text") return cell.text;
  if (cell.type === "raw_number") return cell.text ?? String(cell.value);
  return "";
}

function compare(a: Cell | undefined, b: Cell | undefined): number {
  if (a?.type === "raw_number" && b?.type === "raw_number") return a.value - b.value;
  if (a === undefined || b === undefined) return 0;
  return cellText(a).localeCompare(cellText(b), "en", { numeric: true });
}

/** A table without more: the first row heads it. */
export function plainTableElement({ rows, column_settings: settings }: TableBlock): HTMLElement {
  const alignOf = (column: number) => (settings?.[column]?.align === "right" ? "number" : null);
  const [header = [], ...others] = rows;
  const head = header.map((cell, column) =>
    element("th", { scope: "col", class: alignOf(column) }, tableCell(cell)),
  );
  const body = others.map((row) =>
    element(
      "tr",
      {},
      ...row.map((cell, column) => element("td", { class: alignOf(column) }, tableCell(cell))),
    ),
  );
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  return element("div", { class: "slack-table" }, table);
}

function tableCell(cell: TableCell): HTMLElement {
  if (cell.type === "rich_text") return richTextElement(cell);
  const text = cell.type === "raw_text" ? cell.text : String("value" in cell ? cell.value : "");
  return textElement({ type: "plain_text", text });
}
