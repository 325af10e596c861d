import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import { judgeSeries } from "#src/analytics/anomalies/detect-anomalies";
import { type Rhythm, rhythmOf } from "#src/analytics/anomalies/rhythm";
import { UserError } from "#src/errors";
import { readOptionsOnly, UsageError } from "./command.ts";

const seriesLine = z
  .object({
    id: z.union([z.string(), z.number()]),
    values: z.array(z.number().nullable()),
    start: z.iso.date().optional(),
    firstSeen: z.array(z.number().min(0).max(1)).optional(),
  })
  .refine(
    ({ values, firstSeen }) => firstSeen === undefined || firstSeen.length === values.length,
    {
      path: ["firstSeen"],
      message: "must have one share for each value",
    },
  );

/** `tally lab anomalies`: a series per line of standard input, its anomalies per line of standard output. */
export async function labAnomalies(words: readonly string[]): Promise<number> {
  const values = readOptionsOnly(words, {
    frequency: { type: "string" },
    scores: { type: "boolean", default: false },
  });
  const rhythm = readRhythm(values.frequency);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of anomalyLines(lines, rhythm, values.scores)) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
  }
  return 0;
}

/**
 * Judges each series `{"id","values":[1,null,2],"start"?,"firstSeen"?}` as `{"id","anomalies":[{"start","end",…}]}`,
 * points as indices, and, where wished, `"scores"`, one a point. No anomaly is too small in money, whose unit
 * isn't known.
 * @throws UserError at the first line that is no such series
 */
export async function* anomalyLines(
  lines: AsyncIterable<string> | Iterable<string>,
  rhythm: Rhythm,
  hasScores: boolean,
): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    const { id, ...series } = readSeries(line, `Line ${number}`);
    const { anomalies, scores } = judgeSeries(series, { rhythm, minimumImpact: 0 });
    const answer = { id, anomalies: anomalies.map(printed) };
    const printedScores = scores.map((score) => (score === null ? null : rounded(score)));
    yield JSON.stringify(hasScores ? { ...answer, scores: printedScores } : answer);
  }
}

/**
 * The rhythm that `--frequency` names.
 * @throws UsageError where there is none
 */
export function readRhythm(frequency: string | undefined): Rhythm {
  const rhythm = frequency === undefined ? null : rhythmOf(frequency);
  if (rhythm !== null) return rhythm;
  throw new UsageError(
    frequency === undefined
      ? "--frequency is needed: D, W, M, H, or minutes such as 5min."
      : `--frequency ${frequency} isn't known; use D, W, M, H, or minutes that divide a day, such as 5min.`,
  );
}

function readSeries(line: string, place: string): z.infer<typeof seriesLine> {
  const parsed = seriesLine.safeParse(readJson(line, place));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? "" : `"${issue.path.join(".")}": `;
  throw new UserError(
    `${place} is no series such as {"id":"a","values":[1,null,2],"start":"2026-01-01"}: ${field}${issue?.message}.`,
  );
}

function readJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UserError(`${place} is no JSON; write {"id": …, "values": […]} on one line.`);
  }
}

function printed(anomaly: Anomaly) {
  const { start, end, raised, kind, direction, status, score, expected, actual } = anomaly;
  return {
    start,
    end,
    raised,
    kind,
    direction,
    status,
    score: rounded(score),
    expected: rounded(expected),
    actual: rounded(actual),
  };
}

/** Nine digits: more are noise of doubles. */
function rounded(value: number): number {
  return Number(value.toPrecision(9));
}
