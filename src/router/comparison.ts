import type { Mention } from "./entities/mention.ts";
import type { QuestionReading } from "./question-reading.ts";

/** Values of one dimension that a question sets side by side. */
export interface SideBySide {
  readonly dimension: string;
  /** One value each for two sides; else the values are rows of a table. */
  readonly sides: { readonly main: string; readonly other: string } | null;
}

/** The things that are compared with each other; null where it is not things that are compared. */
export function readSideBySide({
  mentions,
  excluded,
  changes,
}: QuestionReading): SideBySide | null {
  if (changes.comparing.length === 0) return null;
  const included = mentions.filter((mention) => !excluded.has(mention));
  const dimension = comparedDimension(included, changes.comparing);
  if (dimension === null) return null;
  const values = included
    .filter(({ thing }) => thing.dimension === dimension)
    .map(({ thing }) => thing.values);
  const [main, other] = values;
  const isPair = values.length === 2 && values.every((list) => list.length === 1);
  const [mainValue, otherValue] = [main?.[0], other?.[0]];
  const sides =
    isPair && mainValue !== undefined && otherValue !== undefined && mainValue !== otherValue
      ? { main: mainValue, other: otherValue }
      : null;
  return { dimension, sides };
}

/** What stands on both sides of "vs" decides; else the first dimension with two names. */
function comparedDimension(
  included: readonly Mention[],
  comparing: readonly number[],
): string | null {
  for (const position of comparing) {
    const left = included.findLast(({ to }) => to <= position);
    const right = included.find(({ from }) => from > position);
    if (left !== undefined && left.thing.dimension === right?.thing.dimension)
      return left.thing.dimension;
  }
  const twice = included.find(({ from, thing }) =>
    included.some((other) => other.from > from && other.thing.dimension === thing.dimension),
  );
  return twice?.thing.dimension ?? null;
}
