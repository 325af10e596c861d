import { netSavings } from "#skills/recommendations/net-savings";
import { fittingDescription } from "#skills/recommendations/pick-recommendations";
import { nameWords } from "#skills/recommendations/recommendation-words";
import { seenRecommendations } from "#skills/recommendations/seen-recommendation";
import { formatDay, formatMoney } from "#src/cards/format";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { BudgetStatus } from "./budget-answer.ts";
import { closeGap } from "./close-gap.ts";
import { withoutCurrency } from "./same-charges.ts";

/** So many recommendations are told. */
const MOST_TOLD = 3;

/** The open recommendations within a budget's charges that would close its gap; null where there is none. */
export function closingOf(context: SkillContext, status: BudgetStatus): BudgetStatus["closing"] {
  const { variance, actual, amount } = status;
  if (variance === null || variance <= 0) return null;
  const gap = closeGap(
    status,
    savingsWithin(context, status),
    addDays(context.today, 1),
    MOST_TOLD,
  );
  if (gap === null) return null;
  return {
    recommendations: gap.chosen.map(({ number, action, monthlySaving }) => ({
      number,
      action,
      monthlySaving,
    })),
    saved: gap.saved,
    // What is spent already isn't saved any more.
    left: Math.max(gap.left, (actual ?? 0) - amount),
  };
}

/** What open recommendations would save of a budget's charges, nothing twice. */
function savingsWithin(context: SkillContext, { filters }: BudgetStatus) {
  const open = seenRecommendations(context).filter(
    ({ standing, suppression }) => standing.status === "open" && suppression === null,
  );
  const within = { kinds: [], filters: withoutCurrency(filters), words: null };
  const fitting = fittingDescription(context, open, within);
  const savings = fitting.map(({ number, recommendation }) => ({
    ...recommendation,
    number,
    id: recommendation.key,
  }));
  return [...netSavings(savings)].flatMap(([saving, net]) =>
    net > 0 ? [{ ...saving, monthlySaving: net }] : [],
  );
}

/** The recommendations that would close a budget's gap, a line each, and what they leave; null where there is none. */
export function closingWords({ closing, currency, period }: BudgetStatus): string | null {
  if (closing === null) return null;
  const { recommendations, saved, left } = closing;
  if (recommendations.length === 0) return "No open recommendation would save any of it in time.";
  const money = (value: number) => formatMoney(value, currency);
  const end = formatDay(addDays(period.end, -1));
  const outcome =
    left > 0 ? `${money(left)} would still be over budget` : "that brings it back under budget";
  const lines = recommendations.map(
    ({ monthlySaving, ...one }) => `${nameWords(one)} saves ${money(monthlySaving)} a month`,
  );
  return [
    `Done today, these recommendations would save ${money(saved)} by the end of ${end}; ${outcome}:`,
    ...lines,
  ].join("\n");
}
