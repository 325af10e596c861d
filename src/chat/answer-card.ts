import type { Answer } from "#src/answer";
import type { BasisBlock, ButtonsBlock, Card, CardBlock, CardButton, Field } from "#src/cards/card";
import { formatCount, formatDay, formatPeriod } from "#src/cards/format";
import type { Channel } from "#src/channel";

const MOST_SUGGESTIONS = 4;
const FILTER_WORDS: Readonly<Record<string, string>> = {
  in: "is",
  not_in: "isn’t",
  contains: "contains",
  not_contains: "doesn’t contain",
  is_null: "has no value",
  is_not_null: "has a value",
  gt: "over",
  gte: "at least",
  lt: "under",
  lte: "at most",
};

/** What else can be done with an answer that stands in a channel, or in none. */
export type Offers = (answer: Answer, channel: Channel | null) => readonly CardButton[];

/** The whole card of an answer: what the skill drew, then what to press next, then how it was computed. */
export function answerCard(answer: Answer, offers: readonly CardButton[] = []): Card {
  const { card } = answer;
  const buttons = buttonsOf(answer, offers);
  if (card === undefined) {
    const text: CardBlock = { type: "text", text: answer.text };
    return { title: "", blocks: [text, ...buttons] };
  }
  return { title: card.title, blocks: [...card.blocks, ...buttons, ...basisOf(answer)] };
}

function buttonsOf(answer: Answer, offers: readonly CardButton[]): ButtonsBlock[] {
  const suggestions = answer.suggestions
    .slice(0, MOST_SUGGESTIONS)
    .map((question): CardButton => ({ label: question, action: { kind: "ask", question } }));
  const file: CardButton[] =
    answer.table === null || answer.table.rows.length === 0
      ? []
      : [{ label: "Table as CSV", action: { kind: "file", format: "csv" } }];
  const chart: CardButton[] =
    answer.card?.blocks.some(({ type }) => type === "chart") === true
      ? [{ label: "Chart as image", action: { kind: "file", format: "png" } }]
      : [];
  const buttons = [...suggestions, ...file, ...chart, ...offers];
  return buttons.length === 0 ? [] : [{ type: "buttons", buttons }];
}

/** Metric, period, filters, coverage and the query behind an answer's numbers. */
function basisOf(answer: Answer): BasisBlock[] {
  const { metric, period, periodBasis, filters, dataThrough, basis } = answer;
  if (metric === null && basis.query === "") return [];
  const fields: Field[] = [];
  if (metric !== null) fields.push({ label: "Metric", value: metric });
  if (period !== null) {
    const by = periodBasis === "billing" ? "BillingPeriodStart" : "ChargePeriodStart";
    fields.push({ label: "Period", value: `${formatPeriod(period)}, UTC days, by ${by}` });
  }
  const words = filters.map(({ dimension, operator, values }) =>
    [dimension, FILTER_WORDS[operator] ?? operator, values.join(", ")].join(" ").trim(),
  );
  fields.push({ label: "Filters", value: words.length === 0 ? "none" : words.join("; ") });
  if (dataThrough !== null) {
    fields.push({ label: "Complete through", value: formatDay(dataThrough) });
  }
  fields.push({ label: "Charge rows read", value: formatCount(basis.rows) });
  return [{ type: "basis", fields, query: basis.query }];
}
