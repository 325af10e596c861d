import { dayOfInstant } from "#src/focus/day";
import type { Purse } from "#src/sources/calls/caller";
import type { Store } from "#src/store/store";
import { CallCosts } from "#src/store/sync/call-costs";
import { isBusy } from "#src/store/sync/lease";
import { busyError } from "./problem.ts";

/** Gives a source its purse of so many US dollars for each UTC day. */
export type PurseOf = (source: string, dollarsPerDay: number) => Purse;

/**
 * Purses whose days are kept in the store, over restarts and for all processes together. Taking from one throws
 * a UserError while another process writes to the store.
 */
export function pursesIn(store: Store, now: () => Date): PurseOf {
  const costs = new CallCosts(store.database);
  return (source, dollarsPerDay) => ({
    take: (price) => {
      try {
        return costs.take(source, dayOfInstant(now()), price, dollarsPerDay);
      } catch (error) {
        throw isBusy(error) ? busyError() : error;
      }
    },
  });
}
