import type { Slice } from "#src/analytics/explain/leaf-table";
import type { Costs } from "#src/store/costs";
import { valueLabel } from "./slice-label.ts";

/** A cause in words: its resource where it has one, which says the region too. */
export function causeLabel(costs: Costs, slice: Slice): string {
  const texts = textsOf(slice);
  const resource = texts["ResourceId"] ?? null;
  if (resource !== null) return valueLabel(costs, "ResourceId", resource);
  const parts = Object.entries(texts).map(([dimension, value]) =>
    value === null ? `no ${dimension}` : valueLabel(costs, dimension, value),
  );
  return parts.length === 0 ? "all of it" : parts.join(" · ");
}

/** The values of a slice as texts. */
export function textsOf(slice: Slice): Record<string, string | null> {
  const texts = Object.entries(slice).map(([dimension, value]) => [
    dimension,
    value === null ? null : String(value),
  ]);
  return Object.fromEntries(texts);
}
