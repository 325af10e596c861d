import { isCurrencyCode, UNSTATED_CURRENCY } from "#src/focus/currency";
import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import { decimalsOf, monthFormat, numberFormat } from "./intl.ts";

/** The locale of numbers and dates where nobody asks for another one; words are English. */
export const DEFAULT_LOCALE = "en-US";
const MINUS = "\u2212";
/** Currencies whose symbol stands for no other one; all others show their code. */
const SYMBOL_CURRENCIES = new Set(["USD", "EUR", "GBP", "JPY"]);
/** Outside of this range an amount is shown with an exponent, so that it stays short. */
const PLAIN_FROM = 1e-9;
const PLAIN_TO = 1e15;
const COMPACT_FROM = 1000;
const DETAIL_SIGNIFICANT_DIGITS = 2;

export interface MoneyOptions {
  readonly locale?: string;
  /** 1.2M instead of 1,234,567.89; for axes and other narrow places. */
  readonly compact?: boolean;
  /** At least so many decimals, also where the currency has fewer: for the steps of an axis. */
  readonly minimumDecimals?: number;
}

/**
 * An amount in a BillingCurrency, `−$1,234.50`, `CHF 12.00`. A small amount keeps two significant
 * digits and is never shown as zero; null is `no data`. Other names than ISO 4217 codes are kept;
 * an unstated currency is left out.
 */
export function formatMoney(
  value: number | null,
  currency: string,
  options: MoneyOptions = {},
): string {
  if (value === null) return "no data";
  const isCode = isCurrencyCode(currency);
  const isStated = currency !== "" && currency !== UNSTATED_CURRENCY;
  const style = {
    style: "currency",
    currency: isCode ? currency : UNSTATED_CURRENCY,
    currencyDisplay: SYMBOL_CURRENCIES.has(currency) ? "symbol" : "code",
    signDisplay: "negative",
  } as const;
  const locale = options.locale ?? DEFAULT_LOCALE;
  const decimals = decimalsOf(locale, style);
  const digits =
    options.compact === true && Math.abs(value) >= COMPACT_FROM
      ? ({ notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 } as const)
      : digitsFor(value, Math.max(decimals, options.minimumDecimals ?? 0));
  const parts = numberFormat(locale, { ...style, ...digits }).formatToParts(value);
  return parts
    .filter(({ type }) => isStated || (type !== "currency" && type !== "literal"))
    .map((part) => (part.type === "currency" && !isCode ? currency : ownSpelling(part)))
    .join("");
}

/** A share or a change that is already in percent: 12.2334 is `12.2%`; null is `n/a`. */
export function formatPercent(value: number | null, locale = DEFAULT_LOCALE): string {
  if (value === null) return "n/a";
  const decimals = value === 0 || Math.abs(value) >= 999.95 ? 0 : 1;
  const digits = Math.abs(value) < 1 ? digitsFor(value, 0) : digitsFor(value, decimals);
  const format = numberFormat(locale, {
    style: "percent",
    signDisplay: "negative",
    ...digits,
  });
  return format
    .formatToParts(value / 100)
    .map(ownSpelling)
    .join("");
}

/** A difference, main minus other, `+$134.57 (+12.2%)`; a rounding error of a sum is `no change`. */
export function formatChange(
  change: { readonly value: number | null; readonly percent: number | null },
  currency: string,
  locale = DEFAULT_LOCALE,
): string {
  const { value, percent } = change;
  if (value === null) return "no data";
  if (isRoundingError(value) || (percent !== null && isRoundingError(percent))) return "no change";
  const amount = withPlus(value, formatMoney(value, currency, { locale }));
  if (percent === null) return amount;
  return `${amount} (${withPlus(percent, formatPercent(percent, locale))})`;
}

/** A number of things, `12,345`; fractions keep two decimals, or two digits where they are small. */
export function formatCount(count: number, locale = DEFAULT_LOCALE): string {
  const digits = Number.isInteger(count)
    ? digitsFor(count, 0)
    : { ...digitsFor(count, 2), minimumFractionDigits: 0 };
  const format = numberFormat(locale, { signDisplay: "negative", ...digits });
  return format.formatToParts(count).map(ownSpelling).join("");
}

