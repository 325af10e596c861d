import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";
import { forecast } from "#src/analytics/forecast/forecast";
import { TooFewValuesError } from "#src/analytics/forecast/series";
import { UserError } from "#src/errors";
import { readOptionsOnly, UsageError } from "./command.ts";

const LONGEST_HORIZON = 10_000;
const DIGITS = 9;

const seriesLine = z.object({
  id: z.union([z.string(), z.number()]),
  values: z.array(z.number().nullable()),
  frequency: z.enum(["H", "D", "W", "M"]),
  // Some data sets give the time of day too, others the month alone.
  start: z
    .string()
    .transform((text) => (/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text.slice(0, 10)))
    .pipe(z.iso.date())
    .optional(),
});

/** `tally lab forecast`: a series per line of standard input, its forecast per line of standard output. */
export async function labForecast(words: readonly string[]): Promise<number> {
  const values = readOptionsOnly(words, { horizon: { type: "string" } });
  const horizon = readHorizon(values.horizon);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of forecastLines(lines, horizon)) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
  }
  return 0;
}

/**
 * Forecasts each series `{"id","values":[1,null,2],"frequency":"D","start"?}` as `{"id","mean":[…],"lo80":[…],
 * "hi80":[…],"lo95":[…],"hi95":[…],"model"}`; a series with fewer than seven known values as `{"id","error"}`.
 * @throws UserError at the first line that is no such series
 */
export async function* forecastLines(
  lines: AsyncIterable<string> | Iterable<string>,
  horizon: number,
): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== "") yield forecastLine(line, horizon, `Line ${number}`);
  }
}

function forecastLine(line: string, horizon: number, place: string): string {
  const { id, ...series } = readSeries(line, place);
  try {
    const { model, ...bounds } = forecast(series, horizon);
    const rounded = Object.entries(bounds).map(([name, path]) => [name, path.map(shortened)]);
    return JSON.stringify({ id, ...Object.fromEntries(rounded), model });
  } catch (error) {
    if (error instanceof TooFewValuesError) return JSON.stringify({ id, error: error.message });
    throw error;
  }
}

function shortened(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function readSeries(line: string, place: string): z.infer<typeof seriesLine> {
  const parsed = seriesLine.safeParse(readJson(line, place));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  throw new UserError(
    `${place}: ${where}${issue?.message ?? "no series"}. A line is {"id":"a","values":[1,null,2],"frequency":"D"}, the frequency one of H, D, W, M.`,
  );
}

function readJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UserError(`${place} is no JSON.`);
  }
}

function readHorizon(text: string | undefined): number {
  const horizon = Number(text);
  const isCount = Number.isInteger(horizon) && horizon >= 1 && horizon <= LONGEST_HORIZON;
  if (!isCount) {
    throw new UsageError("--horizon takes the number of steps to forecast, such as 14.");
  }
  return horizon;
}
