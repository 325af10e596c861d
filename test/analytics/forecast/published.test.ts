import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { benchMonthEnd } from "../../bench/forecast/month-end-bench.ts";
import { benchPublishedSets } from "../../bench/forecast/published-sets.ts";

/** Every so many series: enough to notice a model that got worse. */
const EVERY = 12;

test.skipIf(!existsSync("../shared/data/forecast"))("published series are forecast well", () => {
  const scores = Object.fromEntries(
    benchPublishedSets(EVERY).map(({ name, own }) => [name.split(" ")[0], own]),
  );
  expect(scores["M4"]?.owa).toBeLessThan(0.78);
  expect(scores["M4"]?.msis95).toBeLessThan(18);
  expect(scores["NN5"]?.mase).toBeLessThan(1);
  expect(scores["Tourism"]?.mase).toBeLessThan(1.47);
});

test("month-end totals beat the run rate, last month and OptScale's formula from each day", () => {
  for (const { own, runRate, lastMonth, optScale, coverage80 } of benchMonthEnd(12, 2026)) {
    expect(own).toBeLessThan(Math.min(runRate, lastMonth, optScale));
    expect(coverage80).toBeGreaterThan(0.6);
  }
});
