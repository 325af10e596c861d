import type { Budget } from "#src/budget-book";
import { liesWithin } from "#src/store/filters-within";

type Filters = Budget["filters"];

const CURRENCY = "BillingCurrency";

/** Whether two budgets' filters keep the same charges, their currencies apart; by the filters alone. */
export function isForSame(filters: Filters, others: Filters): boolean {
  const [one, other] = [withoutCurrency(filters), withoutCurrency(others)];
  return liesWithin(one, other) && liesWithin(other, one);
}

/** Filters without the one that keeps a currency, which a budget has by itself. */
export function withoutCurrency(filters: Filters): Filters {
  return filters.filter(({ dimension }) => dimension !== CURRENCY);
}

/** Filters that keep what a budget counts: charges in its currency. */
export function inCurrency(filters: Filters, currency: string): Filters {
  return [...withoutCurrency(filters), { dimension: CURRENCY, operator: "in", values: [currency] }];
}
