import { z } from "zod";

const NANO_DIGITS = 9;

/** An amount as Google's APIs write it: whole units and billionths, both of the same sign. */
export const moneySchema = z.object({
  currencyCode: z.string().default(""),
  units: z
    .string()
    .regex(/^-?\d+$/)
    .default("0"),
  nanos: z.number().int().default(0),
});

export type GoogleMoney = z.infer<typeof moneySchema>;

/** The double next to the amount: its decimal digits are put together before they are rounded. */
export function amountOf({ units, nanos }: GoogleMoney): number {
  const sign = units.startsWith("-") || nanos < 0 ? "-" : "";
  const billionths = String(Math.abs(nanos)).padStart(NANO_DIGITS, "0");
  return Number(`${sign}${units.replace("-", "")}.${billionths}`);
}
