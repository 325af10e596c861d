import { rootCauses } from "#src/analytics/explain/root-causes";
import { quantile, type SectionReport, tableText } from "../report.ts";
import { makeCase, type RootCauseCase, SCHEMES } from "./case-generator.ts";
import { hasPublishedCases, publishedCases } from "./published-cases.ts";

/** Seeds of the generated cases on which the constants were chosen, and of those they are judged on. */
const TUNING_SEED = 1000;
const JUDGING_SEED = 80_000;
const GENERATED = 40;
/** Milliseconds a case. */
const LIMIT = 300;

interface Score {
  readonly name: string;
  readonly cases: number;
  readonly found: number;
  readonly wrong: number;
  readonly missed: number;
  readonly f1: number;
  readonly leastF1: number | null;
  readonly medianMilliseconds: number;
  readonly slowestMilliseconds: number;
}

/**
 * Root causes found in published and in generated cases: the sets of elements must be the same, and F1 is
 * micro-averaged. Published beside it (RiskLoc, authors' code): 0.960 on Squeeze-B0, 0.701 on S, 0.740 on L.
 */
export function benchRootCauses(): SectionReport {
  const scores: Score[] = [];
  if (hasPublishedCases()) {
    scores.push(scoreOf("Squeeze-B0, published", publishedCases("squeeze-b0"), 0.96));
    scores.push(scoreOf("RiskLoc-S, published", publishedCases("riskloc-s"), 0.75));
  }
  for (const scheme of ["S", "L"] as const) {
    scores.push(scoreOf(`${scheme}, tuned on`, generated(scheme, TUNING_SEED), null));
    scores.push(scoreOf(`${scheme}, judged on`, generated(scheme, JUDGING_SEED), 0.75));
  }
  return { text: textOf(scores), data: { scores } };
}

function* generated(scheme: keyof typeof SCHEMES, firstSeed: number): Generator<RootCauseCase> {
  for (let index = 0; index < GENERATED; index++) {
    yield makeCase(SCHEMES[scheme], firstSeed + index);
  }
}

function scoreOf(name: string, cases: Iterable<RootCauseCase>, leastF1: number | null): Score {
  const times: number[] = [];
  const counts = { found: 0, wrong: 0, missed: 0 };
  for (const { table, causes } of cases) {
    const start = performance.now();
    const explained = rootCauses(table).causes;
    times.push(performance.now() - start);
    const names = new Set(explained.map(({ slice }) => nameOf(slice)));
    const right = causes.filter((cause) => names.has(cause)).length;
    counts.found += right;
    counts.wrong += names.size - right;
    counts.missed += causes.length - right;
  }
  const { found, wrong, missed } = counts;
  return {
    name,
    cases: times.length,
    ...counts,
    f1: (2 * found) / (2 * found + wrong + missed),
    leastF1,
    medianMilliseconds: quantile(times, 0.5),
    slowestMilliseconds: quantile(times, 1),
  };
}

function nameOf(slice: Readonly<Record<string, unknown>>): string {
  return Object.entries(slice)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
}

function textOf(scores: readonly Score[]): string {
  const rows = scores.map((score) => [
    score.name,
    `${score.cases} cases`,
    `${score.found} found, ${score.wrong} wrong, ${score.missed} missed`,
    `F1 ${score.f1.toFixed(3)}`,
    score.leastF1 === null ? "" : `at least ${score.leastF1}`,
    `${score.medianMilliseconds.toFixed(0)} ms, slowest ${score.slowestMilliseconds.toFixed(0)}`,
    score.medianMilliseconds <= LIMIT && score.f1 >= (score.leastF1 ?? 0) ? "ok" : "OVER",
  ]);
  return tableText(rows);
}
