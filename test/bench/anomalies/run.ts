import { parseArgs } from "node:util";
import { detectAnomalies } from "#src/analytics/anomalies/detect-anomalies";
import { benchRootCauses } from "../root-cause/root-cause-bench.ts";
import {
  half,
  LABELLED_SERIES_FILE,
  type LabelledSeries,
  readLabelledSeries,
} from "./labelled-series.ts";
import { findDays, OPEN_RULES } from "./open-rules.ts";
import { type Alarm, alarmsOfDays, type Score, score } from "./score.ts";
import { stlDays } from "./stl.ts";

/** A detector under measurement. */
interface Contestant {
  readonly name: string;
  readonly find: (series: LabelledSeries) => readonly Alarm[];
}

const SPEED_SERIES = 2000;

const TALLY: Contestant = { name: "Tally, late days as seen", find: (one) => detectAnomalies(one) };

const CONTESTANTS: readonly Contestant[] = [
  TALLY,
  {
    name: "Tally, final values",
    find: ({ values, start }) => detectAnomalies({ values, start }),
  },
  ...OPEN_RULES.map(
    (rule): Contestant => ({
      name: rule.name,
      find: ({ values }) => alarmsOfDays(findDays(rule, values)),
    }),
  ),
  { name: "STL residuals, in hindsight", find: ({ values }) => alarmsOfDays(stlDays(values)) },
];

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    file: { type: "string", default: LABELLED_SERIES_FILE },
  },
});

const series = readLabelledSeries(options.file);
if (series.length === 0) {
  process.stderr.write(`There are no labelled series at ${options.file}; name a file by --file.\n`);
  process.exit(2);
}

const sets = { all: series, tune: half(series, "tune"), judge: half(series, "judge") };
const results = Object.entries(sets).flatMap(([set, chosen]) =>
  chosen.length === 0
    ? []
    : CONTESTANTS.map(({ name, find }) => ({ set, name, ...score(chosen, chosen.map(find)) })),
);
const speed = measureSpeed();
const rootCauses = benchRootCauses();

process.stdout.write(
  options.json
    ? `${JSON.stringify({ series: series.length, results, speed, rootCauses: rootCauses.data }, null, 2)}\n`
    : `${results.map(lineOf).join("\n")}\n\n${speed.series} series × ${speed.days} days: ${speed.seconds} s\n\n${rootCauses.text}`,
);

function measureSpeed() {
  const started = performance.now();
  for (let count = 0; count < SPEED_SERIES; count++) {
    const one = series[count % series.length];
    if (one !== undefined) TALLY.find(one);
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  return { series: SPEED_SERIES, days: series[0]?.values.length ?? 0, seconds };
}

function lineOf({ set, name, ...found }: Score & { readonly set: string; readonly name: string }) {
  const figures = [
    `P ${found.precision.toFixed(3)}`,
    `R ${found.recall.toFixed(3)}`,
    `F1 ${found.f1.toFixed(3)}`,
    `false alarms a series and year ${found.falseAlarmsPerSeriesYear.toFixed(2).padStart(5)}`,
    `money ${found.moneyFound.toFixed(3)}`,
    `drifts ${found.foundByType["drift"] ?? "-"}`,
    `delay ${found.medianDelayDays} d`,
  ];
  return `${set.padEnd(5)} ${name.padEnd(42)} ${figures.join("  ")}`;
}
