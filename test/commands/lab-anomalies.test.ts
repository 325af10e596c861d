import { expect, test } from "vitest";
import { DAILY } from "#src/analytics/anomalies/rhythm";
import { anomalyLines, readRhythm } from "#src/commands/lab-anomalies";

async function answers(lines: readonly string[], hasScores = false): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const line of anomalyLines(lines, DAILY, hasScores)) found.push(JSON.parse(line));
  return found;
}

const usual = new Array<number | null>(40).fill(2);

test("a line of anomalies for each line of values, by index", async () => {
  const spike = usual.with(20, null).with(30, 10).with(31, 10);
  const lines = [
    JSON.stringify({ id: "a", values: spike, start: "2026-03-09", other: 1 }),
    "",
    JSON.stringify({ id: 7, values: usual }),
  ];
  const [first, second, ...others] = await answers(lines);
  expect(first).toMatchObject({ id: "a", anomalies: [{ start: 30, end: 31, actual: 20 }] });
  const [anomaly] = (first as { anomalies: { score: number; expected: number }[] }).anomalies;
  expect(anomaly?.expected).toBeCloseTo(4, 1);
  expect(anomaly?.score).toBeGreaterThan(4.5);
  expect(second).toEqual({ id: 7, anomalies: [] });
  expect(others).toEqual([]);
});

test("scores on request", async () => {
  const [answer] = await answers([JSON.stringify({ id: "a", values: usual.with(20, null) })], true);
  const { scores } = answer as { scores: (number | null)[] };
  expect(scores).toHaveLength(40);
  expect(scores[20]).toBeNull();
  expect(scores[39]).toBe(0);
});

test("answers come as lines are read", async () => {
  const lines = anomalyLines([JSON.stringify({ id: "a", values: [] }), "{"], DAILY, false);
  expect((await lines.next()).value).toBe('{"id":"a","anomalies":[]}');
  await expect(lines.next()).rejects.toThrow(/^Line 2 is no JSON/);
});

test.each([
  ['{"id":"a"}', /^Line 1 is no series .*"values"/],
  ['{"values":[1]}', /"id"/],
  ['{"id":"a","values":[1,"2"]}', /"values.1"/],
  ['{"id":"a","values":[1],"start":"2026-02-30"}', /"start"/],
  ['{"id":"a","values":[1,2],"firstSeen":[1]}', /"firstSeen"/],
  ["[]", /^Line 1 is no series/],
])("%s is refused", async (line, message) => {
  await expect(answers([line])).rejects.toThrow(message);
});

test("frequencies that there are, and those that there aren't", () => {
  expect(readRhythm("D")).toEqual(DAILY);
  expect(() => readRhythm("fortnight")).toThrow(/fortnight isn't known; use D, W, M, H/);
  expect(() => readRhythm(undefined)).toThrow(/--frequency is needed/);
});
