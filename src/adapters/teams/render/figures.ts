import type { CardElement, IColumn } from "@microsoft/teams.cards";
import type { Figure, FiguresBlock } from "#src/cards/card";
import { formatChange, formatMoney } from "#src/cards/format";
import { type CardSize, FIGURES_IN_A_ROW } from "./limits.ts";
import { literal } from "./literal-text.ts";
import { factSet, textLine } from "./text-elements.ts";

/** Key figures side by side, or as a list where there are many. */
export function figureElements({ figures }: FiguresBlock, size: CardSize): CardElement[] {
  if (figures.length === 0) return [];
  if (figures.length <= FIGURES_IN_A_ROW) {
    return [{ type: "ColumnSet", columns: figures.map((figure) => figureColumn(figure, size)) }];
  }
  const facts = factSet(
    figures.map((figure) => ({
      label: figure.label,
      value: [amountText(figure), changeText(figure)].filter((text) => text !== "").join(", "),
    })),
    size.labelCharacters,
  );
  return facts === null ? [] : [facts];
}

function figureColumn(figure: Figure, { labelCharacters }: CardSize): IColumn {
  const label = literal(figure.label, labelCharacters);
  const amount = literal(amountText(figure), labelCharacters);
  const change = changeText(figure);
  return {
    type: "Column",
    width: "stretch",
    items: [
      ...(label === "" ? [] : [textLine(label, { isSubtle: true })]),
      textLine(amount, { size: "Large", weight: "Bolder" }, { spacing: "None" }),
      ...(change === "" ? [] : [textLine(change, {}, { spacing: "None" })]),
    ],
  };
}

function amountText({ value, currency }: Figure): string {
  return formatMoney(value, currency);
}

/** The change in words, since colours and arrows aren't heard: `▲ up +$134.57 (+12.2%)`. */
function changeText({ change, currency }: Figure): string {
  if (change === undefined) return "";
  const text = formatChange(change, currency);
  if (text.startsWith("+")) return `▲ up ${text}`;
  return text === "no change" ? text : `▼ down ${text}`;
}
