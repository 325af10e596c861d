import { z } from "zod";
import { median } from "#src/analytics/forecast/statistics";
import { formatMoney, formatPercent } from "#src/cards/format";
import { filterSchema } from "#src/cost-question";
import { roundedUp } from "./rounded-up.ts";

/** Room beside what is expected, in percent. */
const ROOM = 10;
/** Less than this a month, in any currency, isn't worth a budget. */
const LEAST_MONTHLY = 1;

/** A budget as it would be made. */
export const newBudgetSchema = z.object({
  name: z.string().trim().min(1).max(80),
  filters: z.array(filterSchema),
  currency: z.string().min(1).max(20),
  /** A month. */
  amount: z.number().positive(),
});

/** A budget that is suggested, and what for. */
export const proposedBudgetSchema = newBudgetSchema.extend({
  /** Of the dimension that was asked about. */
  value: z.string(),
  /** The last whole months, the oldest first; null without a charge. */
  months: z.array(z.number().nullable()),
  /** Where the running month will end; null with too few days to tell. */
  forecast: z.number().nullable(),
  reason: z.string(),
  /** Whether the asker may set it: it holds no charges that the asker doesn't see. */
  maySet: z.boolean(),
});

export type NewBudget = z.infer<typeof newBudgetSchema>;
export type ProposedBudget = z.infer<typeof proposedBudgetSchema>;

/** An amount a month with why; null where there is next to nothing to budget. */
export function proposedAmount(
  { months, forecast }: Pick<ProposedBudget, "months" | "forecast">,
  currency: string,
): { readonly amount: number; readonly reason: string } | null {
  const known = months.filter((month) => month !== null);
  const usual = known.length === 0 ? null : median(known);
  const expected = Math.max(usual ?? 0, forecast ?? 0);
  if (expected < LEAST_MONTHLY) return null;
  const isForecast = expected === forecast;
  const basis = isForecast
    ? `the running month's forecast of ${formatMoney(expected, currency)}`
    : `the median of ${known.length === 1 ? "the last whole month" : `the last ${known.length} whole months`}, ${formatMoney(expected, currency)}`;
  const amount = roundedUp(expected * (1 + ROOM / 100));
  return { amount, reason: `${basis}, with ${formatPercent(ROOM)} of room, rounded up` };
}
