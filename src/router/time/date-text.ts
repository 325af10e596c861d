import { dayOfMonth } from "./calendar.ts";

const YEAR_FIRST = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
const YEAR_MONTH = /^(\d{4})[-/](\d{1,2})$/;
const MONTH_YEAR = /^(\d{1,2})\/(\d{4})$/;

const WHOLE_DATE =
  /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}\/(?:\d{1,2}\/)?\d{4}|\d{1,2}\.(?:0?\d|1[0-2])\.\d{4})$/;

/** Whether a word is written as a date, be there such a day or not; "1.20.2024" is rather a version. */
export function isDateShaped(text: string): boolean {
  return WHOLE_DATE.test(text);
}

/**
 * A date in figures as `2026-04-08` or, without a day, `2026-04`; null for anything else. Slashes
 * are read month first unless only day first makes a date; dots are read day first.
 */
export function dateInFigures(text: string): string | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (day !== undefined) return dayOfMonth(Number(year), Number(month), Number(day));
  const [, first, second, lastYear] = YEAR_LAST.exec(text) ?? [];
  if (lastYear !== undefined) return yearLast(text, Number(first), Number(second), +lastYear);
  const [, monthYear, yearMonth] = YEAR_MONTH.exec(text) ?? [];
  if (yearMonth !== undefined) return firstOf(Number(monthYear), Number(yearMonth));
  const [, slashMonth, slashYear] = MONTH_YEAR.exec(text) ?? [];
  return slashYear === undefined ? null : firstOf(Number(slashYear), Number(slashMonth));
}

function yearLast(text: string, first: number, second: number, year: number): string | null {
  const dayFirst = text.includes(".") || first > 12;
  return dayFirst ? dayOfMonth(year, second, first) : dayOfMonth(year, first, second);
}

function firstOf(year: number, month: number): string | null {
  return dayOfMonth(year, month, 1)?.slice(0, 7) ?? null;
}
