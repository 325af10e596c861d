import { type Budget, type BudgetThreshold, DEFAULT_THRESHOLDS } from "#src/budget-book";
import { amountWords, chargesWords } from "./budget-words.ts";

/** What may be spent on what, `$50,000.00 a month for team payments`. */
export function budgetWords(budget: Budget): string {
  return `${amountWords(budget)}${chargesWords(budget.filters)}`;
}

type Settings = Pick<Budget, "owner" | "channel" | "thresholds" | "rollOver">;

const SETTINGS: readonly (readonly [label: string, words: (settings: Settings) => string])[] = [
  ["Owner", ({ owner }) => owner ?? "none"],
  ["Channel for alerts", ({ channel }) => channel ?? "none"],
  ["Alerts at", ({ thresholds }) => thresholdWords(thresholds)],
  ["Rolls over", ({ rollOver }) => (rollOver === null ? "no" : `since ${rollOver.since}`)],
];

/** Whose a budget is, and what is told of it where. */
export function settingsWords({
  owner,
  channel,
  thresholds,
}: Pick<Budget, "owner" | "channel" | "thresholds">): string {
  const where = channel === null ? "" : ` in ${channel}`;
  return `Owner: ${owner ?? "none"}; alerts${where} at: ${thresholdWords(thresholds)}`;
}

/** What isn't worth saying of a new budget. */
const USUAL: Settings = {
  owner: null,
  channel: null,
  thresholds: DEFAULT_THRESHOLDS,
  rollOver: null,
};

/** What else than its amount a budget gets, a sentence each, with what it has now, or had before. */
export function settingChanges(
  before: Budget | null,
  after: Budget,
  introduced: "now" | "before",
): string[] {
  return SETTINGS.flatMap(([label, words]) => {
    const [was, is] = [words(before ?? USUAL), words(after)];
    if (is === was) return [];
    return [before === null ? `${label}: ${is}.` : `${label}: ${is}; ${introduced} ${was}.`];
  });
}

/** Which thresholds there are, “70%, 90% spent and 100% forecast”. */
function thresholdWords(thresholds: readonly BudgetThreshold[]): string {
  const of = (kind: BudgetThreshold["of"]) =>
    thresholds
      .filter((one) => one.of === kind)
      .map(({ percent }) => `${percent}%`)
      .join(", ");
  const parts = [
    ["spent", of("actual")],
    ["forecast", of("forecast")],
  ].flatMap(([word, list]) => (list === "" ? [] : [`${list} ${word}`]));
  return parts.length === 0 ? "none" : parts.join(" and ");
}
