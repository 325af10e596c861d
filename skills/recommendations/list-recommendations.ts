import { type AnswerTable, blankAnswer } from "#src/answer";
import { formatMoney } from "#src/cards/format";
import { addDays } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import { type Selection, selectRecommendations } from "./list-selection.ts";
import {
  type RecommendationAnswer,
  type RecommendationsAnswer,
  recommendationsAnswerSchema,
} from "./recommendation-answer.ts";
import { costOfCharges } from "./recommendation-basis.ts";
import { recommendationCard } from "./recommendation-card.ts";
import { type RecommendationList, recommendationListSchema } from "./recommendation-list.ts";
import {
  groupedTable,
  overlapsIn,
  recommendationTable,
  savingsOnce,
} from "./recommendation-table.ts";
import { recommendationSentence } from "./recommendation-words.ts";
import { STATUS_WORDS } from "./step-words.ts";
import { suppressedNotes } from "./suppression-words.ts";

/** “What can we save?” */
export const listRecommendations = defineSkill({
  name: "list-recommendations",
  description:
    "Ways to save, from the providers and from rules over the bill: what to do, what it saves a month, whose it is, how it stands and who decided what; a single one with its reason, sources, risk and history.",
  examples: [
    "what can we save?",
    "savings over $200 a month",
    "which recommendations have no owner?",
    "what waits for my approval?",
    "why rec 12?",
    "who dismissed the NAT one and why?",
    "what did I accept last month and is it done?",
  ],
  isShownFirst: true,
  access: "read",
  input: recommendationListSchema,
  output: recommendationsAnswerSchema,
  run: recommendationsOf,
  present: recommendationCard,
});

/** The recommendations that are asked for, as an answer. */
export function recommendationsOf(
  context: SkillContext,
  list: RecommendationList,
): RecommendationsAnswer {
  const selection = selectRecommendations(context, list);
  const all = selection.described;
  // The first N of what is listed: of groups, where there are any.
  const isGrouped = list.groupBy !== null;
  const recommendations = isGrouped ? all : all.slice(0, list.limit ?? all.length);
  const cost = costOfCharges(context, selection.seen);
  return {
    ...blankAnswer(),
    metric: "EffectiveCost",
    period: cost.period,
    filters: filtersOf(list),
    groupBy: list.groupBy === null ? [] : [list.groupBy],
    totals: savingsOnce(all),
    table: tableOf(recommendations, list),
    dataThrough: cost.period === null ? null : addDays(cost.period.end, -1),
    assumptions: [
      "savings are a month's (365/12 days), on the effective prices that are paid",
      ...(list.numbers.length > 0 || list.decided !== null ? [] : [standWords(list)]),
      ...traitWords(list),
    ],
    notes: notesOf(selection, recommendations, list),
    suggestions: suggestionsOf(recommendations, list),
    basis: { query: cost.query, rows: cost.rows },
    recommendations: [...recommendations],
  };
}

function tableOf(
  recommendations: readonly RecommendationAnswer[],
  { groupBy, limit }: RecommendationList,
): AnswerTable | null {
  return groupBy === null
    ? recommendationTable(recommendations)
    : groupedTable(recommendations, groupBy, limit);
}

function filtersOf({ filters, savings }: RecommendationList): RecommendationsAnswer["filters"] {
  const bounds = savings.map(({ operator, value }) => ({
    dimension: "saving",
    operator,
    values: [value],
  }));
  return [...filters, ...bounds];
}

function standWords({ statuses }: RecommendationList): string {
  return `those that stand as ${statuses.map((status) => STATUS_WORDS[status]).join(", ")}`;
}

/** `those of low effort and low risk that need no restart`. */
function traitWords({ efforts, risks, restart, orderBy }: RecommendationList): string[] {
  const traits = [
    ...(efforts.length === 0 ? [] : [`${efforts.join(" or ")} effort`]),
    ...(risks.length === 0 ? [] : [`${risks.join(" or ")} risk`]),
  ];
  const restarts = restart === null ? [] : [`that need ${restart ? "a" : "no"} restart`];
  const ofTraits = traits.length === 0 ? [] : [`of ${traits.join(" and ")}`];
  const kept = [...ofTraits, ...restarts];
  return [
    ...(kept.length === 0 ? [] : [`those ${kept.join(" ")}`]),
    ...(orderBy === "age" ? ["those first that have stood as they do the longest"] : []),
  ];
}

/** What was found, then what was left out and why. */
function notesOf(
  { described, suppressed }: Selection,
  shown: readonly RecommendationAnswer[],
  { detail }: RecommendationList,
): string[] {
  const [only] = shown;
  const { alternatives, reduced } = overlapsIn(described);
  const left = described.length - shown.length;
  return [
    only !== undefined && shown.length === 1 && detail
      ? recommendationSentence(only)
      : countWords(described),
    ...(left === 0 ? [] : [`${left} that save less aren't listed.`]),
    ...(alternatives === 0
      ? []
      : [
          `${alternatives} of them are other ways to save on the same resource; the saving counts the largest one.`,
        ]),
    ...(reduced === 0
      ? []
      : [
          `${reduced} of them are about resources that others are about, too; the saving counts what those leave.`,
        ]),
    ...commitmentNotes(described),
    ...suppressedNotes(suppressed),
  ];
}

/** Less usage needs less commitment. */
function commitmentNotes(described: readonly RecommendationAnswer[]): string[] {
  const kinds = new Set(described.map(({ kind }) => kind));
  if (!kinds.has("buy-commitment") || kinds.size === 1) return [];
  return [
    "Commitments are reckoned on the usage of today: what other recommendations take away of it makes them smaller.",
  ];
}

function countWords(described: readonly RecommendationAnswer[]): string {
  if (described.length === 0) return "There are no such recommendations.";
  const sums = savingsOnce(described).map(({ currency, value }) => formatMoney(value, currency));
  const [them, save] =
    described.length === 1 ? ["recommendation", "saves"] : ["recommendations", "save"];
  return `${described.length} ${them} ${save} ${sums.join(" and ")} a month.`;
}

function suggestionsOf(
  recommendations: readonly RecommendationAnswer[],
  { detail, groupBy }: RecommendationList,
): string[] {
  const [first] = recommendations;
  if (first === undefined) return ["What was dismissed?", "What do you not flag?"];
  if (detail) return ["What else can we save?"];
  return [
    `Why rec ${first.number}?`,
    ...(groupBy === null ? ["Savings opportunities by team"] : []),
    "Which recommendations have no owner?",
  ];
}
