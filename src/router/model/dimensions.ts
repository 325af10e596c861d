import { ALLOWED_VALUES } from "#src/focus/allowed-values";
import { FOCUS_COLUMNS } from "#src/focus/columns";
import { dimensionLabel } from "#src/router/dimension-words";
import { fold } from "#src/router/fold";
import type { Vocabulary } from "#src/router/vocabulary";

/** FOCUS columns that people have a word for. */
const COLUMNS: readonly string[] = FOCUS_COLUMNS.filter(
  ({ name, type }) => type === "string" && dimensionLabel(name) !== name,
).map(({ name }) => name);

/** The values that FOCUS closes a column to; null for any other dimension. */
export function closedValues(dimension: string): readonly string[] | null {
  const lists: Readonly<Record<string, readonly string[]>> = ALLOWED_VALUES;
  return COLUMNS.includes(dimension) ? (lists[dimension] ?? null) : null;
}

/** The dimensions that a model may name, tags apart. */
function dimensionsOf(vocabulary: Vocabulary): readonly string[] {
  return [...vocabulary.allocationDimensions, ...COLUMNS];
}

/** A dimension as the store spells it, `tag:KEY` included; null where there is none. */
export function findDimension(name: string, vocabulary: Vocabulary): string | null {
  const wanted = fold(name).trim();
  const dimension = dimensionsOf(vocabulary).find((known) => fold(known) === wanted);
  if (dimension !== undefined || !wanted.startsWith("tag:")) return dimension ?? null;
  const key = wanted.slice("tag:".length).trim();
  const held = vocabulary.tagKeys().find((spelled) => fold(spelled).trim() === key);
  return held === undefined ? null : `tag:${held}`;
}

/** The dimensions for a prompt, one a line, with what people call them and what they are closed to. */
export function describeDimensions(vocabulary: Vocabulary): string {
  const lines = dimensionsOf(vocabulary).map((dimension) => {
    const values = closedValues(dimension);
    const label = dimensionLabel(dimension);
    const words = label === dimension ? "" : ` (${label})`;
    return `- ${dimension}${words}${values === null ? "" : `: ${values.join(", ")}`}`;
  });
  return lines.join("\n");
}
