import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTime } from "#src/router/time/read-time";

interface CalendarDay {
  readonly day: string;
  readonly year: number;
  readonly month: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Weeks counted from the first Monday of the table. */
  readonly week: number;
}

/** A calendar that is counted out day by day, so that it shares no arithmetic with the reader. */
function countDays(firstYear: number, lastYear: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  let weekday = 0; // 2018-01-01 was a Monday
  for (let year = firstYear; year <= lastYear; year++) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [index, length] of lengths.entries()) {
      for (let date = 1; date <= length; date++) {
        const parts = [year, index + 1, date].map((part) => String(part).padStart(2, "0"));
        const week = Math.floor(days.length / 7);
        days.push({ day: parts.join("-"), year, month: index + 1, weekday, week });
        weekday = (weekday + 1) % 7;
      }
    }
  }
  return days;
}

const CALENDAR = countDays(2018, 2040);
const FIRST_CLOCK = CALENDAR.findIndex(({ day }) => day === "2024-01-01");
const LAST_CLOCK = CALENDAR.findIndex(({ day }) => day === "2034-12-31");
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const clockIndex = fc.integer({ min: FIRST_CLOCK, max: LAST_CLOCK });

function at(index: number): CalendarDay {
  const day = CALENDAR[index];
  if (day === undefined) throw new Error(`The table has no day ${index}`);
  return day;
}

/** The stretch of consecutive days around the first match. */
function daysWhere(matches: (day: CalendarDay) => boolean): { start: string; end: string } {
  const start = CALENDAR.findIndex(matches);
  const end = CALENDAR.findIndex((day, index) => index > start && !matches(day));
  return { start: at(start).day, end: at(end).day };
}

function monthCount({ year, month }: CalendarDay): number {
  return year * 12 + month - 1;
}

function read(question: string, index: number) {
  return readTime(question, { today: at(index).day }).period;
}

/** Checks a form on random clocks against days picked from the table. */
function agrees(
  form: (today: CalendarDay) => string,
  expected: (today: CalendarDay, index: number) => { start: string; end: string },
): void {
  fc.assert(
    fc.property(clockIndex, (index) => {
      const today = at(index);
      expect(read(form(today), index)).toEqual(expected(today, index));
    }),
    { numRuns: 300 },
  );
}

