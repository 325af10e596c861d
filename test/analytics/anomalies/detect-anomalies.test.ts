import { describe, expect, test } from "vitest";
import { detectAnomalies, judgeSeries } from "#src/analytics/anomalies/detect-anomalies";
import { addDays, dayNumber } from "#src/focus/day";
import { dailyCost, START } from "./generated-series.ts";

const start = START;

function summary(values: readonly (number | null)[], settled?: number) {
  return detectAnomalies({ values, start, settled }).map(
    (one) => `${one.kind} ${one.direction} ${one.start}-${one.end} ${one.status}`,
  );
}

describe("what is found", () => {
  test("nothing in weeks as usual", () => {
    expect(summary(dailyCost({ days: 200 }))).toEqual([]);
    expect(summary(dailyCost({ days: 200, noise: 0.1, seed: 3 }))).toEqual([]);
    expect(summary(dailyCost({ days: 200, weekend: 0.02 }))).toEqual([]);
  });

  test("a spike, with what was expected and what it cost", () => {
    const values = dailyCost({ days: 90, factor: (day) => (day === 58 || day === 59 ? 2 : 1) });
    const [spike, ...others] = detectAnomalies({ values, start });
    expect(others).toEqual([]);
    expect(spike).toMatchObject({ start: 58, end: 59, raised: 58, kind: "spike", status: "ended" });
    expect(spike?.actual).toBeCloseTo((values[58] ?? 0) + (values[59] ?? 0), 8);
    expect(spike?.expected).toBeGreaterThan(1900);
    expect(spike?.expected).toBeLessThan(2100);
    expect(spike?.impact).toBeCloseTo((spike?.actual ?? 0) - (spike?.expected ?? 0), 8);
    expect(spike?.change).toBeGreaterThan(0.9);
    const [low, high] = spike?.interval ?? [0, 0];
    expect(low).toBeLessThan(2000);
    expect(high).toBeGreaterThan(2000);
    expect(high).toBeLessThan(spike?.actual ?? 0);
  });

  test("a huge spike doesn't hide the next", () => {
    const factor = (day: number) => (day === 60 ? 1000 : day === 64 ? 1.6 : 1);
    expect(summary(dailyCost({ days: 90, factor }))).toEqual([
      "spike up 60-60 ended",
      "spike up 64-64 ended",
    ]);
  });

  test("a new level once, and from a week on it is the usual one", () => {
    const values = dailyCost({ days: 150, factor: (day) => (day >= 60 ? 1.7 : 1) });
    expect(summary(values.slice(0, 63))).toEqual(["spike up 60-62 ongoing"]);
    expect(summary(values)).toEqual(["shift up 60-66 accepted"]);
  });

  test("a small new level that no single day shows, dated back", () => {
    const values = dailyCost({
      days: 150,
      noise: 0.05,
      factor: (day) => (day >= 90 ? 1.27 : 1),
    });
    const [shift, ...others] = detectAnomalies({ values, start });
    expect(others).toEqual([]);
    expect(shift).toMatchObject({ direction: "up", status: "accepted" });
    expect(Math.abs((shift?.start ?? 0) - 90)).toBeLessThanOrEqual(3);
    expect(shift?.raised).toBeLessThanOrEqual(98);
  });

  test("a slow drift, as one", () => {
    const factor = (day: number) => 1 + 0.6 * Math.min(1, Math.max(0, (day - 80) / 25));
    const values = dailyCost({ days: 140, noise: 0.05, factor });
    const [drift, ...others] = detectAnomalies({ values, start });
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ kind: "drift", direction: "up" });
    expect(drift?.start).toBeGreaterThanOrEqual(80);
    expect(drift?.raised).toBeLessThanOrEqual(105);
  });

  test("three weeks less, and the way back is no news", () => {
    const factor = (day: number) => (day >= 80 && day < 101 ? 0.5 : 1);
    expect(summary(dailyCost({ days: 150, factor }))).toEqual(["drop down 80-100 ended"]);
  });

  test("growth over a year is no anomaly", () => {
    expect(summary(dailyCost({ days: 365, factor: (day) => 1.002 ** day }))).toEqual([]);
  });

  test("the last of several days in a row that a service costs anything", () => {
    const values = [...new Array<number>(30).fill(0), 40, 41, 39];
    expect(summary(values)).toEqual(["spike up 30-32 ongoing"]);
    expect(detectAnomalies({ values, start })[0]).toMatchObject({ expected: 0, change: null });
  });

  test("cost that ends", () => {
    const factor = (day: number) => (day >= 60 ? 0 : 1);
    expect(summary(dailyCost({ days: 80, factor }))).toEqual(["shift down 60-66 accepted"]);
  });

  test("credits, which are below zero", () => {
    const values = dailyCost({ days: 90, weekend: 1, factor: (day) => (day === 70 ? -3 : -1) });
    expect(summary(values)).toEqual(["drop down 70-70 ended"]);
  });

  test("from the eleventh day on", () => {
    const factor = (day: number) => (day === 10 ? 4 : 1);
    expect(summary(dailyCost({ days: 20, factor }))).toEqual(["spike up 10-10 ended"]);
    expect(summary(dailyCost({ days: 10, factor }))).toEqual([]);
  });
});

