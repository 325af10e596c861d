import type { Database } from "better-sqlite3";
import { type Dimension, foldTagKey } from "#src/store/dimension";
import type { ValueDictionary } from "#src/store/value-dictionary";
import type { Segment } from "./segment.ts";

/** A dimension's values by code: small numbers in order of appearance. Code 0 is "no value". */
export class CodeBook {
  readonly #texts: (string | null)[] = [null];
  readonly #codes = new Map<string, number>();

  get size(): number {
    return this.#texts.length;
  }

  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** The code of a value that was met before. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  text(code: number): string | null {
    return this.#texts[code] ?? null;
  }

  /** All values, without "no value". */
  values(): string[] {
    return this.#texts.slice(1) as string[];
  }
}

/** Knows, for each segment, which value of a dimension each key has. */
export class DimensionCodes {
  readonly #database: Database;
  readonly #values: ValueDictionary;
  readonly #books = new Map<string, CodeBook>();
  readonly #codeOfValue = new Map<string, Map<number, number>>();

  constructor(database: Database, values: ValueDictionary) {
    this.#database = database;
    this.#values = values;
  }

  /** The values of a dimension met so far; grows while segments are read. */
  book(dimension: Dimension): CodeBook {
    const known = this.#books.get(dimension.name);
    if (known !== undefined) return known;
    const book = new CodeBook();
    this.#books.set(dimension.name, book);
    return book;
  }

  /** The dimension's code of every key of a segment. */
  of(segment: Segment, dimension: Dimension): Int32Array {
    const known = segment.codes.get(dimension.name);
    if (known !== undefined) return known;
    const codes = this.#read(segment, dimension);
    segment.codes.set(dimension.name, codes);
    return codes;
  }

  #read(segment: Segment, dimension: Dimension): Int32Array {
    switch (dimension.level) {
      case "delivery": {
        const { source, billingPeriodStart } = segment.delivery;
        const text = dimension.name === "x_Source" ? source : billingPeriodStart;
        return new Int32Array(segment.keys).fill(this.book(dimension).codeOf(text));
      }
      case "profile":
        return this.#ofProfiles(segment, dimension);
      case "allocation":
        return this.#ofJson(segment, dimension, segment.keyAllocation, (object) =>
          own(object, dimension.name),
        );
      case "item":
        return this.#translate(dimension, this.#itemColumn(segment, dimension.name));
      case "tag":
        return this.#ofTags(segment, dimension);
      case "extra":
        return this.#ofJson(segment, dimension, this.#itemColumn(segment, "extra"), (object) =>
          own(object, dimension.name),
        );
    }
  }

  #ofProfiles(segment: Segment, dimension: Dimension): Int32Array {
    const rows = this.#database
      .prepare<[number], [number, number | null]>(
        `SELECT id, "${dimension.name}" FROM profile WHERE delivery_id = ? AND "${dimension.name}" IS NOT NULL`,
      )
      .raw()
      .all(segment.delivery.id);
    const last = rows.at(-1)?.[0] ?? 0;
    const ofProfile = new Int32Array(last + 1);
    for (const [id, value] of rows) ofProfile[id] = this.#codeOf(dimension, value ?? 0);
    return segment.keyProfile.map((profile) => ofProfile[profile] ?? 0);
  }

  /** A tag's value: of the allocated resource where a shared one was split, else of the resource itself. */
  #ofTags(segment: Segment, dimension: Dimension & { level: "tag" }): Int32Array {
    const pick = (object: object) => tagValue(object, dimension.key);
    const own = this.#ofJson(segment, dimension, this.#itemColumn(segment, "Tags"), pick);
    const allocated = this.#itemColumn(segment, "AllocatedTags");
    if (!allocated.some((value) => value !== 0)) return own;
    const split = this.#ofJson(segment, dimension, allocated, pick);
    return own.map((code, key) => split[key] || code);
  }

  /** Codes by a field of the JSON texts behind value numbers; each text is parsed once. */
  #ofJson(
    segment: Segment,
    dimension: Dimension,
    column: Int32Array,
    pick: (object: object) => unknown,
  ): Int32Array {
    const codes = new Map<number, number>([[0, 0]]);
    const book = this.book(dimension);
    return Int32Array.from({ length: segment.keys }, (_, key) => {
      const value = column[key] as number;
      const known = codes.get(value);
      if (known !== undefined) return known;
      const picked = pick(JSON.parse(this.#values.text(value)) as object);
      const code = picked === undefined || picked === null ? 0 : book.codeOf(String(picked));
      codes.set(value, code);
      return code;
    });
  }

  #itemColumn(segment: Segment, column: string): Int32Array {
    const { keyItem } = segment;
    if (keyItem === null) throw new Error(`${column} isn't in a roll-up by profile`);
    const rows = this.#database
      .prepare<[number], [number, number]>(
        `SELECT id, "${column}" FROM item WHERE delivery_id = ? AND "${column}" IS NOT NULL`,
      )
      .raw()
      .all(segment.delivery.id);
    const ofItem = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1);
    for (const [id, value] of rows) ofItem[id] = value;
    return keyItem.map((item) => ofItem[item] ?? 0);
  }

  #translate(dimension: Dimension, values: Int32Array): Int32Array {
    return values.map((value) => this.#codeOf(dimension, value));
  }

  #codeOf(dimension: Dimension, value: number): number {
    if (value === 0) return 0;
    let codes = this.#codeOfValue.get(dimension.name);
    if (codes === undefined) {
      codes = new Map();
      this.#codeOfValue.set(dimension.name, codes);
    }
    const known = codes.get(value);
    if (known !== undefined) return known;
    const code = this.book(dimension).codeOf(this.#values.text(value));
    codes.set(value, code);
    return code;
  }
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** The first tag whose key folds to `key` and that has a value. */
function tagValue(tags: object, key: string): unknown {
  for (const [name, value] of Object.entries(tags)) {
    if (foldTagKey(name) === key && value !== null && value !== "") return value;
  }
  return undefined;
}