describe("simple forms agree with a calendar counted out by days", () => {
  test("today and yesterday", () => {
    agrees(
      () => "today",
      (today, index) => ({ start: today.day, end: at(index + 1).day }),
    );
    agrees(
      () => "yesterday",
      (today, index) => ({ start: at(index - 1).day, end: today.day }),
    );
  });

  test("last N days and weeks", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 1, max: 365 }), (index, count) => {
        const end = at(index).day;
        expect(read(`last ${count} days`, index)).toEqual({ start: at(index - count).day, end });
        const weeks = Math.min(count, 52);
        expect(read(`past ${weeks} weeks`, index)).toEqual({
          start: at(index - 7 * weeks).day,
          end,
        });
      }),
      { numRuns: 300 },
    );
  });

  test("last N months", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 1, max: 36 }), (index, count) => {
        const now = monthCount(at(index));
        const expected = daysWhere(
          (day) => monthCount(day) < now && monthCount(day) >= now - count,
        );
        expect(read(`last ${count} months`, index)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test("last week, month, quarter and year", () => {
    agrees(
      () => "last week",
      ({ week }) => daysWhere((day) => day.week === week - 1),
    );
    agrees(
      () => "last month",
      (today) => daysWhere((day) => monthCount(day) === monthCount(today) - 1),
    );
    agrees(
      () => "last quarter",
      (today) => {
        const quarter = Math.floor(monthCount(today) / 3) - 1;
        return daysWhere((day) => Math.floor(monthCount(day) / 3) === quarter);
      },
    );
    agrees(
      () => "last year",
      ({ year }) => daysWhere((day) => day.year === year - 1),
    );
  });

  test("this week, month, quarter and year so far", () => {
    const soFar = (isInUnit: (day: CalendarDay, today: CalendarDay) => boolean) => {
      return (today: CalendarDay, index: number) => ({
        start: daysWhere((day) => isInUnit(day, today)).start,
        end: at(index + 1).day,
      });
    };
    agrees(
      () => "this week",
      soFar((day, today) => day.week === today.week),
    );
    agrees(
      () => "month to date",
      soFar((day, today) => monthCount(day) === monthCount(today)),
    );
    agrees(
      () => "QTD",
      soFar((day, today) => Math.floor(monthCount(day) / 3) === Math.floor(monthCount(today) / 3)),
    );
    agrees(
      () => "this year so far",
      soFar((day, today) => day.year === today.year),
    );
  });

  test("named months, with and without a year", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 0, max: 11 }), (index, month) => {
        const today = at(index);
        const year = month + 1 <= today.month ? today.year : today.year - 1;
        const inYear = (wanted: number) =>
          daysWhere((day) => day.year === wanted && day.month === month + 1);
        expect(read(`costs in ${MONTHS[month]}`, index)).toEqual(inYear(year));
        expect(read(`costs in ${MONTHS[month]} 2023`, index)).toEqual(inYear(2023));
        expect(read(`${MONTHS[month]} last year`, index)).toEqual(inYear(today.year - 1));
      }),
      { numRuns: 300 },
    );
  });

  test("named quarters", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 1, max: 4 }), (index, quarter) => {
        const today = at(index);
        const year = quarter * 3 - 2 <= today.month ? today.year : today.year - 1;
        const expected = daysWhere(
          (day) => day.year === year && Math.ceil(day.month / 3) === quarter,
        );
        expect(read(`Q${quarter}`, index)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("numbered weeks", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 1, max: 52 }), (index, number) => {
        const weekOf = (year: number) => {
          // Week 1 holds the year's first Thursday.
          const thursday = CALENDAR.find((day) => day.year === year && day.weekday === 3);
          return daysWhere((day) => day.week === (thursday?.week ?? 0) + number - 1);
        };
        const years = [at(index).year + 1, at(index).year, at(index).year - 1];
        const begun = years.map(weekOf).find(({ start }) => start <= at(index).day);
        expect(read(`week ${number}`, index)).toEqual(begun);
        expect(read(`week ${number} of 2023`, index)).toEqual(weekOf(2023));
      }),
      { numRuns: 300 },
    );
  });

  test("last and named weekdays", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 0, max: 6 }), (index, weekday) => {
        let found = index - 1;
        while (at(found).weekday !== weekday) found--;
        const expected = { start: at(found).day, end: at(found + 1).day };
        expect(read(`last ${WEEKDAYS[weekday]}`, index)).toEqual(expected);
        expect(read(`costs on ${WEEKDAYS[weekday]}`, index)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("dates in words and figures, since and ranges", () => {
    fc.assert(
      fc.property(clockIndex, fc.integer({ min: 0, max: 364 }), (index, back) => {
        const then = at(index - back);
        const after = at(index - back + 1).day;
        const date = Number(then.day.slice(8));
        const name = `${MONTHS[then.month - 1]} ${date}`;
        expect(read(name, index)).toEqual({ start: then.day, end: after });
        expect(read(`${date} ${MONTHS[then.month - 1]} ${then.year}`, index)?.start).toBe(then.day);
        expect(read(`on ${then.day}`, index)).toEqual({ start: then.day, end: after });
        expect(read(`since ${name}`, index)).toEqual({ start: then.day, end: at(index + 1).day });
        expect(read(`from ${then.day} to yesterday`, index)?.start).toBe(
          back === 0 ? at(index - 1).day : then.day,
        );
      }),
      { numRuns: 300 },
    );
  });
});

test("any text is read without an error, and a period that is read isn't empty", () => {
  const word = fc.constantFrom(
    ...["last", "month", "vs", "from", "to", "between", "and", "Oct", "3", "first", "half", "of"],
    ...["2025", "week", "the", "since", "day", "before", "Q3", "by", ",", "-", "end", "next", "a"],
    ...["may", "Monday", "previous", "so", "far", "year", "over", "ago", "31", "FY26", "same"],
    ...["up", "until", "ytd", "easter", "new", "ths", "wekk", "42", "15th", "month", "quarter"],
  );
  const question = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(question, clockIndex, fc.integer({ min: 1, max: 12 }), (text, index, month) => {
      const clock = { today: at(index).day, fiscalYearStartMonth: month };
      const { period, comparison, fullEnd, running } = readTime(text, clock);
      if (period !== null) expect(period.start < period.end).toBe(true);
      if (comparison !== null && comparison !== "previous")
        expect(comparison.period.start < comparison.period.end).toBe(true);
      expect(running).toBe(fullEnd !== null);
    }),
    { numRuns: 3000 },
  );
});
