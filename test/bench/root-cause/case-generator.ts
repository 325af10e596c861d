import { randomNumbers } from "#data/sample/random";
import type { LeafTable } from "#src/analytics/explain/leaf-table";

/** Leaves with planted causes; `causes` are written `a=a1&c=c4`. */
export interface RootCauseCase {
  readonly id: string;
  readonly table: LeafTable;
  readonly causes: readonly string[];
}

type Range = readonly [from: number, to: number];

/** What cases are drawn from. */
export interface CaseScheme {
  /** Number of values of each dimension. */
  readonly sizes: readonly number[];
  /** Relative error of the forecast of ordinary leaves. */
  readonly noise: Range;
  /** By how much of their amount the leaves of a cause are off, beyond the noise; and how unequally. */
  readonly severity: Range;
  readonly deviation: Range;
  readonly anomalies: Range;
  readonly elementsPerAnomaly: Range;
  /** All causes are single leaves. */
  readonly isLeafOnly: boolean;
}

/** RiskLoc's published schemes S and L: 48,000 leaves with up to 9 slices, 36,000 with up to 5 leaves. */
export const SCHEMES = {
  S: {
    sizes: [10, 12, 10, 8, 5],
    noise: [0, 0.25],
    severity: [0.2, 1],
    deviation: [0, 0.1],
    anomalies: [1, 3],
    elementsPerAnomaly: [1, 3],
    isLeafOnly: false,
  },
  L: {
    sizes: [10, 24, 10, 15],
    noise: [0, 0.1],
    severity: [0.5, 1],
    deviation: [0, 0],
    anomalies: [1, 5],
    elementsPerAnomaly: [1, 1],
    isLeafOnly: true,
  },
} as const satisfies Record<string, CaseScheme>;

const SHAPE: Range = [0.5, 1];
const SCALE = 100;
const ZERO_SHARE: Range = [0, 0.25];
const TRIES = 1000;

/** Some elements of one cuboid that are off alike. */
interface Anomaly {
  readonly dimensions: readonly number[];
  /** For each element its values, in the order of the dimensions. */
  readonly elements: readonly (readonly number[])[];
}

/**
 * A case of a scheme, as RiskLoc (Kalander, 2022) describes its data: Weibull amounts, some zero, a noisy
 * forecast, and anomalies that don't overlap and push all to the side to which the noise leans.
 */
export function makeCase(scheme: CaseScheme, seed: number): RootCauseCase {
  const draw = new Draw(seed);
  const noise = draw.between(scheme.noise);
  const codes = gridCodes(scheme.sizes);
  const { before, after } = ordinaryLeaves(codes[0]?.length ?? 0, noise, draw);
  const anomalies: Anomaly[] = [];
  const isRise = sumOf(after) > sumOf(before);
  const planned = Array.from({ length: draw.integer(scheme.anomalies) }, () => ({
    width: scheme.isLeafOnly ? scheme.sizes.length : draw.integer([1, scheme.sizes.length]),
    count: draw.integer(scheme.elementsPerAnomaly),
    severity: draw.between(scheme.severity) + noise,
    deviation: draw.between(scheme.deviation),
  }));
  for (const { width, count } of planned) {
    anomalies.push(placed(scheme, width, count, anomalies, after, draw));
  }
  anomalies.forEach((anomaly, index) => {
    const { severity = 0, deviation = 0 } = planned[index] ?? {};
    const [moved, kept] = isRise ? [before, after] : [after, before];
    for (const leaf of leavesIn(anomaly, codes)) {
      const off = severity + deviation * draw.normal();
      moved[leaf] = Math.max(0, (kept[leaf] as number) * (1 - off));
    }
  });
  const dimensions = codes.map((column, dimension) => ({
    name: nameOf(dimension),
    values: Array.from(
      { length: scheme.sizes[dimension] ?? 0 },
      (_, code) => `${nameOf(dimension)}${code + 1}`,
    ),
    codes: column,
  }));
  const causes = anomalies.flatMap((anomaly) =>
    anomaly.elements.map((element) =>
      element
        .map((code, at) => {
          const name = nameOf(anomaly.dimensions[at] ?? 0);
          return `${name}=${name}${code + 1}`;
        })
        .join("&"),
    ),
  );
  return { id: `seed ${seed}`, table: { dimensions, before, after }, causes };
}