/** A size in bytes, in the decimal unit that fits: `1.4 GB`. */
export function formatBytes(bytes: number, locale = DEFAULT_LOCALE): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = Math.floor(Math.log10(Math.max(Math.abs(bytes), 1)) / 3);
  const index = Math.min(power, units.length - 1);
  return numberFormat(locale, {
    style: "unit",
    unit: units[index] ?? "byte",
    unitDisplay: index === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** index);
}

/** A duration given in seconds, by its two largest units: `45 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A UTC day in full, `8 October 2026`. */
export function formatDay(day: Day, locale = DEFAULT_LOCALE): string {
  return `${dayOfMonth(day)} ${monthName(day, "long", locale)} ${yearOf(day)}`;
}

/** A half-open period as people say it, last day included: `October 2026`, `1–18 November 2026`. */
export function formatPeriod(period: Period, locale = DEFAULT_LOCALE): string {
  const { start, end } = period;
  if (end <= start) return "no days";
  const last = addDays(end, -1);
  if (last === start) return formatDay(start, locale);
  return wholeCalendarPeriod(period, locale) ?? daysFromTo(start, last, locale);
}

/**
 * The name of a time bucket by its first day (an ISO hour where the granularity is `hour`):
 * `5 Oct 14:00`, `5 Oct 2026`, `week of 5 Oct 2026`, `Oct 2026`, `Q4 2026`, `2026`.
 */
export function formatBucket(
  bucket: string,
  granularity: Granularity,
  locale = DEFAULT_LOCALE,
): string {
  const month = monthName(bucket, "short", locale);
  const day = `${dayOfMonth(bucket)} ${month} ${yearOf(bucket)}`;
  switch (granularity) {
    case "hour":
      return `${dayOfMonth(bucket)} ${month} ${bucket.slice(11, 16) || "00:00"}`;
    case "week":
      return `week of ${day}`;
    case "month":
      return `${month} ${yearOf(bucket)}`;
    case "quarter":
      return `${quarterOf(bucket)} ${yearOf(bucket)}`;
    case "year":
      return yearOf(bucket);
    case "day":
      return day;
  }
}

function digitsFor(value: number, decimals: number): Intl.NumberFormatOptions {
  const magnitude = Math.abs(value);
  const significant = {
    minimumSignificantDigits: DETAIL_SIGNIFICANT_DIGITS,
    maximumSignificantDigits: DETAIL_SIGNIFICANT_DIGITS,
  };
  if (magnitude !== 0 && (magnitude < PLAIN_FROM || magnitude >= PLAIN_TO)) {
    return { notation: "scientific", ...significant };
  }
  if (magnitude !== 0 && magnitude < 10 ** -decimals) return significant;
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

/** Replaces Intl's hyphen by a minus sign and its unbreakable spaces by plain ones. */
function ownSpelling(part: { readonly type: string; readonly value: string }): string {
  if (part.type === "minusSign" || part.type === "exponentMinusSign") return MINUS;
  return part.type === "literal" ? part.value.replaceAll("\u00a0", " ") : part.value;
}

function withPlus(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}

function isRoundingError(difference: number): boolean {
  return Math.abs(difference) < PLAIN_FROM;
}

function wholeCalendarPeriod({ start, end }: Period, locale: string): string | null {
  if (!start.endsWith("-01")) return null;
  if (end === addMonths(start, 1)) return `${monthName(start, "long", locale)} ${yearOf(start)}`;
  const startsQuarter = (monthNumber(start) - 1) % 3 === 0;
  if (startsQuarter && end === addMonths(start, 3)) return `${quarterOf(start)} ${yearOf(start)}`;
  if (monthNumber(start) === 1 && end === addMonths(start, 12)) return yearOf(start);
  return null;
}

function daysFromTo(first: Day, last: Day, locale: string): string {
  const end = formatDay(last, locale);
  if (yearOf(first) !== yearOf(last)) return `${formatDay(first, locale)} – ${end}`;
  if (monthNumber(first) === monthNumber(last)) return `${dayOfMonth(first)}–${end}`;
  return `${dayOfMonth(first)} ${monthName(first, "long", locale)} – ${end}`;
}

function monthName(day: string, length: "long" | "short", locale: string): string {
  return monthFormat(locale, length).format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`));
}

function yearOf(day: string): string {
  return day.slice(0, 4);
}

function monthNumber(day: string): number {
  return Number(day.slice(5, 7));
}

function dayOfMonth(day: string): number {
  return Number(day.slice(8, 10));
}

function quarterOf(day: string): string {
  return `Q${Math.ceil(monthNumber(day) / 3)}`;
}
