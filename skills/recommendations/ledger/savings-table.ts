import type { AnswerTable } from "#src/answer";
import type { Day, Period } from "#src/focus/day";
import { statedValue } from "#src/recommendations/charges";
import { type LedgerEntry, monthsOf, savedIn } from "./ledger-entries.ts";
import type { SavingsQuestion } from "./savings-answer.ts";
import { sumsOf } from "./savings-sums.ts";

type Group = NonNullable<SavingsQuestion["groupBy"]>;
type Row = AnswerTable["rows"][number];

const dimension = (name: string) => ({ name, kind: "dimension" as const });

/** The savings one by one, the largest first; the currency is a column of its own where there are several. */
export function savingsTable(
  entries: readonly LedgerEntry[],
  period: Period,
  today: Day,
): AnswerTable | null {
  const { currencies, measure, currencyColumn } = moneyColumns(entries);
  if (currencies.length === 0) return null;
  const worth = ({ measured, estimate }: LedgerEntry) => measured?.monthlySaving ?? estimate;
  return {
    columns: [
      ...["recommendation", "action", "team", "stage"].map(dimension),
      { name: "since", kind: "time" },
      ...currencyColumn,
      ...["estimated", "measured", "low", "high", "saved"].map(measure),
    ],
    rows: entries
      .toSorted((a, b) => worth(b) - worth(a))
      .map((one) => [
        ...[String(one.number), one.recommendation.action, one.recommendation.team, one.status],
        one.since,
        ...(currencies.length > 1 ? [one.recommendation.currency] : []),
        one.estimate,
        one.measured?.monthlySaving ?? null,
        one.measured?.low ?? null,
        one.measured?.high ?? null,
        savedIn(one, period, today)?.value ?? null,
      ]),
  };
}

/** What was accepted, done, verified and saved by team, month …. */
export function groupedSavings(
  entries: readonly LedgerEntry[],
  group: Group,
  period: Period,
  today: Day,
): AnswerTable | null {
  const { currencies, measure, currencyColumn } = moneyColumns(entries);
  if (currencies.length === 0) return null;
  const rows = currencies.flatMap((currency) => {
    const own = entries.filter(({ recommendation }) => recommendation.currency === currency);
    return partsOf(own, group, period).map(({ name, members, part }): Row => {
      const { accepted, done, estimated, verified, saved } = sumsOf(members, part, today);
      return [
        name,
        ...(currencies.length > 1 ? [currency] : []),
        ...[accepted, done, estimated, verified.value, saved.value, saved.low, saved.high],
      ];
    });
  });
  return {
    columns: [
      { name: group, kind: group === "month" ? "time" : "dimension" },
      ...currencyColumn,
      ...["accepted", "done", "estimated", "verified", "saved", "low", "high"].map(measure),
    ],
    rows,
  };
}

function partsOf(entries: readonly LedgerEntry[], group: Group, period: Period) {
  if (group === "month") {
    return monthsOf(period).map((part) => ({ name: part.start, members: entries, part }));
  }
  const groups = Map.groupBy(entries, ({ recommendation }) =>
    group === "kind" ? recommendation.kind : statedValue(recommendation, group),
  );
  return [...groups].map(([name, members]) => ({ name, members, part: period }));
}

function moneyColumns(entries: readonly LedgerEntry[]) {
  const currencies = [...new Set(entries.map(({ recommendation }) => recommendation.currency))];
  const [only] = currencies;
  const unit = currencies.length === 1 && only !== undefined ? { unit: only } : {};
  return {
    currencies,
    measure: (name: string) => ({ name, kind: "measure" as const, ...unit }),
    currencyColumn: currencies.length > 1 ? [dimension("BillingCurrency")] : [],
  };
}
