import { expect, test } from "vitest";
import { detectAnomalies } from "#src/analytics/anomalies/detect-anomalies";
import { rhythmOf } from "#src/analytics/anomalies/rhythm";

test("seasons of the frequencies", () => {
  expect(["D", "H", "5min", "30min", "W", "M"].map((word) => rhythmOf(word)?.season)).toEqual([
    7, 168, 288, 48, 1, 1,
  ]);
});

test.each(["", "d", "7min", "0min", "-5min", "2000min", "1.5min", "toString"])(
  "no rhythm %j",
  (word) => {
    expect(rhythmOf(word)).toBeNull();
  },
);

test("a spike within a day of five-minute points", () => {
  const rhythm = rhythmOf("5min") ?? undefined;
  const wave = (point: number) => 50 + 30 * Math.sin((2 * Math.PI * point) / 288);
  const values = Array.from({ length: 288 * 5 }, (_, point) => wave(point) + (point % 7) / 3);
  values[1200] = 150;
  expect(rhythm).toBeDefined();
  const found = detectAnomalies({ values }, rhythm === undefined ? {} : { rhythm });
  expect(found.map(({ start, end }) => [start, end])).toEqual([[1200, 1200]]);
});

test("a month of twice the cost", () => {
  const rhythm = rhythmOf("M");
  const values = Array.from({ length: 30 }, (_, month) => 1000 + 15 * month + 20 * (month % 3));
  values[20] = 2600;
  const found = rhythm === null ? [] : detectAnomalies({ values }, { rhythm });
  expect(found.map(({ start, kind }) => [start, kind])).toEqual([[20, "spike"]]);
});