describe("what the calendar explains", () => {
  test("a monthly charge on the first, from the second on", () => {
    const values = dailyCost({ days: 200, monthly: 3000 });
    expect(summary(values)).toEqual([]);
  });

  test("a spike on a first of the month that usually has none", () => {
    const values = dailyCost({ days: 140, factor: (day) => (day === 114 ? 3 : 1) });
    expect(summary(values)).toEqual(["spike up 114-114 ended"]);
  });

  test("a monthly charge that begins is told once, and so is its end", () => {
    const values = dailyCost({ days: 365 }).map((value, day) =>
      [114, 145, 176, 206, 237].includes(day) ? value + 3000 : value,
    );
    expect(summary(values)).toEqual(["spike up 114-114 ended", "drop down 267-267 ended"]);
  });

  test("the days around the turn of the year", () => {
    const christmas = 290;
    const factor = (day: number) => (day >= christmas && day < christmas + 9 ? 0.6 : 1);
    expect(summary(dailyCost({ days: 340, factor }))).toEqual([]);
    expect(detectAnomalies({ values: dailyCost({ days: 340, factor }) })).toHaveLength(1);
  });

  test.each([["2026-12-20"], ["2026-12-24"], ["2027-01-03"]])(
    "a fall of %s that stays is told once offices are open, from its own day on",
    (first) => {
      const day = dayNumber(first) - dayNumber(START);
      const values = dailyCost({
        days: day + 40,
        monthly: 300,
        factor: (at) => (at >= day ? 0.6 : 1),
      });
      expect(detectAnomalies({ values, start: START })).toMatchObject([
        {
          start: day,
          raised: dayNumber("2027-01-07") - dayNumber(START),
          kind: "shift",
          direction: "down",
        },
      ]);
    },
  );

  test("a monthly charge in the middle of the month, from the third on", () => {
    const values = dailyCost({ days: 250 }).map((value, day) =>
      addDays(start, day).endsWith("-25") ? value + 2000 : value,
    );
    expect(summary(values)).toEqual(["spike up 16-16 ended", "spike up 47-47 ended"]);
  });

  test("what keeps coming back becomes a habit", () => {
    const batches = [60, 73, 83, 97, 106, 118, 129, 141];
    const factor = (day: number) => (batches.includes(day) ? 2 : 1);
    expect(summary(dailyCost({ days: 160, factor }))).toEqual([
      "spike up 60-60 ended",
      "spike up 73-73 ended",
      "spike up 83-83 ended",
    ]);
  });
});

describe("days that aren't complete", () => {
  const usual = dailyCost({ days: 80 });

  test("less on them is no drop", () => {
    const values = usual.map((value, day) => (day >= 78 ? value * 0.2 : value));
    expect(summary(values, 78)).toEqual([]);
    expect(summary(values)).toEqual(["drop down 78-79 ongoing"]);
  });

  test("too much on them is told at once", () => {
    const values = usual.map((value, day) => (day === 79 ? value * 3 : value));
    expect(summary(values, 78)).toEqual(["spike up 79-79 ongoing"]);
  });

  test("a spike is told on its day if what was seen then was enough, else a day later", () => {
    const values = dailyCost({ days: 80, factor: (day) => (day === 60 ? 2 : 1) });
    const raised = (share: number) =>
      detectAnomalies({ values, start, firstSeen: values.map(() => share) })[0]?.raised;
    expect(raised(0.9)).toBe(60);
    expect(raised(0.5)).toBe(61);
  });

  test("a drop is told when the day is known", () => {
    const values = dailyCost({ days: 80, factor: (day) => (day === 60 ? 0.4 : 1) });
    const [drop] = detectAnomalies({ values, start, firstSeen: values.map(() => 0.9) });
    expect(drop).toMatchObject({ start: 60, raised: 61 });
  });

  test("missing days are neither anomalies nor zero", () => {
    const values = dailyCost({ days: 120, factor: (day) => (day === 100 ? 2 : 1) });
    const gaps = values.map((value, day) =>
      day % 11 === 3 || (day > 50 && day < 62) ? null : value,
    );
    expect(summary(gaps)).toEqual(["spike up 100-100 ended"]);
  });
});

describe("thresholds", () => {
  const values = dailyCost({ days: 90, factor: (day) => (day === 60 ? 1.4 : 1) });

  test("in money", () => {
    expect(detectAnomalies({ values, start }, { minimumImpact: 300 })).toHaveLength(1);
    expect(detectAnomalies({ values, start }, { minimumImpact: 600 })).toHaveLength(0);
  });

  test("an impact that grows is told when it is large enough", () => {
    const days = dailyCost({ days: 60, factor: (day) => (day >= 56 ? 1.5 : 1) });
    const [shift] = detectAnomalies({ values: days, start }, { minimumImpact: 1200 });
    expect(shift).toMatchObject({ start: 56, raised: 58 });
  });

  test("in per cent", () => {
    expect(detectAnomalies({ values, start }, { dayRise: 0.35 })).toHaveLength(1);
    expect(detectAnomalies({ values, start }, { dayRise: 0.5 })).toHaveLength(0);
  });
});

test("scores are one a point, and highest where it is strangest", () => {
  const values = dailyCost({ days: 90, factor: (day) => (day === 60 ? 2 : 1) });
  const { scores } = judgeSeries({ values: values.with(30, 0).with(70, null as never), start });
  expect(scores).toHaveLength(90);
  expect(scores[5]).toBeNull();
  expect(scores[70]).toBeNull();
  expect(scores[60]).toBeGreaterThan(8);
  expect(scores[50]).toBeLessThan(4.5);
});
