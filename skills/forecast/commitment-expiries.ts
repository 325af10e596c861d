import { addDays, addMonths, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { type CostRow, type Filter, plainQuery } from "#src/store/cost-query";
import type { ForecastDays } from "./daily-amounts.ts";

/** A commitment that will end, and how that is known. */
export interface CommitmentExpiry {
  readonly id: string;
  readonly name: string;
  /** The first day on which it holds no more. */
  readonly expires: Day;
  readonly knownBy: "provider" | "term";
}

/** Commitments without charges in the last so many days are over already. */
const DAYS_IN_USE = 28;
const ID = "CommitmentDiscountId";
const OF_COMMITMENTS: Filter = { dimension: ID, operator: "is_not_null", values: [] };
const PURCHASES: Filter = { dimension: "ChargeCategory", operator: "in", values: ["Purchase"] };
/** Where a provider's columns and descriptions name a term. */
const TERM_COLUMNS = ["SkuMeter", "ChargeDescription", "x_SkuTerm"];

/**
 * The commitments in use that end after the last complete day and before the forecast does: as the provider says, or
 * by the day of their purchase and their term.
 */
export function commitmentExpiries(
  context: SkillContext,
  filters: readonly Filter[],
  days: ForecastDays,
): CommitmentExpiry[] {
  const used = commitmentsInUse(context, filters, days);
  if (used.length === 0) return [];
  const said = saidByProviders(context);
  const others = used.filter((id) => !said.has(id));
  const byTerm = others.length === 0 ? new Map<string, Day>() : endsByTerm(context, others, days);
  return used
    .flatMap((id): CommitmentExpiry[] => {
      const expires = said.get(id) ?? byTerm.get(id);
      if (expires === undefined || expires <= days.asOf || expires >= days.period.end) return [];
      const name = context.costs.nameOf(ID, id) ?? id;
      return [{ id, name, expires, knownBy: said.has(id) ? "provider" : "term" }];
    })
    .toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
}

function commitmentsInUse(
  { costs }: SkillContext,
  filters: readonly Filter[],
  { asOf }: ForecastDays,
): string[] {
  const end = addDays(asOf, 1);
  const query = plainQuery({ start: addDays(end, -DAYS_IN_USE), end }, [
    ...filters,
    OF_COMMITMENTS,
  ]);
  const { rows } = costs.query({ ...query, groupBy: [ID] });
  return [...new Set(rows.flatMap(({ keys }) => keys[0] ?? []))];
}

function saidByProviders({ providers }: SkillContext): Map<string, Day> {
  return new Map(
    providers.items("commitment-usage").flatMap(({ item }) => {
      const { commitmentDiscountId: id, expires } = item;
      return id === null || expires === null ? [] : [[id, expires] as const];
    }),
  );
}

/** The ends of commitments whose purchase is among the charges and says how long they are for. */
function endsByTerm(
  { costs }: SkillContext,
  ids: readonly string[],
  { start, asOf }: ForecastDays,
): Map<string, Day> {
  const ofIds: Filter = { dimension: ID, operator: "in", values: ids };
  const query = plainQuery({ start, end: addDays(asOf, 1) }, [PURCHASES, ofIds]);
  const groupBy = [ID, "ChargeFrequency", ...TERM_COLUMNS];
  const { rows } = costs.query({ ...query, metric: "BilledCost", groupBy, granularity: "day" });
  const byId = Map.groupBy(rows.filter(isBought), ({ keys }) => keys[0] ?? "");
  return new Map(
    [...byId].flatMap(([id, bought]) => {
      const months = bought.map(({ keys }) => monthsOfTerm(keys.slice(2))).find((term) => term > 0);
      const first = firstDay(bought, start);
      if (months === undefined || first === null) return [];
      return [[id, sameDayLater(first, months)] as const];
    }),
  );
}

function isBought({ value }: CostRow): boolean {
  return (value ?? 0) > 0;
}

/** The term's first day; a fee that recurs from the first charges on may have begun at any time before them. */
function firstDay(bought: readonly CostRow[], start: Day): Day | null {
  const days = bought.flatMap(({ bucket }) => bucket ?? []).toSorted();
  const first = days[0] ?? null;
  const isOnce = bought.some(({ keys }) => keys[1] === "One-Time");
  return first !== null && (isOnce || first >= addMonths(start, 1)) ? first : null;
}

/** “3yrNoUpfront”, “1 year”, “36 months”, or a bare number of months; 0 where none is said. */
function monthsOfTerm([meter, description, months]: readonly (string | null)[]): number {
  const words = [meter, description].join(" ");
  const [, years] = /(?<![\d.])(\d)[ -]?(?:yr|year)/i.exec(words) ?? [];
  if (years !== undefined) return 12 * Number(years);
  const [, said] = /(?<![\d.])(\d{1,2})[ -]?months?\b/i.exec(words) ?? [];
  return Number(said ?? (/^\d{1,2}$/.test(months ?? "") ? months : 0));
}

/** The same day of a later month, or that month's last one. */
function sameDayLater(day: Day, months: number): Day {
  const month = addMonths(day, months);
  const last = addDays(addMonths(month, 1), -1);
  const same = `${month.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}
