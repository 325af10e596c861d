import fc from "fast-check";
import { expect, test } from "vitest";
import { type Forecast, forecast } from "#src/analytics/forecast/forecast";
import { reconcile } from "#src/analytics/forecast/reconcile";
import { ExactSum } from "#src/focus/exact-sum";

function flat(point: number, width: number): Forecast {
  return {
    mean: [point],
    lo80: [point - width],
    hi80: [point + width],
    lo95: [point - 2 * width],
    hi95: [point + 2 * width],
    model: "flat",
  };
}

const anyForecast = fc
  .tuple(
    fc.double({ min: -1e6, max: 1e9, noNaN: true }),
    fc.double({ min: 0, max: 1e8, noNaN: true }),
  )
  .map(([point, width]) => flat(point, width));

test("the parts' points add up to the whole's exactly", () => {
  fc.assert(
    fc.property(
      anyForecast,
      fc.array(anyForecast, { minLength: 1, maxLength: 12 }),
      (whole, parts) => {
        const agreed = reconcile(whole, parts);
        const total = new ExactSum();
        for (const { mean } of agreed.parts) total.add(mean[0] ?? 0);
        expect(agreed.whole.mean[0]).toBe(total.value);
      },
    ),
  );
});

test("the unsure give way to the sure", () => {
  const { whole, parts } = reconcile(flat(100, 1), [flat(50, 10), flat(60, 1)]);
  expect(whole.mean[0]).toBeCloseTo(100.1, 1);
  expect(parts[0]?.mean[0]).toBeCloseTo(40.2, 1);
  expect(parts[1]?.mean[0]).toBeCloseTo(59.9, 1);
  expect(parts[0]?.lo80[0]).toBeCloseTo(30.2, 1);
});

test("a cost that was never negative doesn't become so", () => {
  const { whole, parts } = reconcile(flat(10, 0.1), [flat(50, 20), flat(20, 8)]);
  expect(parts.every(({ mean, lo95 }) => (mean[0] ?? -1) >= 0 && (lo95[0] ?? -1) >= 0)).toBe(true);
  expect(whole.mean[0]).toBe((parts[0]?.mean[0] ?? 0) + (parts[1]?.mean[0] ?? 0));
});

test("forecasts of real series agree at each step", () => {
  const parts = [3, 5, 8].map((size) =>
    Array.from({ length: 90 }, (_, day) => size * (10 + Math.sin(day * size) + day / 40)),
  );
  const sums = Array.from({ length: 90 }, (_, day) =>
    parts.reduce((total, values) => total + (values[day] ?? 0), 0),
  );
  const agreed = reconcile(
    forecast({ values: sums, frequency: "D" }, 30),
    parts.map((values) => forecast({ values, frequency: "D" }, 30)),
  );
  for (let step = 0; step < 30; step++) {
    const total = new ExactSum();
    for (const { mean } of agreed.parts) total.add(mean[step] ?? 0);
    expect(agreed.whole.mean[step]).toBe(total.value);
  }
});

test("a whole without parts stays as it is", () => {
  expect(reconcile(flat(5, 1), []).whole).toEqual(flat(5, 1));
});
