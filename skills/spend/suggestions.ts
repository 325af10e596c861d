import type { CostQuestion } from "#src/cost-question";
import { daysIn } from "#src/focus/day";

/** What costs are broken down by next, in this order. */
const NEXT_BY: readonly (readonly [dimension: string, noun: string])[] = [
  ["ServiceName", "service"],
  ["SubAccountId", "account"],
  ["RegionId", "region"],
];

const DAILY_TO = 45;
const WEEKLY_TO = 120;

/** What to ask next in the same conversation: each keeps the question's period and filters. */
export function spendSuggestions(question: CostQuestion): string[] {
  return [...breakdown(question), ...series(question), "Compare it with the period before"];
}

/** As `spendSuggestions`, after a comparison. */
export function compareSuggestions(question: CostQuestion): string[] {
  const noun = question.groupBy.length === 0 ? nextNoun(question) : null;
  return noun === null ? [] : [`Which ${noun}s grew most?`, `Break it down by ${noun}`];
}

function breakdown(question: CostQuestion): string[] {
  const noun = nextNoun(question);
  return noun === null ? [] : [`Break it down by ${noun}`];
}

/** The first kind of thing that the question neither lists nor is limited to. */
function nextNoun({ groupBy, filters }: CostQuestion): string | null {
  const used = new Set([...groupBy, ...filters.map(({ dimension }) => dimension)]);
  return NEXT_BY.find(([dimension]) => !used.has(dimension))?.[1] ?? null;
}

function series({ granularity, period }: CostQuestion): string[] {
  const days = daysIn(period);
  if (granularity !== null || days < 2) return [];
  if (days <= DAILY_TO) return ["Show it daily"];
  return [days <= WEEKLY_TO ? "Show it weekly" : "Show it monthly"];
}