function nameOf(dimension: number): string {
  return String.fromCharCode("a".charCodeAt(0) + dimension);
}

/** The value of each leaf in each dimension, all combinations once. */
function gridCodes(sizes: readonly number[]): Int32Array[] {
  const count = sizes.reduce((product, size) => product * size, 1);
  let below = count;
  return sizes.map((size) => {
    below /= size;
    const repeat = below;
    return Int32Array.from({ length: count }, (_, leaf) => Math.floor(leaf / repeat) % size);
  });
}

function ordinaryLeaves(count: number, noise: number, draw: Draw) {
  const zeroShare = draw.between(ZERO_SHARE);
  const shape = draw.between(SHAPE);
  const before = new Float64Array(count);
  const after = new Float64Array(count);
  for (let leaf = 0; leaf < count; leaf++) {
    const weibull = SCALE * (-Math.log(1 - draw.number())) ** (1 / shape);
    const exact = draw.number() <= zeroShare ? 0 : weibull;
    const noisy = exact * (1 + noise * draw.normal());
    const isForecastNoisy = draw.number() < 0.5;
    before[leaf] = Math.max(0, isForecastNoisy ? noisy : exact);
    after[leaf] = isForecastNoisy ? exact : noisy;
  }
  return { before, after };
}

/** An anomaly in dimensions of its own, with values that no other anomaly has there; leaves cost something. */
function placed(
  scheme: CaseScheme,
  width: number,
  count: number,
  others: readonly Anomaly[],
  after: Float64Array,
  draw: Draw,
): Anomaly {
  const { sizes } = scheme;
  for (let tries = 0; tries < TRIES; tries++) {
    const dimensions = draw
      .shuffled(sizes.map((_, dimension) => dimension))
      .slice(0, width)
      .sort();
    const isLeaf = width === sizes.length;
    const isUsed = others.some((other) => other.dimensions.join() === dimensions.join());
    if (isUsed && !isLeaf) continue;
    const columns = dimensions.map((dimension) => {
      const free = freeValues(sizes, dimension, others);
      return Array.from({ length: count }, () => free[draw.integer([0, free.length - 1])]);
    });
    const elements = Array.from({ length: count }, (_, element) =>
      columns.map((column) => column[element] ?? -1),
    );
    if (elements.flat().includes(-1)) continue;
    if (new Set(elements.map(String)).size < count) continue;
    if (isLeaf && elements.some((element) => after[leafAt(sizes, element)] === 0)) continue;
    return { dimensions, elements };
  }
  throw new Error(`No place for an anomaly of ${width} dimensions.`);
}

function freeValues(
  sizes: readonly number[],
  dimension: number,
  others: readonly Anomaly[],
): number[] {
  const used = others.flatMap(({ dimensions, elements }) =>
    dimensions.includes(dimension)
      ? elements.map((element) => element[dimensions.indexOf(dimension)])
      : [],
  );
  return Array.from({ length: sizes[dimension] ?? 0 }, (_, code) => code).filter(
    (code) => !used.includes(code),
  );
}

function leafAt(sizes: readonly number[], element: readonly number[]): number {
  return sizes.reduce((leaf, size, dimension) => leaf * size + (element[dimension] ?? 0), 0);
}

function leavesIn({ dimensions, elements }: Anomaly, codes: readonly Int32Array[]): number[] {
  const leaves: number[] = [];
  const count = codes[0]?.length ?? 0;
  for (let leaf = 0; leaf < count; leaf++) {
    const isIn = elements.some((element) =>
      element.every((code, at) => codes[dimensions[at] ?? 0]?.[leaf] === code),
    );
    if (isIn) leaves.push(leaf);
  }
  return leaves;
}

function sumOf(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Draws from one seed. */
class Draw {
  readonly number: () => number;

  constructor(seed: number) {
    this.number = randomNumbers(seed);
  }

  between([from, to]: Range): number {
    return from + (to - from) * this.number();
  }

  /** Both ends are drawn too. */
  integer([from, to]: Range): number {
    return from + Math.floor((to - from + 1) * this.number());
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.number()));
    return radius * Math.cos(2 * Math.PI * this.number());
  }

  shuffled(items: readonly number[]): number[] {
    return items
      .map((item) => ({ item, at: this.number() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}
