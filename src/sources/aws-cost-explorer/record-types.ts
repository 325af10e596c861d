import type { ALLOWED_VALUES } from "#src/focus/allowed-values";

/** Record types that mean the same in FOCUS; their charges are summed, as FOCUS has them in one row. */
export type ChargeKind =
  | "usage"
  | "plan-fee"
  | "reservation-fee"
  | "purchase"
  | "tax"
  | "credit"
  | "adjustment";

/** The kinds, in the order in which they are read. */
export const CHARGE_KINDS: readonly ChargeKind[] = [
  "usage",
  "plan-fee",
  "reservation-fee",
  "purchase",
  "tax",
  "credit",
  "adjustment",
];

type ChargeCategory = (typeof ALLOWED_VALUES.ChargeCategory)[number];

/** The ChargeCategory of each kind's charges. */
export const CHARGE_CATEGORIES: Readonly<Record<ChargeKind, ChargeCategory>> = {
  usage: "Usage",
  "plan-fee": "Purchase",
  "reservation-fee": "Purchase",
  purchase: "Purchase",
  tax: "Tax",
  credit: "Credit",
  adjustment: "Adjustment",
};

/**
 * Record types, as the reports and as the console spell them. A plan's covered usage stands at on-demand
 * prices with a negation beside it: together they are billed 0. So do usage and its negotiated discounts.
 */
const KINDS: ReadonlyMap<string, ChargeKind> = new Map<string, ChargeKind>([
  ["usage", "usage"],
  ["discountedusage", "usage"],
  ["reservationappliedusage", "usage"],
  ["savingsplancoveredusage", "usage"],
  ["savingsplannegation", "usage"],
  ["discount", "usage"],
  ["bundleddiscount", "usage"],
  ["rifee", "reservation-fee"],
  ["recurringreservationfee", "reservation-fee"],
  ["upfrontreservationfee", "reservation-fee"],
  ["savingsplanupfrontfee", "plan-fee"],
  ["savingsplanrecurringfee", "plan-fee"],
  ["fee", "purchase"],
  ["support", "purchase"],
  ["supportfee", "purchase"],
  ["flatratesubscription", "purchase"],
  ["otheroutofcyclecharges", "purchase"],
  ["tax", "tax"],
  ["credit", "credit"],
  ["refund", "adjustment"],
]);

/** "Enterprise Discount Program Discount", "Solution Provider Program Discount", "Distributor Discount" … */
const DISCOUNT = /discount$/;

/** The kind of a record type's charges; what AWS will invent is an adjustment, so that no money is lost. */
export function chargeKindOf(recordType: string): ChargeKind {
  const key = recordType.toLowerCase().replace(/[^a-z]/g, "");
  return KINDS.get(key) ?? (DISCOUNT.test(key) ? "usage" : "adjustment");
}
