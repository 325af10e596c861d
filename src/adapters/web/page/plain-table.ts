import type { PlainTable } from "#src/adapters/web/shown";
import { buttonFor, element } from "./element.ts";

const count = new Intl.NumberFormat("en-US");

/** A table with its first rows, and a button for all of them. */
export function tableElement(table: PlainTable, caption: string): HTMLElement {
  const { columns, rows, firstRows, rest } = table;
  const head = columns.map(({ label, isNumber }) =>
    element("th", { scope: "col", class: isNumber ? "number" : null }, label),
  );
  const body = element(
    "tbody",
    {},
    ...rows.slice(0, firstRows).map((row) => rowElement(table, row)),
  );
  const drawn = element(
    "table",
    {},
    element("caption", { class: "unseen" }, caption === "" ? "Table" : caption),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const scroll = element("div", { class: "scroll" }, drawn);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", caption === "" ? "Table" : `Table: ${caption}`);
  scroll.tabIndex = 0;
  if (rows.length <= firstRows) return scroll;
  const foot = element("div", { class: "table-foot" }, element("span", {}, rest));
  const showAll = buttonFor(`Show all ${count.format(rows.length)} rows`, { class: "link" }, () => {
    body.append(...rows.slice(firstRows).map((row) => rowElement(table, row)));
    scroll.classList.add("whole");
    foot.remove();
    scroll.focus();
  });
  foot.append(showAll);
  return element("div", {}, scroll, foot);
}

function rowElement({ columns }: PlainTable, row: readonly string[]): HTMLTableRowElement {
  const cells = row.map((text, at) => {
    const column = columns[at];
    if (column?.isLabel === true) return element("th", { scope: "row" }, text);
    return element("td", { class: column?.isNumber === true ? "number" : null }, text);
  });
  return element("tr", {}, ...cells);
}
