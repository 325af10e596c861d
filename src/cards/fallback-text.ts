import type {
  ButtonsBlock,
  Card,
  CardBlock,
  ChartBlock,
  DateBlock,
  Field,
  Figure,
  SelectBlock,
  TableBlock,
} from "./card.ts";
import { chartText, isOverTime } from "./chart-text.ts";
import { DEFAULT_LOCALE, formatChange, formatDay, formatMoney } from "./format.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";
import { restText, rowText } from "./table-text.ts";

const TABLE_ROWS = 50;

/** What a card's basis is called wherever it is shown. */
export const BASIS_HEADING = "How this was computed";

/** A card as plain text that is complete in itself: for screen readers, notifications, `Answer.text`. */
export function cardText(card: Card, locale = DEFAULT_LOCALE): string {
  const texts = blocksInText(card).map((block) => blockText(block, locale));
  return [plainLine(card.title), ...texts].filter((text) => text !== "").join("\n\n");
}

/**
 * The blocks that a text shows: without the charts that say no more than the card's table, which are the bars and
 * slices of parts that it lists with their amounts; several charts are told apart by their titles.
 * @param saysMore whether a chart is shown beside a table; one over time, unless something else is said
 */
export function blocksInText(
  { blocks }: Card,
  saysMore: (chart: ChartBlock) => boolean = isOverTime,
): readonly CardBlock[] {
  const hasTable = blocks.some(({ type }) => type === "table");
  const shown = blocks.filter((block) => block.type !== "chart" || !hasTable || saysMore(block));
  if (shown.filter(({ type }) => type === "chart").length < 2) return shown;
  return shown.flatMap((block): readonly CardBlock[] =>
    block.type === "chart" ? [{ type: "text", text: block.title }, block] : [block],
  );
}

/** A key figure on one line: `Total: $1,234.57, +$134.57 (+12.2%)`. */
export function figureText(figure: Figure): string {
  return figureTextIn(DEFAULT_LOCALE)(figure);
}

function figureTextIn(locale: string): (figure: Figure) => string {
  return ({ label, value, currency, change }) => {
    const amount = `${label}: ${formatMoney(value, currency, { locale })}`;
    if (change === undefined) return plainLine(amount);
    return plainLine(`${amount}, ${formatChange(change, currency, locale)}`);
  };
}

/** Short facts, one a line: `Metric: EffectiveCost`. */
export function fieldTexts(fields: readonly Field[]): readonly string[] {
  return fields.map(({ label, value }) => plainLine(`${label}: ${value}`));
}

/** The questions behind buttons, `You can ask: …; …`; empty where none asks. Files can't be had from a text. */
export function buttonsText({ buttons }: ButtonsBlock): string {
  const labels = buttons
    .filter(({ action }) => action.kind === "ask")
    .map(({ label }) => plainLine(label));
  return labels.length === 0 ? "" : `You can ask: ${labels.join("; ")}`;
}

/** So many choices are told in words. */
const MOST_TOLD = 10;

/** What can be chosen, `Group by: service, account`; a day is chosen freely. */
export function choiceText(block: SelectBlock | DateBlock, locale = DEFAULT_LOCALE): string {
  const label = plainLine(block.label);
  if (block.type === "date") {
    return `${label}: any day${block.initial === undefined ? "" : `, such as ${formatDay(block.initial, locale)}`}`;
  }
  const told = block.options.slice(0, MOST_TOLD).map((option) => plainLine(option.label));
  const left = block.options.length - told.length;
  return `${label}: ${told.join(", ")}${left === 0 ? "" : ` and ${left} more`}`;
}

function blockText(block: CardBlock, locale: string): string {
  switch (block.type) {
    case "text":
      return plainParagraphs(block.text);
    case "figures":
      return block.figures.map(figureTextIn(locale)).join("\n");
    case "table":
      return tableText(block, locale);
    case "chart":
      return chartText(block, locale);
    case "context":
      return block.lines.map(plainLine).join("\n");
    case "fields":
      return fieldTexts(block.fields).join("\n");
    case "buttons":
      return buttonsText(block);
    case "select":
    case "date":
      return choiceText(block, locale);
    case "divider":
      return "";
    case "basis":
      return [BASIS_HEADING, ...fieldTexts(block.fields)].join("\n");
  }
}

function tableText(table: TableBlock, locale: string): string {
  if (table.rows.length === 0) return "no rows";
  const rows = table.rows.slice(0, TABLE_ROWS).map((row) => rowText(table, row, locale));
  return [...rows, restText(table, TABLE_ROWS, locale)].filter((line) => line !== "").join("\n");
}
