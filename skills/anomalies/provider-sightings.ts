import type { Slice } from "#src/analytics/anomalies/merge-nested";
import { severityOf } from "#src/analytics/anomalies/severity";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import type { ProviderAnomaly } from "#src/provider-items";
import type { SkillContext } from "#src/skill";
import { type Filter, keepsValue } from "#src/store/cost-query";
import { liesWithin } from "#src/store/filters-within";
import { shareWithin } from "./causes.ts";
import {
  type FoundAnomaly,
  type ProviderFinding,
  type ProviderSighting,
  patternOf,
} from "./found-anomaly.ts";
import type { Sweep } from "./sweep.ts";
import { isTold } from "./told-from.ts";

/** An anomaly is the provider's when this share of its change lies in the charges that the provider names. */
const OF_ITS_CHARGES = 0.5;
/** … and when neither comes to more than this many times the other a day. */
const ALIKE = 4;

/** What the providers found, beside what was found here. */
export interface ProviderSightings {
  /** By the id of the anomaly found here. */
  readonly shared: ReadonlyMap<string, readonly ProviderSighting[]>;
  /** Those that no anomaly found here is. */
  readonly alone: readonly ProviderFinding[];
}

/** What was made of the providers' lists beside a sweep, as long as they stay the same. */
const KNOWN = new WeakMap<
  Sweep,
  { readonly lists: string; readonly sightings: ProviderSightings }
>();

/** Which of a sweep's anomalies the providers found too, and what they alone found in the same charges. */
export function providerSightings(
  context: SkillContext,
  filters: readonly Filter[],
  sweep: Sweep,
): ProviderSightings {
  const kept = context.providers.items("anomaly", { gone: true });
  const lists = JSON.stringify(kept.map(({ source, item }) => [source, item]));
  const known = KNOWN.get(sweep);
  if (known?.lists === lists) return known.sightings;
  const sightings = joinSightings(context, filters, sweep, kept);
  KNOWN.set(sweep, { lists, sightings });
  return sightings;
}

function joinSightings(
  context: SkillContext,
  filters: readonly Filter[],
  sweep: Sweep,
  kept: readonly ProviderSighting[],
): ProviderSightings {
  const shared = new Map<string, ProviderSighting[]>();
  const alone: ProviderFinding[] = [];
  for (const sighting of kept) {
    const days = daysOf(sighting.item, sweep.dataThrough);
    const same = sweep.anomalies.filter((found) => isSame(context, found, sighting.item, days));
    for (const { id } of same) shared.set(id, [...(shared.get(id) ?? []), sighting]);
    if (same.length > 0 || !liesWithin(chargesOf(sighting.item), filters)) continue;
    const finding = findingOf(sighting, days, sweep);
    if (finding !== null) alone.push(finding);
  }
  return { shared, alone };
}

/** What keeps the charges that a provider's anomaly is about. */
function chargesOf({ provider, filters }: ProviderAnomaly): readonly Filter[] {
  const own: Filter = { dimension: "ServiceProviderName", operator: "in", values: [provider] };
  return [own, ...filters.filter(({ dimension }) => dimension !== own.dimension)];
}

/** One that goes on is known as far as the data are complete. */
function daysOf({ start, end }: ProviderAnomaly, dataThrough: Day): Period {
  if (end !== null) return { start, end };
  const known = addDays(dataThrough, 1);
  return { start, end: known > start ? known : addDays(start, 1) };
}

/** Same money, same direction, days that overlap, and mostly the same charges. */
function isSame(
  context: SkillContext,
  found: FoundAnomaly,
  item: ProviderAnomaly,
  days: Period,
): boolean {
  const { slice, currency, direction, anomaly } = found;
  if (currency !== item.currency || direction !== directionOf(item)) return false;
  if (found.days.start >= days.end || days.start >= found.days.end) return false;
  const charges = chargesOf(item);
  const isElsewhere = charges.some((filter) => {
    const value = slice[filter.dimension];
    return value !== undefined && !keepsValue(filter, value);
  });
  if (isElsewhere) return false;
  const ratio = anomaly.impact / daysIn(found.days) / (item.impact / daysIn(days));
  if (ratio > ALIKE || ratio < 1 / ALIKE) return false;
  return shareWithin(context, charges, found) >= OF_ITS_CHARGES;
}

/** What the provider alone found, as far as it is worth telling by the thresholds that hold for its charges. */
function findingOf(
  kept: ProviderSighting,
  days: Period,
  { scales }: Sweep,
): ProviderFinding | null {
  const { item } = kept;
  const { currency, impact, end, start } = item;
  const scale = scales.find(({ told }) => told.currency === currency);
  const filters = chargesOf(item);
  const inCurrency: Filter = { dimension: "BillingCurrency", operator: "in", values: [currency] };
  const percent = item.expected ? (impact / Math.abs(item.expected)) * 100 : null;
  const isOf = (rule: readonly Filter[]) => liesWithin([...filters, inCurrency], rule);
  if (scale !== undefined && !isTold(scale.told, { impact, percent }, isOf)) return null;
  const slice = sliceOf(filters);
  const direction = directionOf(item);
  const status = end === null ? "ongoing" : "ended";
  return {
    by: "provider",
    pattern: patternOf(currency, slice, direction),
    id: `${start} ${kept.source} ${item.id}`,
    currency,
    slice,
    filters,
    days,
    direction,
    isOver: end !== null,
    severity: severityOf(
      { impact, excessPerPoint: impact / daysIn(days), status },
      scale?.monthlyCost ?? null,
    ),
    kept,
  };
}

function directionOf({ impact }: ProviderAnomaly): "up" | "down" {
  return impact < 0 ? "down" : "up";
}

/** The values that filters keep alone. */
function sliceOf(filters: readonly Filter[]): Slice {
  const single = filters.flatMap(({ dimension, operator, values: [value, ...others] }) =>
    operator === "in" && value !== undefined && others.length === 0
      ? [[dimension, value] as const]
      : [],
  );
  return Object.fromEntries(single);
}
