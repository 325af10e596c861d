import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDateTime, readPeriodEnd } from "#src/ingest/normalise/date";

const seconds = (instant: string) => Date.parse(instant) / 1000;

describe("readDateTime", () => {
  test.each([
    ["2024-09-01T00:00:00Z", "2024-09-01T00:00:00Z", undefined],
    ["2024-08-16T01:00Z", "2024-08-16T01:00:00Z", undefined],
    ["2026-05-01T00:00:00.000Z", "2026-05-01T00:00:00Z", undefined],
    ["2026-06-01T08:10:31.1234567Z", "2026-06-01T08:10:31Z", undefined],
    ["2026-05-01t00:00:00z", "2026-05-01T00:00:00Z", undefined],
    ["2026-05-01 00:00:00 UTC", "2026-05-01T00:00:00Z", undefined],
    ["2026-05-01 00:00:00+00", "2026-05-01T00:00:00Z", undefined],
    ["2026-05-01T00:00:00+00:00", "2026-05-01T00:00:00Z", undefined],
    ["2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00Z", "date-with-offset"],
    ["2026-04-30T17:00:00-0700", "2026-05-01T00:00:00Z", "date-with-offset"],
    ["2024-09-01 00:00:00", "2024-09-01T00:00:00Z", "date-without-zone"],
    ["2026-05-03T00:00:00", "2026-05-03T00:00:00Z", "date-without-zone"],
    ["2026-05-03T00:00", "2026-05-03T00:00:00Z", "date-without-zone"],
    ["2026-05-03 00:00:00.000000", "2026-05-03T00:00:00Z", "date-without-zone"],
    ["2026-05-03", "2026-05-03T00:00:00Z", "date-only"],
    ["4/1/25", "2025-04-01T00:00:00Z", "date-month-first"],
    ["12/31/2025", "2025-12-31T00:00:00Z", "date-month-first"],
    ["4/1/2025 13:05", "2025-04-01T13:05:00Z", "date-month-first"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", undefined],
    [" 2024-02-29T00:00:00Z ", "2024-02-29T00:00:00Z", "outer-space"],
    ["2024-08-31T23:59:59.999Z", "2024-08-31T23:59:59Z", undefined],
  ])("%s is %s", (text, instant, quirk) => {
    const value = seconds(instant);
    expect(readDateTime(text)).toEqual(
      quirk === undefined ? { ok: true, value } : { ok: true, value, quirk },
    );
  });

  test.each([
    "2026-02-30T00:00:00Z",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31 00:00:00",
    "2026-01-01T24:00:00Z",
    "2023-02-01T30:00:00Z",
    "2026-01-01T12:60:00Z",
    "2026-01-01T12:00:60Z",
    "2026-01-01T12:00:00+15:00",
    "13/1/25",
    "2/30/2025",
    "0001-01-01T00:00:00Z",
  ])("%s is on no calendar", (text) => {
    expect(readDateTime(text)).toEqual({
      ok: false,
      problem: expect.stringContaining("There is no such date"),
    });
  });

  test.each([
    "yesterday",
    "2026-05",
    "20260501",
    "1.5.2026",
    "2026-05-01Z",
    "1777593600",
    "2026-05-01T",
  ])("%s has no known shape", (text) => {
    expect(readDateTime(text)).toEqual({
      ok: false,
      problem: expect.stringContaining("2026-05-01T00:00:00Z is needed"),
    });
  });

  test.each(["", "null", "  "])("%j is null", (text) => {
    expect(readDateTime(text)).toMatchObject({ ok: true, value: null });
  });

  test("reads back every instant in each of its shapes", () => {
    const instants = fc.date({
      min: new Date("1970-01-01T00:00:00Z"),
      max: new Date("2199-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const value = Math.floor(instant.getTime() / 1000);
        const iso = instant.toISOString();
        for (const text of [iso, iso.replace("T", " ").replace("Z", " UTC"), iso.slice(0, 19)]) {
          expect(readDateTime(text)).toMatchObject({ ok: true, value });
        }
      }),
    );
  });
});

describe("readPeriodEnd", () => {
  test.each([
    ["2024-08-31T23:59:59.999Z", "2024-09-01T00:00:00Z", "inclusive-end"],
    ["2024-12-31 23:59:59", "2025-01-01T00:00:00Z", "inclusive-end"],
    ["2024-08-31T23:59Z", "2024-09-01T00:00:00Z", "inclusive-end"],
    ["2024-08-16T01:59:59Z", "2024-08-16T02:00:00Z", "inclusive-end"],
    ["2024-08-31T23:59:59+05:30", "2024-08-31T18:30:00Z", "inclusive-end"],
    ["2024-09-01T00:00:00Z", "2024-09-01T00:00:00Z", undefined],
    ["2024-09-01T00:59:00Z", "2024-09-01T00:59:00Z", undefined],
    ["5/1/25", "2025-05-01T00:00:00Z", "date-month-first"],
    ["2024-08-31T24:00:00Z", "2024-09-01T00:00:00Z", "hour-past-midnight"],
    ["2023-02-01T30:00:00Z", "2023-02-02T06:00:00Z", "hour-past-midnight"],
  ])("%s is %s", (text, instant, quirk) => {
    const value = seconds(instant);
    expect(readPeriodEnd(text)).toEqual(
      quirk === undefined ? { ok: true, value } : { ok: true, value, quirk },
    );
  });

  test("an hour past the following day is none", () => {
    expect(readPeriodEnd("2023-02-01T48:00:00Z").ok).toBe(false);
  });
});
