import fc from "fast-check";
import { hostileText } from "./hostile-text.ts";

interface Mutation {
  readonly kind: "swap" | "remove" | "repeat" | "replace" | "insert" | "inside" | "join";
  /** Which word, modulo their number, and which letter of it. */
  readonly at: number;
  readonly letter: number;
  readonly word: string;
  readonly text: string;
  /** Another of the texts that are mutated. */
  readonly other: string;
}

/** One of these texts with up to five changes to its words, some of which become others of `words`. */
export function mutatedText(
  seeds: readonly string[],
  words: readonly string[],
): fc.Arbitrary<string> {
  const kinds = ["swap", "remove", "repeat", "replace", "replace", "insert", "inside"] as const;
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    kind: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...kinds) },
      { weight: 1, arbitrary: fc.constant("join" as const) },
    ),
    at: fc.nat({ max: 99 }),
    letter: fc.nat({ max: 20 }),
    word: fc.constantFrom(...words),
    text: hostileText,
    other: fc.constantFrom(...seeds),
  });
  return fc
    .record({ seed: fc.constantFrom(...seeds), mutations: fc.array(mutation, { maxLength: 5 }) })
    .map(({ seed, mutations }) => mutations.reduce(mutated, seed));
}

const CHANGES: Readonly<
  Record<Exclude<Mutation["kind"], "join">, (here: string, mutation: Mutation) => string[]>
> = {
  swap: (here) => [here],
  remove: () => [],
  repeat: (here, { letter }) => Array<string>(2 + letter).fill(here),
  replace: (_here, mutation) => [newWord(mutation)],
  insert: (here, mutation) => [newWord(mutation), here],
  inside: (here, { letter, text }) => [`${here.slice(0, letter)}${text}${here.slice(letter)}`],
};

function mutated(text: string, mutation: Mutation): string {
  const { kind, at, letter, other } = mutation;
  if (kind === "join") return `${text}${letter % 2 === 0 ? "? " : "\n"}${other}`;
  const words = text.split(" ");
  const place = at % words.length;
  const [here = ""] = words.splice(place, 1);
  // A word that is swapped goes behind the next one.
  words.splice(kind === "swap" ? place + 1 : place, 0, ...CHANGES[kind](here, mutation));
  return words.join(" ");
}

function newWord({ letter, word, text }: Mutation): string {
  return letter % 3 === 0 ? text : word;
}
