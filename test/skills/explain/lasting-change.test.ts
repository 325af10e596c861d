import { describe, expect, test } from "vitest";
import { lastingChange } from "#skills/spend/explain/lasting-change";
import { addDays } from "#src/focus/day";

/** Days from 1 September 2026 on, and those after them. */
function series(...costs: readonly number[]) {
  return seriesWithLater(costs, []);
}

function seriesWithLater(costs: readonly number[], later: readonly number[]) {
  const dayAt = (at: number) => addDays("2026-09-01", at);
  return {
    days: costs.map((_, at) => dayAt(at)),
    costs,
    later: { days: later.map((_, at) => dayAt(costs.length + at)), costs: later },
  };
}

const times = (count: number, cost: number) => Array.from({ length: count }, () => cost);

describe("the days of a change", () => {
  test("a level that stays began where it rose, and costs its difference a month", () => {
    const costs = series(...times(35, 10), ...times(26, 14));
    expect(lastingChange(costs, 50, "2026-10-01")).toEqual({
      firstDay: "2026-10-06",
      lastDay: null,
      perMonth: 120,
    });
  });

  test("a spike ends with its last day", () => {
    const costs = series(...times(40, 10), ...times(3, 90), ...times(18, 10));
    expect(lastingChange(costs, 240, "2026-10-01")).toEqual({
      firstDay: "2026-10-11",
      lastDay: "2026-10-13",
      perMonth: null,
    });
  });

  test("what goes back after the days that are explained has ended with its last day", () => {
    const costs = [...times(50, 10), ...times(11, 14)];
    const ended = seriesWithLater(costs, [14, 14, 10, 10, 10]);
    expect(lastingChange(ended, 44, "2026-10-01")).toEqual({
      firstDay: "2026-10-21",
      lastDay: "2026-11-02",
      perMonth: null,
    });
    const stays = seriesWithLater(costs, [14, 10, 14, 14, 10]);
    expect(lastingChange(stays, 44, "2026-10-01")).toMatchObject({ lastDay: null, perMonth: 120 });
  });

  test("a weekend isn't the end of a change", () => {
    // 1 September 2026 is a Tuesday.
    const weekly = (days: number, from: number, size: number) =>
      Array.from({ length: days }, (_, at) => ((from + at + 1) % 7 >= 5 ? 4 : 10) * size);
    const costs = [...weekly(47, 0, 1), ...weekly(13, 47, 1.3)];
    const later = seriesWithLater(costs, weekly(9, 60, 1.3));
    expect(lastingChange(later, 36, "2026-10-01")).toMatchObject({ lastDay: null });
  });

  test("a fall is found among falls", () => {
    const costs = series(...times(5, 90), ...times(30, 50), ...times(26, 20));
    expect(lastingChange(costs, -900, "2026-10-01")?.firstDay).toBe("2026-10-06");
  });

  test("what is new and grows began with its first charge", () => {
    const growing = Array.from({ length: 26 }, (_, at) => at + 1);
    const costs = series(...times(35, 0), ...growing);
    expect(lastingChange(costs, 351, "2026-10-01")?.firstDay).toBe("2026-10-06");
  });

  test("none is found where every day is alike, or on no day", () => {
    expect(lastingChange(series(...times(61, 10)), 10, "2026-10-01")).toBeNull();
    expect(lastingChange(series(), 10, "2026-10-01")).toBeNull();
  });
});
