import { addMonths, type Day } from "#src/focus/day";
import { awsServices } from "./aws-skus.ts";
import type { CalendarDay } from "./calendar-day.ts";
import { amountCharge, type BillingMonth, type PricelessCharge, wholeMonth } from "./charges.ts";
import type { Cells } from "./columns.ts";
import { gcpServices } from "./gcp-skus.ts";

/** A credit that takes the same amount off every day until it ends; `end` is its first day without. */
export interface DailyCredit extends PricelessCharge {
  readonly amountPerDay: number;
  readonly end: Day;
}

/** The credits of AWS's migration programme; they ended two months before the clock's month. */
export function migrationCredits(today: Day): readonly DailyCredit[] {
  const end = addMonths(today, -2);
  const credit = {
    category: "Credit",
    description: "AWS promotional credit: migration programme",
    end,
  } as const;
  const { ec2, rds } = awsServices;
  return [
    { ...credit, account: "aws-prod", service: ec2, amountPerDay: 380 },
    { ...credit, account: "aws-data", service: rds, amountPerDay: 110 },
  ];
}

/** The credits of one day. */
export function* dailyCredits(
  credits: readonly DailyCredit[],
  month: BillingMonth,
  day: CalendarDay,
): Generator<Cells> {
  for (const { amountPerDay, end, ...credit } of credits) {
    if (day.day < end) yield amountCharge(credit, month, day, -amountPerDay);
  }
}

const GOOGLE_CREDIT_PER_MONTH = 2500;

const growthCredit: PricelessCharge = {
  account: "gcp-analytics",
  service: gcpServices.compute,
  category: "Credit",
  description: "Google Cloud growth credit",
};

/** Google's growth credit, once a month. */
export function googleCredit(month: BillingMonth): Cells {
  return amountCharge(growthCredit, month, wholeMonth(month), -GOOGLE_CREDIT_PER_MONTH);
}
