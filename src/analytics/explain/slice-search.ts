import type { Cuboid } from "./cuboid.ts";
import { type CuboidElement, compareElements, leavesOf } from "./cuboid-element.ts";
import type { LeafTable } from "./leaf-table.ts";

/** How an element is judged, by its leaves that aren't taken; only scores above 0 count. */
export type ElementScore = (cuboid: Cuboid, element: number) => number;

/** Scores that differ by less than this share of them are the same but for rounding. */
const SAME_SCORE = 1e-9;

/**
 * At most `most` elements, the best-scored first, each scored without the leaves of those before it.
 * @param taken is set to 1 for the leaves of what was found
 */
export function elementsByScore(
  table: LeafTable,
  cuboids: readonly Cuboid[],
  score: ElementScore,
  taken: Uint8Array,
  most: number,
): CuboidElement[] {
  const scores = cuboids.map((cuboid) =>
    Float64Array.from({ length: cuboid.elementCount }, (_, element) => score(cuboid, element)),
  );
  const found: CuboidElement[] = [];
  while (found.length < most) {
    const next = best(table, cuboids, scores);
    if (next === null) break;
    found.push(next);
    const lost = take(next, taken);
    cuboids.forEach((cuboid, index) => {
      rescore(cuboid, scores[index] as Float64Array, lost, score);
    });
  }
  return found;
}

interface Scored extends CuboidElement {
  readonly score: number;
}

function best(
  table: LeafTable,
  cuboids: readonly Cuboid[],
  scores: readonly Float64Array[],
): Scored | null {
  let found: Scored | null = null;
  cuboids.forEach((cuboid, index) => {
    (scores[index] as Float64Array).forEach((score, element) => {
      if (score <= 0) return;
      const candidate = { cuboid, element, score };
      if (found === null || isBetter(table, candidate, found)) found = candidate;
    });
  });
  return found;
}

function isBetter(table: LeafTable, candidate: Scored, than: Scored): boolean {
  const difference = candidate.score - than.score;
  if (Math.abs(difference) > SAME_SCORE * than.score) return difference > 0;
  return compareElements(table, candidate, than) < 0;
}

/** Takes the leaves of an element; returns those that were free. */
function take(element: CuboidElement, taken: Uint8Array): Int32Array {
  const lost = leavesOf(element).filter((leaf) => taken[leaf] === 0);
  for (const leaf of lost) taken[leaf] = 1;
  return lost;
}

function rescore(
  cuboid: Cuboid,
  scores: Float64Array,
  lost: Int32Array,
  score: ElementScore,
): void {
  for (const leaf of lost) scores[cuboid.elementOf[leaf] as number] = Number.NaN;
  scores.forEach((known, element) => {
    if (Number.isNaN(known)) scores[element] = score(cuboid, element);
  });
}
