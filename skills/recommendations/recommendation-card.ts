import { answerTableBlock } from "#src/cards/answer-table";
import type {
  Card,
  CardBlock,
  CardButton,
  ChartBlock,
  Field,
  Figure,
  SelectBlock,
} from "#src/cards/card";
import { foldParts } from "#src/cards/fold-chart";
import { formatDay, formatMoney } from "#src/cards/format";
import type { RecommendationAnswer, RecommendationsAnswer } from "./recommendation-answer.ts";
import { recommendationActions } from "./recommendation-buttons.ts";
import type { RecommendationList } from "./recommendation-list.ts";
import { ownerWords } from "./recommendation-table.ts";
import { capital, nameWords, recommendationSentence } from "./recommendation-words.ts";
import { stepWords, toldWords } from "./step-words.ts";
import { ticketWords } from "./ticket-words.ts";

/** So many are told one by one, with all that can be pressed: each takes five of Slack's blocks. */
const TOLD = 3;
/** So many more can be chosen from a list, to be told by themselves. */
const OFFERED = 50;
const MOST_BARS = 9;
/** So many numbers are kept in a card that is drawn again. */
const REDRAWN = 50;

/** Recommendations as a card: a single one with all that is known, several with what can be pressed. */
export function recommendationCard(
  answer: RecommendationsAnswer,
  { detail, groupBy }: Pick<RecommendationList, "detail" | "groupBy">,
): Card {
  const [first, ...others] = answer.recommendations;
  if (first === undefined) return emptyCard(answer);
  return detail && others.length === 0 ? detailCard(answer, first) : listCard(answer, groupBy);
}

function emptyCard({ notes }: RecommendationsAnswer): Card {
  const [headline = "", ...lines] = notes;
  return {
    title: "Recommendations",
    blocks: [
      { type: "text", text: headline },
      { type: "context", lines },
    ],
  };
}

function listCard(answer: RecommendationsAnswer, groupBy: RecommendationList["groupBy"]): Card {
  const { recommendations, totals, assumptions } = answer;
  const [headline = "", ...notes] = answer.notes;
  const numbers = recommendations.slice(0, REDRAWN).map(({ number }) => number);
  const card = { skill: "list-recommendations", input: { numbers } };
  const told = groupBy === null ? recommendations.slice(0, TOLD) : [];
  const blocks: CardBlock[] = [
    { type: "text", text: headline },
    { type: "figures", figures: totals.map(figureOf) },
    ...told.flatMap((one): CardBlock[] => [
      { type: "text", text: recommendationSentence(one) },
      ...recommendationActions(one, card, { explains: true }),
    ]),
    ...(groupBy === null ? moreChoice(recommendations.slice(TOLD)) : []),
    ...(groupBy === null ? charts(recommendations) : []),
  ];
  const table = answerTableBlock(answer);
  if (table !== null) blocks.push(table);
  blocks.push({ type: "context", lines: [...assumptions, ...notes] });
  return { title: "Recommendations", blocks };
}

/** All others, each with what can be decided about it once it is chosen. */
function moreChoice(others: readonly RecommendationAnswer[]): SelectBlock[] {
  if (others.length === 0) return [];
  const options = others.slice(0, OFFERED).map((one): CardButton => {
    const input = { numbers: [one.number], detail: true };
    return {
      label: `${one.number} · ${formatMoney(one.monthlySaving, one.currency)} · ${one.action}`,
      action: { kind: "call", skill: "list-recommendations", input },
    };
  });
  return [{ type: "select", label: "Decide about another one", options }];
}

function figureOf({ currency, value }: RecommendationsAnswer["totals"][number]): Figure {
  return { label: "Saving a month", value, currency };
}

/** What each saves, a chart a currency; one bar alone says nothing. */
function charts(recommendations: readonly RecommendationAnswer[]): ChartBlock[] {
  const byCurrency = Map.groupBy(recommendations, ({ currency }) => currency);
  return [...byCurrency]
    .filter(([, ofCurrency]) => ofCurrency.length > 1)
    .map(([currency, ofCurrency]) =>
      foldParts(
        {
          type: "chart",
          chart: "bar",
          title: byCurrency.size > 1 ? `Saving a month in ${currency}` : "Saving a month",
          unit: currency,
          labels: ofCurrency.map(nameWords),
          series: [{ name: "saving", values: ofCurrency.map((one) => one.monthlySaving) }],
        },
        MOST_BARS,
      ),
    );
}

/** All that is known of one recommendation. */
function detailCard(answer: RecommendationsAnswer, one: RecommendationAnswer): Card {
  const card = {
    skill: "list-recommendations",
    input: { numbers: [one.number], detail: true },
  };
  const [, ...notes] = answer.notes;
  return {
    title: `Recommendation ${one.number}`,
    blocks: [
      { type: "text", text: recommendationSentence(one) },
      ...(one.reason === "" ? [] : [{ type: "text" as const, text: one.reason }]),
      { type: "figures", figures: figuresOf(one) },
      { type: "fields", fields: fieldsOf(one) },
      ...recommendationActions(one, card, { explains: false }),
      { type: "text", text: historyWords(one) },
      { type: "context", lines: [...answer.assumptions, ...notes] },
    ],
  };
}

function figuresOf({ monthlySaving, monthlyCost, currency }: RecommendationAnswer): Figure[] {
  const cost = { label: "Cost a month", value: monthlyCost, currency };
  return [
    { label: "Saving a month", value: monthlySaving, currency },
    ...(monthlyCost === null ? [] : [cost]),
  ];
}

function fieldsOf(one: RecommendationAnswer): Field[] {
  const { effort, risk, restart, rollback, owner, team, told, tickets } = one;
  return [
    { label: "Found by", value: findersOf(one) },
    { label: "Effort", value: effort },
    { label: "Risk", value: risk },
    { label: "Restart", value: yesNo(restart) },
    { label: "Can be taken back", value: yesNo(rollback) },
    { label: "Owner", value: `${ownerWords(one)}: ${owner.reason}` },
    ...(team === null ? [] : [{ label: "Team", value: team }]),
    ...(told.length === 0 ? [] : [{ label: "Source", value: told.map(toldWords).join("\n") }]),
    ...tickets.map((ticket) => ({ label: "Ticket", value: capital(ticketWords(ticket)) })),
  ];
}

/** Each source with its own figure, and on what prices it reckons. */
function findersOf({ findings, currency }: RecommendationAnswer): string {
  return findings
    .map(({ from, monthlySaving, priced }) => {
      const prices = priced === "unknown" ? "" : `, on ${priced} prices`;
      return `${from}, at ${formatMoney(monthlySaving, currency)}${prices}`;
    })
    .join("\n");
}

function yesNo(value: boolean | null): string {
  if (value === null) return "not known";
  return value ? "yes" : "no";
}

/** What happened to it, a line each, the oldest first. */
function historyWords({ firstSeen, history, currency }: RecommendationAnswer): string {
  const steps = history.map((step) => `• ${capital(stepWords(step, currency))}`);
  return [`• Found on ${formatDay(firstSeen)}`, ...steps].join("\n");
}
