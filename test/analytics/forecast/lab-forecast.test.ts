import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { forecastLines, labForecast } from "#src/commands/lab-forecast";

async function answers(lines: readonly string[], horizon: number) {
  const all: Record<string, unknown>[] = [];
  for await (const line of forecastLines(lines, horizon)) all.push(JSON.parse(line));
  return all;
}

const LINE = `{"id":"a","values":[${new Array(30).fill(5)}],"frequency":"D","start":"2026-01-01"}`;

describe("lab forecast", () => {
  test("answers each line with its paths", async () => {
    const [answer] = await answers([LINE, ""], 3);
    expect(answer).toMatchObject({ id: "a", mean: [5, 5, 5], lo80: [5, 5, 5], hi95: [5, 5, 5] });
    expect(Object.keys(answer ?? {})).toEqual([
      "id",
      "mean",
      "lo80",
      "hi80",
      "lo95",
      "hi95",
      "model",
    ]);
  });

  test("says of a short series that it is too short, and goes on", async () => {
    const all = await answers(['{"id":7,"values":[1,2,null],"frequency":"M"}', LINE], 2);
    expect(all[0]).toEqual({
      id: 7,
      error: "A forecast needs at least 7 values, and there are 2.",
    });
    expect(all[1]).toMatchObject({ id: "a", mean: [5, 5] });
  });

  test("takes a start with a time of day, or a month alone", async () => {
    const starts = ["2026-01-01 00:00:00", "2026-01-01T00:00:00Z", "2026-01"];
    const all = await answers(
      starts.map((start) => LINE.replace("2026-01-01", start)),
      2,
    );
    expect(all).toHaveLength(3);
  });

  test.each([
    ["oops", "Line 2 is no JSON."],
    ['{"id":"b","values":[1,"x"],"frequency":"D"}', "Line 2: values.1: "],
    ['{"id":"b","values":[1],"frequency":"Y"}', "Line 2: frequency: "],
    ["[]", "Line 2: "],
  ])("stops at %s with one sentence", async (line, message) => {
    await expect(answers([LINE, line], 2)).rejects.toThrow(message);
  });

  test.each([[[]], [["--horizon", "0"]], [["--horizon", "1.5"]], [["--horizon", "x"]]])(
    "refuses the options %j",
    async (words) => {
      await expect(labForecast(words)).rejects.toThrow(/--horizon takes/);
    },
  );

  test("streams, and exits with 2 on a bad line", () => {
    const run = spawnSync(
      "node",
      [
        "--disable-warning=ExperimentalWarning",
        "src/tally.js",
        "lab",
        "forecast",
        "--horizon",
        "2",
      ],
      { input: `${LINE}\nnonsense\n`, encoding: "utf8" },
    );
    expect(run.stdout).toMatch(/^\{"id":"a","mean":\[5,5\]/);
    expect(run.stderr).toBe("Line 2 is no JSON.\n");
    expect(run.status).toBe(2);
  });
});
