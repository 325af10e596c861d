import { netSavings } from "#skills/recommendations/net-savings";
import type { Day, Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import { addSaved, type LedgerEntry, type SavedMoney, savedIn } from "./ledger-entries.ts";
import type { SavingsSums } from "./savings-answer.ts";

const MONTHS_PER_YEAR = 12;

/** What the entries of one currency come to in a period. */
export function sumsOf(
  entries: readonly LedgerEntry[],
  period: Period,
  today: Day,
): Omit<SavingsSums, "currency"> {
  const isIn = (day: Day | null) => day !== null && day >= period.start && day < period.end;
  const counted = entries.filter((one) => one.countedWith === null);
  const verified = entries.filter((one) => isIn(one.verifiedOn));
  const going = entries.filter((one) => one.status === "verified" && one.until === null);
  const yearly = monthlyOf(going);
  return {
    accepted: estimatedOnce(counted.filter((one) => isIn(one.acceptedOn))),
    done: estimatedOnce(counted.filter((one) => isIn(one.since))),
    estimated: estimatesOf(verified),
    verified: monthlyOf(verified),
    saved: addSaved(entries.flatMap((one) => savedIn(one, period, today) ?? [])),
    yearlyPace: {
      value: yearly.value * MONTHS_PER_YEAR,
      low: yearly.low * MONTHS_PER_YEAR,
      high: yearly.high * MONTHS_PER_YEAR,
    },
  };
}

/** What is about many resources was to save what others left of their cost. */
function estimatedOnce(entries: readonly LedgerEntry[]): number {
  const estimated = entries.map(({ recommendation, estimate }) => ({
    ...recommendation,
    monthlySaving: estimate,
  }));
  const sum = new ExactSum();
  for (const net of netSavings(estimated).values()) sum.add(net);
  return sum.value;
}

function estimatesOf(entries: readonly LedgerEntry[]): number {
  const sum = new ExactSum();
  for (const { estimate } of entries) sum.add(estimate);
  return sum.value;
}

function monthlyOf(entries: readonly LedgerEntry[]): SavedMoney {
  return addSaved(
    entries.flatMap(({ measured }) =>
      measured === null
        ? []
        : [{ value: measured.monthlySaving, low: measured.low, high: measured.high }],
    ),
  );
}
