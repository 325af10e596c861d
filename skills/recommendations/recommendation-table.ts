import { personWords } from "#skills/anomalies/anomaly-words";
import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import { statedValue } from "#src/recommendations/charges";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import type { RecommendationList } from "./recommendation-list.ts";

type Group = NonNullable<RecommendationList["groupBy"]>;

/** The column of numbers, by which follow-ups find the rows. */
const NUMBER_COLUMN = "recommendation";

/** Recommendations as a table, one a row; the currency is a column of its own where there are several. */
export function recommendationTable(
  recommendations: readonly RecommendationAnswer[],
): AnswerTable | null {
  if (recommendations.length === 0) return null;
  const { isMixed, unit } = currenciesOf(recommendations);
  return {
    columns: [
      { name: NUMBER_COLUMN, kind: "dimension" },
      { name: "action", kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: "saving", kind: "measure", ...unit },
      { name: "owner", kind: "dimension" },
      { name: "status", kind: "dimension" },
    ],
    rows: recommendations.map(({ number, action, currency, monthlySaving, owner, status }) => [
      String(number),
      action,
      ...(isMixed ? [currency] : []),
      monthlySaving,
      owner.name,
      status,
    ]),
  };
}

/** What recommendations save by team, kind …: the largest first within each currency. */
export function groupedTable(
  recommendations: readonly RecommendationAnswer[],
  group: Group,
): AnswerTable | null {
  if (recommendations.length === 0) return null;
  const { isMixed, unit } = currenciesOf(recommendations);
  const groups = Map.groupBy(recommendations, (one) =>
    JSON.stringify([one.currency, groupOf(one, group)]),
  );
  const rows = [...groups.values()].flatMap((members) => {
    const [first] = members;
    const [total] = savingsOnce(members);
    return first === undefined || total === undefined
      ? []
      : [
          {
            name: groupOf(first, group),
            currency: first.currency,
            count: members.length,
            saving: total.value,
          },
        ];
  });
  const currencies = savingsOnce(recommendations)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map(({ currency }) => currency);
  const placeOf = ({ currency }: { readonly currency: string }) => currencies.indexOf(currency);
  const ordered = rows.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (b.saving ?? 0) - (a.saving ?? 0),
  );
  return {
    columns: [
      { name: group, kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: "recommendations", kind: "dimension" },
      { name: "saving", kind: "measure", ...unit },
    ],
    rows: ordered.map(({ name, currency, count, saving }) => [
      name,
      ...(isMixed ? [currency] : []),
      count,
      saving,
    ]),
  };
}

function groupOf(one: RecommendationAnswer, group: Group): string | null {
  if (group === "owner") return one.owner.name;
  if (group === "kind" || group === "status") return one[group];
  return statedValue(one, group);
}

function currenciesOf(recommendations: readonly RecommendationAnswer[]) {
  const currencies = [...new Set(recommendations.map(({ currency }) => currency))];
  const isMixed = currencies.length > 1;
  return { isMixed, unit: isMixed ? {} : { unit: currencies[0] ?? "" } };
}

/**
 * What recommendations save together a month, by currency. Several for one resource are alternatives: the largest
 * of them counts.
 */
export function savingsOnce(recommendations: readonly RecommendationAnswer[]): Money[] {
  const byCurrency = Map.groupBy(recommendations, ({ currency }) => currency);
  return [...byCurrency].map(([currency, ofCurrency]) => {
    const sum = new ExactSum();
    for (const one of countedOnce(ofCurrency)) sum.add(one.monthlySaving);
    return { currency, value: sum.value };
  });
}

/** How many aren't in the sum, since another one for the same resource saves as much or more. */
export function alternativesIn(recommendations: readonly RecommendationAnswer[]): number {
  return recommendations.length - countedOnce(recommendations).length;
}

/** Of several recommendations for one resource the one that saves most; all others as they are. */
export function countedOnce<One extends Recommendation>(recommendations: readonly One[]): One[] {
  const counted = new Map<string, One>();
  for (const one of recommendations) {
    const thing = JSON.stringify(
      one.resourceId === null ? [one.key] : [one.provider, one.resourceId, one.currency],
    );
    const other = counted.get(thing);
    if (other === undefined || other.monthlySaving < one.monthlySaving) counted.set(thing, one);
  }
  return [...counted.values()];
}

/** The owner of a recommendation for people. */
export function ownerWords({ owner }: Pick<RecommendationAnswer, "owner">): string {
  return owner.name === null ? "nobody" : personWords(owner.name);
}
