import { personWords } from "#skills/anomalies/anomaly-words";
import { formatDay, formatMoney } from "#src/cards/format";
import type { Suppression } from "#src/recommendations/suppressions";
import { KIND_WORDS } from "./kind-words.ts";
import type { SeenRecommendation } from "./seen-recommendation.ts";

/** What isn't to be recommended: `idle things to delete of environment dr`. */
export function suppressedWords({
  kinds,
  filters,
}: Pick<Suppression, "kinds" | "filters">): string {
  const what = kinds.length === 0 ? "anything" : kinds.map((kind) => KIND_WORDS[kind]).join(", ");
  const of = filters.map(({ dimension, operator, values }) => {
    const not = operator.startsWith("not") ? "other than " : "";
    return `${dimension} ${not}${values.length === 0 ? "without a value" : values.join(" or ")}`;
  });
  return of.length === 0 ? what : `${what} of ${of.join(", ")}`;
}

/** What is left out of a list since somebody wants it so, a note for each suppression. */
export function suppressedNotes(suppressed: readonly SeenRecommendation[]): string[] {
  const bySuppression = Map.groupBy(suppressed, ({ suppression }) => suppression);
  return [...bySuppression].flatMap(([suppression, members]) => {
    if (suppression === null) return [];
    const { until, person } = suppression;
    const are = members.length === 1 ? "recommendation isn't" : "recommendations aren't";
    return [
      `${members.length} ${are} shown (${amountsOf(members)} a month): ${personWords(person)} wants ${suppressedWords(suppression)} not to be flagged until ${formatDay(until)}.`,
    ];
  });
}

function amountsOf(seen: readonly SeenRecommendation[]): string {
  const byCurrency = Map.groupBy(seen, ({ recommendation }) => recommendation.currency);
  return [...byCurrency]
    .map(([currency, members]) => {
      const sum = members.reduce((total, one) => total + one.recommendation.monthlySaving, 0);
      return formatMoney(sum, currency);
    })
    .join(" and ");
}
