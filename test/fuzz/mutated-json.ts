import fc from "fast-check";
import { hostileText } from "./hostile-text.ts";

/** What JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/** One change at one place of a value. */
interface Mutation {
  readonly kind: "replace" | "remove" | "rename" | "repeat" | "wrap" | "append" | "add";
  /** Which of the value's places, modulo their number. */
  readonly at: number;
  readonly value: Json;
  readonly name: string;
}

/** An array or object with a key of it. */
interface Spot {
  readonly holder: Record<string, Json>;
  readonly key: string;
}

const DEEP = 2_000;

const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json>(null, true, false, 0, -1, 0.5, 2 ** 53, -1e308, "", [], {}),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: fc.constantFrom("[", "{").map(nested) },
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(
    "replace",
    "replace",
    "remove",
    "rename",
    "repeat",
    "wrap",
    "append",
    "add",
  ),
  at: fc.nat({ max: 9_999 }),
  value: hostileJson,
  name: hostileText,
});

/** One of these values with up to four changes, so that most of it stays what a program looks for. */
export function mutatedJson(seeds: readonly Json[], most = 4): fc.Arbitrary<Json> {
  return fc
    .record({ seed: fc.constantFrom(...seeds), mutations: fc.array(mutation, { maxLength: most }) })
    .map(({ seed, mutations }) => mutations.reduce(mutated, seed));
}

function mutated(json: Json, { kind, at, value, name }: Mutation): Json {
  const root = { all: structuredClone(json) };
  const spots = spotsIn(root);
  const spot = spots[at % spots.length];
  if (spot === undefined) return value;
  const { holder, key } = spot;
  const held = holder[key] ?? null;
  if (kind === "replace") set(holder, key, value);
  else if (kind === "remove") delete holder[key];
  else if (kind === "rename") {
    delete holder[key];
    set(holder, name, held);
  } else if (kind === "repeat") set(holder, key, [held, held, held]);
  else if (kind === "wrap") set(holder, key, { [key]: held });
  else if (kind === "append") set(holder, key, `${textOf(held)}${textOf(value)}`);
  else if (typeof held === "object" && held !== null) set(held as Spot["holder"], name, value);
  return root.all ?? null;
}

function spotsIn(holder: object): Spot[] {
  return Object.entries(holder).flatMap(([key, held]: [string, Json]) => [
    { holder: holder as Spot["holder"], key },
    ...(typeof held === "object" && held !== null ? spotsIn(held) : []),
  ]);
}

/** Also a key like `__proto__` becomes one of the object's own. */
function set(holder: object, key: string, value: Json): void {
  const property = { value, enumerable: true, configurable: true, writable: true };
  if (Array.isArray(holder) && !/^\d{1,3}$/.test(key)) holder.push(value);
  else Object.defineProperty(holder, key, property);
}

function textOf(json: Json): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}

/** Text that opens as many brackets as a parser may be able to nest. */
function nested(bracket: "[" | "{"): string {
  return bracket === "[" ? "[".repeat(DEEP) : '{"a":'.repeat(DEEP);
}
