import { addDays, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import type { BillRow } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

/** The first day of the bills. */
export const START = "2026-09-01";

/** One charge a day from the first day on, of these amounts; null is a day without one. */
export function dailyCharges(
  amounts: readonly (number | null)[],
  columns: Partial<BillRow> = {},
): BillRow[] {
  return amounts.flatMap((amount, at) =>
    amount === null ? [] : [chargeOn(addDays(START, at), amount, columns)],
  );
}

/** A charge of one day. */
export function chargeOn(day: Day, amount: number, columns: Partial<BillRow> = {}): BillRow {
  const month = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
  return {
    ...plainRow,
    BillingPeriodStart: month.toISOString(),
    BillingPeriodEnd: next.toISOString(),
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    BilledCost: String(amount),
    EffectiveCost: String(amount),
    ListCost: String(amount),
    ...columns,
  };
}

/** Days of 100, a few per cent up and down, with some of another amount. */
export function steady(
  days: number,
  special: Readonly<Record<number, number | null>> = {},
): (number | null)[] {
  return Array.from({ length: days }, (_, at) => {
    const own = special[at];
    return own === undefined ? 100 + ((at * 7) % 5) - 2 : own;
  });
}

/** What a skill is run with, on a day, by somebody who sees what the filters keep. */
export function contextOf(
  store: Store,
  today: Day,
  scope: readonly Filter[] = [],
  actionId: string | null = null,
): SkillContext {
  return {
    ...readingContext(store, today, scope),
    act:
      actionId === null
        ? null
        : { actionId, person: "ann@example.com", now: new Date(`${today}T09:00:00Z`) },
  };
}
