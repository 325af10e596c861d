import type { Lookup } from "./entities/lookup.ts";
import { assumptionOf, type Doubt, type Mention } from "./entities/mention.ts";
import { bestOf, merge, type Thing } from "./entities/thing.ts";
import { squash } from "./fold.ts";
import { phrase, type Stretch } from "./question-words.ts";

/** "team:payments", "tag:owner=alice", "Role:web" in a question. */
export interface TagPairs {
  readonly mentions: readonly Mention[];
  readonly doubts: readonly Doubt[];
}

interface Pair {
  readonly isRaw: boolean;
  readonly key: string;
  readonly value: string;
}

const EQUALS = /^(?<tag>tag:)?(?<key>[^=]+)=(?<value>[^=]+)$/i;
const COLON = /^(?<tag>tag:)?(?<key>.+):(?<value>[^:]+)$/i;
const NO_PAIR = /:\/\/|^arn:|^[\d:=.,]+$/i;
const NEAREST = 3;
/** "tagged with" before a pair says no more than the pair. */
const LEAD = phrase(
  "(?:(?:that|which) (?:are|is|have) )?(?:(?:tagged|labell?ed|having|with) )+(?:as )?(?:the )?(?:tags?|labels?)?|tags?",
);

/** Reads every key and value that are written as a pair. */
export function readTagPairs(lookup: Lookup): TagPairs {
  const mentions: Mention[] = [];
  const doubts: Doubt[] = [];
  for (const [from, { typed }] of lookup.words.list.entries()) {
    const pair = pairIn(lookup, typed);
    if (pair === null) continue;
    const found = readPair(lookup, { from, to: from + 1 }, pair);
    lookup.words.explain(found);
    if ("thing" in found) mentions.push(found);
    else doubts.push(found);
  }
  if (mentions.length > 0) lookup.words.take(LEAD);
  return { mentions, doubts };
}

function pairIn({ tags }: Lookup, typed: string): Pair | null {
  if (NO_PAIR.test(typed)) return null;
  const groups = (EQUALS.exec(typed) ?? COLON.exec(typed))?.groups;
  if (groups === undefined) return null;
  const { tag, key = "", value = "" } = groups;
  const isKeyAlone = /^tag:[^=]+$/i.test(typed) && tags.dimensionOf(typed.slice(4)) !== null;
  return isKeyAlone || key.toLowerCase() === "tag"
    ? null
    : { isRaw: tag !== undefined, key, value };
}

function readPair(lookup: Lookup, stretch: Stretch, pair: Pair): Mention | Doubt {
  const typed = lookup.words.typed(stretch);
  const dimension = dimensionOf(lookup, pair);
  if (dimension === null)
    return { ...stretch, typed, kind: "unknown", choices: nearKeys(lookup, pair.key) };
  const thing = thingIn(lookup, dimension, pair.value);
  if (thing === null)
    return { ...stretch, typed, kind: "unknown", choices: nearValues(lookup, dimension, pair) };
  const assumption = assumptionOf(pair.value, thing, []);
  return { ...stretch, typed, thing, isExcluded: false, assumption };
}

/** `team:` is the allocation dimension, `tag:team=` the raw tag. */
function dimensionOf({ dimensions, tags }: Lookup, { isRaw, key }: Pair): string | null {
  return (isRaw ? null : dimensions(squash(key))) ?? tags.dimensionOf(key);
}

function thingIn({ index, tags }: Lookup, dimension: string, value: string): Thing | null {
  if (dimension.startsWith("tag:")) {
    const values = tags.valuesOf(dimension, value);
    return values.length === 0 ? null : { dimension, values, label: values.join(", "), weight: 0 };
  }
  const squashed = squash(value);
  for (const candidates of [index.named(squashed), index.mistyped(squashed)]) {
    const fitting = candidates.filter(({ thing }) => thing.dimension === dimension);
    const thing = merge(bestOf(fitting).map((candidate) => candidate.thing));
    if (thing !== null) return thing;
  }
  return null;
}

function nearValues({ index, tags }: Lookup, dimension: string, { key, value }: Pair): string[] {
  const near = dimension.startsWith("tag:")
    ? tags.someValues(dimension, NEAREST)
    : index.nearest(value, NEAREST, dimension).map(({ label }) => label);
  return near.map((choice) => `${key}:${choice}`);
}

function nearKeys({ tags }: Lookup, key: string): string[] {
  const beginning = squash(key).slice(0, 2);
  const near = tags.keys.filter((other) => squash(other).startsWith(beginning));
  const others = tags.keys.filter((other) => !near.includes(other));
  return [...near, ...others].slice(0, NEAREST).map((other) => `tag:${other}`);
}
