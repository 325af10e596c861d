import type { ExplainQuestion } from "#src/cost-question";
import { daysIn } from "#src/focus/day";
import type { CurrencyExplanation } from "./explanation.ts";

/** What to ask next of an explanation: its course, its largest slice by service, what it is made of. */
export function explainSuggestions(
  { period, filters }: ExplainQuestion,
  [largest]: readonly CurrencyExplanation[],
): string[] {
  const isFiltered = (dimension: string) =>
    filters.some((filter) => filter.dimension === dimension);
  const [first] = largest?.drivers ?? [];
  const named = [...(first?.slice ?? []), ...(first?.within ?? [])];
  const service = named.find(({ dimension }) => dimension === "ServiceName")?.value ?? null;
  return [
    ...(daysIn(period) > 1 ? ["Show it daily"] : []),
    ...(service === null || isFiltered("ServiceName") ? [] : [`Why did ${service} change?`]),
    ...(isFiltered("ServiceName") ? [] : ["Break it down by service"]),
    ...((first?.resources.length ?? 0) > 1 ? ["Break it down by resource"] : []),
  ];
}
