import { readNull } from "./null.ts";
import type { Quirk } from "./quirks.ts";
import { type Reading, read } from "./reading.ts";
import { parsePrintedMap, pythonToJson } from "./tag-notation.ts";

/** The tag under which a text that can't be read as tags is kept. */
const RAW_TAGS = "x_RawTags";

type Pairs = readonly (readonly [key: string, value: unknown])[];

interface Parsed {
  readonly pairs: Pairs;
  readonly quirk?: Quirk;
}

/**
 * Tags, or another key-value column, as the text of a flat JSON object. The keys are sorted, so
 * that equal tags are equal texts; a tag without a value is `true`; no tags at all are null. Tags
 * never make a bill unreadable: a text that is none of the known notations is kept whole, as the
 * tag `x_RawTags`.
 */
export function readTags(raw: string): Reading<string> {
  const empty = readNull(raw);
  if (empty !== undefined) return empty;
  const text = raw.trim();
  const parsed = parseJson(text) ?? parseLooseNotation(text);
  if (parsed === undefined) return read(toJson([[RAW_TAGS, raw]]), "tags-unreadable");
  const { pairs } = parsed;
  if (pairs.length === 0) return read<string>(null, parsed.quirk);
  return read(toJson(pairs), pairs.some(isNested) ? "tags-nested" : parsed.quirk);
}

function parseJson(text: string): Parsed | undefined {
  try {
    return pairsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Tags that JSON can't read: without braces (Azure), in Python's notation, or a printed map. */
function parseLooseNotation(text: string): Parsed | undefined {
  const braceless = parseJson(`{${text}}`);
  if (braceless !== undefined) return { pairs: braceless.pairs, quirk: "tags-braceless" };
  const json = pythonToJson(text);
  const python = json === undefined ? undefined : parseJson(json);
  if (python !== undefined) return { pairs: python.pairs, quirk: "tags-python" };
  const map = parsePrintedMap(text);
  return map === undefined ? undefined : { pairs: map, quirk: "tags-map" };
}

function pairsOf(value: unknown): Parsed | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return { pairs: Object.entries(value) };
  const pairs = value.map(pairOf);
  return pairs.every((pair) => pair !== undefined) ? { pairs, quirk: "tags-array" } : undefined;
}

/**
 * A pair from a list: `{"key": …, "value": …}`, whatever else the struct holds, or `[key, value]`.
 */
function pairOf(element: unknown): readonly [string, unknown] | undefined {
  if (typeof element !== "object" || element === null) return undefined;
  const members = new Map<string, unknown>(
    Array.isArray(element)
      ? [
          ["key", element[0]],
          ["value", element[1]],
        ]
      : Object.entries(element).map(([name, member]) => [name.toLowerCase(), member]),
  );
  const key = members.get("key");
  return typeof key === "string" ? [key, members.get("value")] : undefined;
}

function isNested([, value]: Pairs[number]): boolean {
  return typeof value === "object" && value !== null;
}

/** Written by hand because an object would put digits-only keys first, whatever their order. */
function toJson(pairs: Pairs): string {
  const latest = [...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1));
  const members = latest.map(([key, value]) => `${JSON.stringify(key)}:${scalar(value)}`);
  return `{${members.join(",")}}`;
}

function scalar(value: unknown): string {
  if (value === undefined) return "true";
  return JSON.stringify(isNested(["", value]) ? JSON.stringify(value) : value);
}
