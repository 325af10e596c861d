import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { billingAccounts, type SourceName } from "./accounts.ts";
import { calendarDays } from "./calendar-day.ts";
import type { BillingMonth } from "./charges.ts";
import type { DeliveredDay } from "./daily-charges.ts";
import { codeOf } from "./random.ts";

const MONTHS_BEFORE = 13;
const HOURS_PER_DAY = 24;
/** The hours of yesterday that AWS has delivered. */
const AWS_HOURS_OF_YESTERDAY = 14;
/** Up to so many days ago the development account is billed by the hour. */
const HOURLY_DAYS = 4;
/** Days after the end of a month on which its invoice is there. */
const INVOICE_DELAY_DAYS = 3;
const RENAMED_MONTHS_AGO = 5;

/** The first day of the demo's data: the first of the month 13 months before the clock's. */
export function demoStart(today: Day): Day {
  return addMonths(today, -MONTHS_BEFORE);
}

/** The last day that a source has delivered in full. */
export function lastFullDay(source: SourceName, today: Day): Day {
  return addDays(today, -billingAccounts[source].lagDays);
}

/** The day from which renamed accounts go by their new name. */
export function renamedSince(today: Day): Day {
  return addMonths(today, -RENAMED_MONTHS_AGO);
}

/** The billing months that a clock on `today` sees of a source, oldest first. */
export function billingMonths(source: SourceName, today: Day): readonly BillingMonth[] {
  const start = demoStart(today);
  return Array.from({ length: MONTHS_BEFORE + 1 }, (_, index) =>
    billingMonth(source, addMonths(start, index), today),
  );
}

function billingMonth(source: SourceName, start: Day, today: Day): BillingMonth {
  const end = addMonths(start, 1);
  const isInvoiced = today >= addDays(end, INVOICE_DELAY_DAYS);
  const number = start.slice(0, 7).replace("-", "");
  const { invoicePrefix } = billingAccounts[source];
  return {
    start,
    end,
    days: daysIn({ start, end }),
    invoiceId: isInvoiced ? `${invoicePrefix}${number}${codeOf(`${source}/${start}`, 4)}` : null,
    hasFormerNames: start < renamedSince(today),
  };
}

/** The days of a period that a source has delivered by `today`, the last one perhaps in part. */
export function deliveredDays(
  source: SourceName,
  { start, end }: Period,
  today: Day,
): readonly DeliveredDay[] {
  const yesterday = addDays(today, -1);
  const hoursOfYesterday = source === "aws" ? AWS_HOURS_OF_YESTERDAY : 0;
  const lastFull = lastFullDay(source, today);
  const firstHourly = addDays(today, -HOURLY_DAYS);
  return calendarDays(start, end < today ? end : today).flatMap((day) => {
    const late = day.day === yesterday ? hoursOfYesterday : 0;
    const hours = day.day <= lastFull ? HOURS_PER_DAY : late;
    return hours === 0 ? [] : [{ ...day, hours, isHourly: day.day >= firstHourly }];
  });
}
