import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** A planted event: days `start` to `end`, both in; `pct` is its share of the usual cost at its height. */
export interface LabelledEvent {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly pct: number;
}

/** A daily cost series whose events are known. */
export interface LabelledSeries {
  readonly id: string;
  readonly start: string;
  readonly values: readonly (number | null)[];
  /** Share of the day's final value that was known on the day itself. */
  readonly firstSeen: readonly number[];
  readonly events: readonly LabelledEvent[];
}

/** The labelled daily cost, where it is at hand. */
export const LABELLED_SERIES_FILE = fileURLToPath(
  new URL("../../../../shared/data/anomalies/daily-cost-part.jsonl.gz", import.meta.url),
);

/** Every series of a gzipped file of JSON lines; none when there is no such file. */
export function readLabelledSeries(file: string): readonly LabelledSeries[] {
  if (!existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LabelledSeries);
}

/** One half by which defaults are chosen (`tune`), and one on which they are checked (`judge`). */
export function half(series: readonly LabelledSeries[], which: "tune" | "judge") {
  const remainder = which === "tune" ? 0 : 2;
  return series.filter(({ id }) => Number(id.replaceAll(/\D/g, "")) % 4 === remainder);
}
