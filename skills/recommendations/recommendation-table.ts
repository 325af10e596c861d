import { personWords } from "#skills/anomalies/anomaly-words";
import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import { statedValue } from "#src/recommendations/charges";
import { netSavings } from "./net-savings.ts";
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

/**
 * What recommendations save by team, kind …, which adds up to the total: the largest first within each currency.
 * @param limit keeps the first so many of each currency that have a name; null keeps all
 */
export function groupedTable(
  recommendations: readonly RecommendationAnswer[],
  group: Group,
  limit: number | null = null,
): AnswerTable | null {
  if (recommendations.length === 0) return null;
  const { isMixed, unit } = currenciesOf(recommendations);
  const nets = netSavings(recommendations);
  const groups = Map.groupBy(recommendations, (one) =>
    JSON.stringify([one.currency, groupOf(one, group)]),
  );
  const rows = [...groups.values()].flatMap((members) => {
    const [first] = members;
    const [total] = sumsByCurrency(members, nets);
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
    rows: firstOf(ordered, limit).map(({ name, currency, count, saving }) => [
      name,
      ...(isMixed ? [currency] : []),
      count,
      saving,
    ]),
  };
}

/** As in a ranking of costs, what has no name is none of the first. */
function firstOf<Row extends { readonly name: string | null; readonly currency: string }>(
  ordered: readonly Row[],
  limit: number | null,
): readonly Row[] {
  if (limit === null) return ordered;
  const named = ordered.filter(({ name }) => name !== null);
  const ofCurrencies = Map.groupBy(named, ({ currency }) => currency);
  return [...ofCurrencies.values()].flatMap((rows) => rows.slice(0, limit));
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

/** What recommendations save together a month, by currency; nothing is counted twice. */
export function savingsOnce(recommendations: readonly RecommendationAnswer[]): Money[] {
  return sumsByCurrency(recommendations, netSavings(recommendations));
}

/** How many of them add nothing to the sum, or less than they would by themselves, since others do. */
export function overlapsIn(recommendations: readonly RecommendationAnswer[]): {
  readonly alternatives: number;
  readonly reduced: number;
} {
  const nets = [...netSavings(recommendations)];
  const alternatives = nets.filter(([one, net]) => net === 0 && one.monthlySaving > 0);
  const reduced = nets.filter(([one, net]) => net > 0 && net < one.monthlySaving);
  return { alternatives: alternatives.length, reduced: reduced.length };
}

function sumsByCurrency(
  recommendations: readonly RecommendationAnswer[],
  nets: ReadonlyMap<RecommendationAnswer, number>,
): Money[] {
  const byCurrency = Map.groupBy(recommendations, ({ currency }) => currency);
  return [...byCurrency].map(([currency, ofCurrency]) => {
    const sum = new ExactSum();
    for (const one of ofCurrency) sum.add(nets.get(one) ?? 0);
    return { currency, value: sum.value };
  });
}

/** The owner of a recommendation for people. */
export function ownerWords({ owner }: Pick<RecommendationAnswer, "owner">): string {
  return owner.name === null ? "nobody" : personWords(owner.name);
}
