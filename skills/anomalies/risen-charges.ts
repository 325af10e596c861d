import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import { detectAnomalies } from "#src/analytics/anomalies/detect-anomalies";
import { addDays, type Day } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import { isSameStart } from "./anomaly-state.ts";
import { type Bill, type DailyCosts, daysOfInterest, readDailyCosts } from "./daily-costs.ts";
import { providerGaps, providerOf } from "./provider-gaps.ts";

/** What a day costs more is the mean of so many complete days, as it is of an anomaly. */
const LATEST_DAYS = 3;
/** A level that has become usual is over when a day costs less than this share of what it cost more. */
const LEAST_LEFT = 0.2;

/** Some charges of a currency that cost more since a day. */
export interface RisenCharges {
  readonly filters: readonly Filter[];
  readonly currency: string;
  readonly start: Day;
}

/** What a day of them costs by now, in their currency. */
export interface Rise {
  /** What was usual before. */
  readonly usualPerDay: number;
  /** What it costs more than that. */
  readonly excessPerDay: number;
}

/**
 * Finds how much more charges cost a day than was usual before they rose; null where they are back to usual. They are
 * judged by themselves, so that it's the same whoever asks.
 */
export function riseFinder(bill: Bill): (charges: RisenCharges) => Rise | null {
  const period = daysOfInterest(bill, []);
  const { costs, today, completenessLagDays } = bill;
  const { dataThrough } = costs.freshness([], today, completenessLagDays);
  if (period === null || dataThrough === null) return () => null;
  const read = (filters: readonly Filter[], currency: string) =>
    readDailyCosts(bill, filters, period, dataThrough).find((one) => one.currency === currency);
  const wholes = new Map<string, DailyCosts | undefined>();
  return ({ filters, currency, start }) => {
    const own = read(filters, currency);
    const whole = wholes.get(currency) ?? read([], currency);
    wholes.set(currency, whole);
    if (own === undefined || whole === undefined) return null;
    const values = valuesOf(own, whole);
    const series = { values, start: own.start, settled: own.settled };
    const risen = detectAnomalies(series, { minimumImpact: 0 }).find(
      ({ direction, start: at }) =>
        direction === "up" && isSameStart(addDays(own.start, at), start),
    );
    return risen === undefined ? null : riseOf(risen, values.slice(0, own.settled));
  };
}

function riseOf(
  { status, expected, start, end, excessPerPoint }: Anomaly,
  values: readonly (number | null)[],
): Rise | null {
  const usualPerDay = Math.max(0, expected / (end - start + 1));
  if (status === "ended" || excessPerPoint <= 0) return null;
  if (status === "ongoing") return { usualPerDay, excessPerDay: excessPerPoint };
  const latest = values.filter((value) => value !== null).slice(-LATEST_DAYS);
  const mean = latest.reduce((sum, value) => sum + value, 0) / latest.length;
  const excessPerDay = Math.min(excessPerPoint, mean - usualPerDay);
  return excessPerDay < LEAST_LEFT * excessPerPoint ? null : { usualPerDay, excessPerDay };
}

/** What charges cost day by day; null on days on which the data of all their providers are missing. */
function valuesOf(own: DailyCosts, whole: DailyCosts): readonly (number | null)[] {
  const gaps = providerGaps(whole);
  const providers = new Set(own.leaves.map(providerOf));
  const missing = [...providers].flatMap((provider) => gaps.get(provider)?.isMissing ?? []);
  return Array.from({ length: own.days }, (_, day) =>
    missing.every((days) => days[day] === 1)
      ? null
      : own.leaves.reduce((sum, { costs }) => sum + (costs[day] ?? 0), 0),
  );
}
