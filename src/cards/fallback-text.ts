import type { Card, CardBlock, Figure, TableBlock } from "./card.ts";
import { chartText } from "./chart-text.ts";
import { formatChange, formatMoney } from "./format.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";
import { restText, rowText } from "./table-text.ts";

const TABLE_ROWS = 50;

/** A card as plain text that is complete in itself: for screen readers, notifications, `Answer.text`. */
export function cardText(card: Card): string {
  return [plainLine(card.title), ...card.blocks.map(blockText)]
    .filter((text) => text !== "")
    .join("\n\n");
}

/** A key figure on one line: `Total: $1,234.57, +$134.57 (+12.2%)`. */
export function figureText({ label, value, currency, change }: Figure): string {
  const amount = `${label}: ${formatMoney(value, currency)}`;
  return plainLine(change === undefined ? amount : `${amount}, ${formatChange(change, currency)}`);
}

function blockText(block: CardBlock): string {
  switch (block.type) {
    case "text":
      return plainParagraphs(block.text);
    case "figures":
      return block.figures.map(figureText).join("\n");
    case "table":
      return tableText(block);
    case "chart":
      return chartText(block);
    case "context":
      return block.lines.map(plainLine).join("\n");
  }
}

function tableText(table: TableBlock): string {
  if (table.rows.length === 0) return "no rows";
  const rows = table.rows.slice(0, TABLE_ROWS).map((row) => rowText(table, row));
  return [...rows, restText(table, TABLE_ROWS)].filter((line) => line !== "").join("\n");
}
