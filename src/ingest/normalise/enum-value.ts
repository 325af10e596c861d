import { ALLOWED_VALUES, SERVICE_CATEGORIES } from "#src/focus/allowed-values";
import { readNull } from "./null.ts";
import { type Reading, read, unreadable } from "./reading.ts";

/** A column whose values FOCUS lists. */
export type EnumColumn = keyof typeof ALLOWED_VALUES | "ServiceCategory" | "ServiceSubcategory";

/** Names that a value had before FOCUS 1.0, by column and folded name. */
const OLDER_NAMES: ReadonlyMap<string, string> = new Map([
  ["PricingCategory ondemand", "Standard"],
  ["PricingCategory commitmentbased", "Committed"],
]);

const SPELLINGS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    ...ALLOWED_VALUES,
    ServiceCategory: Object.keys(SERVICE_CATEGORIES),
    ServiceSubcategory: Object.values(SERVICE_CATEGORIES).flat(),
  }).map(([column, values]) => [column, new Map(values.map((value) => [fold(value), value]))]),
);

/**
 * The specified spelling of an allowed value, whatever its case, spaces and hyphens. A value that
 * FOCUS doesn't list is kept, near misses such as `Database` too, since guessing would change what
 * the provider said; only ChargeCategory, on which every total rests, must be one of its five.
 */
export function readEnum(column: EnumColumn, raw: string): Reading<string> {
  const empty = readNull(raw);
  if (empty !== undefined) {
    return column === "ChargeCategory" ? read<string>(null, "charge-category-missing") : empty;
  }
  const key = fold(raw);
  const value = SPELLINGS.get(column)?.get(key);
  if (value !== undefined) return read(value, value === raw ? undefined : "enum-casing");
  const renamed = OLDER_NAMES.get(`${column} ${key}`);
  if (renamed !== undefined) return read(renamed, "enum-older-name");
  if (column === "ChargeCategory") {
    return unreadable(`ChargeCategory is one of ${ALLOWED_VALUES.ChargeCategory.join(", ")}.`);
  }
  return read(raw, "unknown-value");
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, "");
}
