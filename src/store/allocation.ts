import {
  ITEM_COLUMNS,
  type ItemColumn,
  PROFILE_COLUMNS,
  type ProfileColumn,
} from "./charge-columns.ts";
import { foldTagKey } from "./dimension.ts";
import { TupleIndex } from "./tuple-index.ts";
import type { ValueDictionary } from "./value-dictionary.ts";

/** A charge that no tag decides gets `value` when each named column fits its pattern (`*` stands for anything). */
export interface AllocationRule {
  readonly where: Readonly<Record<string, string>>;
  readonly value: string;
}

/** How one allocation dimension (team, environment …) is read off a charge. */
export interface AllocationDimension {
  readonly name: string;
  /** Tag keys; the first one with a value decides. */
  readonly tags: readonly string[];
  /** Spellings folded together: lower-case spelling → value. */
  readonly values: Readonly<Record<string, string>>;
  /** For charges that no tag decides; the first that fits decides. */
  readonly rules: readonly AllocationRule[];
  /** Shared costs, divided among the values; see cube/shared-costs.ts. */
  readonly split: readonly SplitRule[];
}

/** Charges without a value that fit the patterns are divided in proportion to the values' own costs. */
export interface SplitRule {
  readonly where: Readonly<Record<string, string>>;
  readonly by: "proportional";
}

const PROFILE_SLOTS = new Map(PROFILE_COLUMNS.map((column, slot) => [column as string, slot]));
const ITEM_SLOTS = new Map(ITEM_COLUMNS.map((column, slot) => [column as string, slot]));
const TAGS = ITEM_COLUMNS.indexOf("Tags");
const ALLOCATED_TAGS = ITEM_COLUMNS.indexOf("AllocatedTags");
const RESULTS_KEPT = 200_000;

/** Whether a rule's `where` can name this column. */
export function isRuleColumn(column: string): column is ProfileColumn | ItemColumn {
  return PROFILE_SLOTS.has(column) || ITEM_SLOTS.has(column);
}

/** Reads the allocation dimensions off charges; equal charges are decided once. */
export class Allocator {
  readonly #dimensions: readonly AllocationDimension[];
  readonly #values: ValueDictionary;
  readonly #ruleColumns: readonly string[];
  readonly #index: TupleIndex;
  readonly #key: Int32Array;
  #results: number[] = [];

  constructor(dimensions: readonly AllocationDimension[], values: ValueDictionary) {
    this.#dimensions = dimensions;
    this.#values = values;
    const columns = dimensions.flatMap(({ rules }) =>
      rules.flatMap(({ where }) => Object.keys(where)),
    );
    this.#ruleColumns = [...new Set(columns)];
    this.#index = new TupleIndex(this.#ruleColumns.length + 2);
    this.#key = new Int32Array(this.#ruleColumns.length + 2);
  }

  /** The value number of the JSON text `{"team": …}` of an item; 0 when no dimension has a value. */
  allocationOf(profile: Int32Array, item: Int32Array): number {
    this.#key[0] = item[TAGS] as number;
    this.#key[1] = item[ALLOCATED_TAGS] as number;
    for (let at = 0; at < this.#ruleColumns.length; at++) {
      this.#key[at + 2] = numberOf(this.#ruleColumns[at] as string, profile, item);
    }
    const before = this.#index.size;
    const number = this.#index.numberOf(this.#key);
    if (number > before) this.#results.push(this.#decide(profile, item));
    const result = this.#results[number - 1] as number;
    if (this.#index.size >= RESULTS_KEPT) this.forget();
    return result;
  }

  /** Forgets its decisions, which name values by number; see ValueDictionary.forget. */
  forget(): void {
    this.#index.clear();
    this.#results = [];
  }

  #decide(profile: Int32Array, item: Int32Array): number {
    const tags = foldTags(this.#parse(item[TAGS]), this.#parse(item[ALLOCATED_TAGS]));
    const textOf = (column: string) => {
      const number = numberOf(column, profile, item);
      return number === 0 ? null : this.#values.text(number);
    };
    const allocation: Record<string, string> = {};
    for (const dimension of this.#dimensions) {
      const value = byTags(dimension, tags) ?? byRules(dimension, textOf);
      if (value !== null) allocation[dimension.name] = value;
    }
    const isEmpty = Object.keys(allocation).length === 0;
    return isEmpty ? 0 : this.#values.idOf(JSON.stringify(allocation));
  }

  #parse(number: number | undefined): object {
    return number === undefined || number === 0
      ? {}
      : (JSON.parse(this.#values.text(number)) as object);
  }
}

function numberOf(column: string, profile: Int32Array, item: Int32Array): number {
  const slot = PROFILE_SLOTS.get(column);
  if (slot !== undefined) return profile[slot] ?? 0;
  return item[ITEM_SLOTS.get(column) ?? -1] ?? 0;
}

/** Tags by folded key; those of the allocated resource go before the shared resource's own. */
function foldTags(tags: object, allocatedTags: object): ReadonlyMap<string, string> {
  const folded = new Map<string, string>();
  for (const [key, value] of [...Object.entries(allocatedTags), ...Object.entries(tags)]) {
    const text = value === null ? "" : String(value).trim();
    if (text !== "" && !folded.has(foldTagKey(key))) folded.set(foldTagKey(key), text);
  }
  return folded;
}

function byTags(dimension: AllocationDimension, tags: ReadonlyMap<string, string>): string | null {
  for (const key of dimension.tags) {
    const value = tags.get(foldTagKey(key));
    if (value !== undefined) return foldValue(dimension, value);
  }
  return null;
}

function foldValue(dimension: AllocationDimension, value: string): string {
  const spelling = value.trim().toLowerCase();
  return Object.hasOwn(dimension.values, spelling)
    ? (dimension.values[spelling] as string)
    : spelling;
}

function byRules(
  dimension: AllocationDimension,
  textOf: (column: string) => string | null,
): string | null {
  const rule = dimension.rules.find(({ where }) =>
    Object.entries(where).every(([column, pattern]) => fits(textOf(column), pattern)),
  );
  return rule === undefined ? null : foldValue(dimension, rule.value);
}

/** Whether a text fits a pattern in which `*` stands for anything; case doesn't matter, null fits nothing. */
export function fits(text: string | null, pattern: string): boolean {
  if (text === null) return false;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
}
