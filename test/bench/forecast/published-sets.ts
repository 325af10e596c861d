import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { forecast } from "#src/analytics/forecast/forecast";
import type { Series } from "#src/analytics/forecast/series";
import { type Scores, scoreAll } from "./scores.ts";

/** Published series with what came after them, and what others scored on them. */
interface PublishedSet {
  readonly name: string;
  readonly file: string;
  /** The steps of the naive forecast that errors are scaled by. */
  readonly lag: number;
  /** Divides sMAPE and MASE for OWA: the scores of the competition's Naive2. */
  readonly naive?: { readonly smape: number; readonly mase: number };
  readonly peers: readonly Peer[];
  readonly targets: Readonly<Partial<Record<Measure, number>>>;
}

type Measure = "owa" | "mase" | "msis95";

/** A published or measured figure of another forecaster on the whole set. */
export interface Peer {
  readonly name: string;
  readonly smape?: number;
  readonly mase?: number;
  readonly owa?: number;
  readonly msis95?: number;
}

const FOLDER = "../shared/data/forecast";

const SETS: readonly PublishedSet[] = [
  {
    name: "M4 Weekly",
    file: "m4-weekly.jsonl.gz",
    lag: 1,
    naive: { smape: 9.161, mase: 2.777 },
    targets: { owa: 0.78, msis95: 18 },
    peers: [
      { name: "competition winner (118)", smape: 7.817, mase: 2.356, owa: 0.851, msis95: 22.034 },
      { name: "best point entrant (235)", smape: 6.582, mase: 2.107, owa: 0.739 },
      { name: "best interval entrant (36)", smape: 6.726, mase: 2.133, owa: 0.751, msis95: 16.2 },
      { name: "R ets", smape: 8.73, mase: 2.527, msis95: 20.386 },
      { name: "AutoARIMA (Nixtla)", mase: 2.34 },
    ],
  },
  {
    name: "NN5 daily (half of the set)",
    file: "nn5-daily-part.jsonl.gz",
    lag: 7,
    targets: { mase: 0.86, msis95: 7.6 },
    peers: [
      { name: "TBATS, whole set", smape: 20.92, mase: 0.868, msis95: 7.75 },
      { name: "Prophet, whole set", smape: 21.8, mase: 0.869, msis95: 7.56 },
      { name: "R ets, whole set", smape: 21.42, mase: 0.877, msis95: 7.65 },
    ],
  },
  {
    name: "Tourism Monthly",
    file: "tourism-monthly.jsonl.gz",
    lag: 12,
    targets: { mase: 1.47 },
    peers: [
      { name: "R ets", smape: 19.02, mase: 1.526, msis95: 13.05 },
      { name: "R thetaf", smape: 19.9, mase: 1.649, msis95: 17.19 },
      { name: "chronos-bolt-base", mase: 1.5283 },
    ],
  },
];

/** How this forecaster does on a published set. */
export interface SetReport {
  readonly name: string;
  readonly own: Scores & { readonly owa?: number; readonly millisecondsEach: number };
  readonly targets: Readonly<Partial<Record<Measure, number>>>;
  readonly peers: readonly Peer[];
}

type PublishedLine = Series & {
  readonly horizon: number;
  readonly actual: readonly (number | null)[];
};

/** Each published set that is there, forecast and scored; of each set every `every`th series. */
export function benchPublishedSets(every: number): SetReport[] {
  return SETS.filter(({ file }) => existsSync(`${FOLDER}/${file}`)).map((set) => {
    const lines = readLines(`${FOLDER}/${set.file}`).filter((_, index) => index % every === 0);
    const before = performance.now();
    const all = lines.map((line) => ({ ...line, forecast: forecast(line, line.horizon) }));
    const millisecondsEach = (performance.now() - before) / lines.length;
    const scores = scoreAll(all, set.lag);
    const owa = set.naive && (scores.smape / set.naive.smape + scores.mase / set.naive.mase) / 2;
    return {
      name: set.name,
      own: { ...scores, ...(owa === undefined ? {} : { owa }), millisecondsEach },
      targets: set.targets,
      peers: set.peers,
    };
  });
}

function readLines(file: string): PublishedLine[] {
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The sets as one table: ours first, then the others' figures. */
export function publishedTable(reports: readonly SetReport[]): string {
  const header = "                                 sMAPE    MASE     OWA  MSIS95  in 80%  in 95%";
  const lines = reports.flatMap(({ name, own, peers, targets }) => [
    `${name}, ${own.series} series, ${own.millisecondsEach.toFixed(0)} ms each`,
    row("Tally", own, [own.coverage80, own.coverage95]),
    row("to reach", targets),
    ...peers.map((peer) => row(peer.name, peer)),
  ]);
  return `${[header, ...lines].join("\n")}\n`;
}

function row(name: string, figures: Omit<Peer, "name">, coverage: readonly number[] = []): string {
  const { smape, mase, owa, msis95 } = figures;
  const cells = [digits(smape, 2), digits(mase, 3), digits(owa, 3), digits(msis95, 2)];
  const shares = coverage.map((share) => `${(100 * share).toFixed(1)}%`);
  return `  ${name.padEnd(28)}${[...cells, ...shares].map((cell) => cell.padStart(8)).join("")}`;
}

function digits(value: number | undefined, places: number): string {
  return value === undefined ? "–" : value.toFixed(places);
}
