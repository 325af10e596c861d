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

function mutated(text: string, { kind, at, letter, word, text: hostile, other }: Mutation): string {
  const words = text.split(" ");
  const place = at % words.length;
  const here = words[place] ?? "";
  if (kind === "join") return `${text}${letter % 2 === 0 ? "? " : "\n"}${other}`;
  if (kind === "swap") words.splice(place, 2, words[place + 1] ?? "", here);
  else if (kind === "remove") words.splice(place, 1);
  else if (kind === "repeat") words.splice(place, 1, ...Array<string>(1 + letter).fill(here));
  else if (kind === "replace") words[place] = letter % 3 === 0 ? hostile : word;
  else if (kind === "insert") words.splice(place, 0, letter % 3 === 0 ? hostile : word);
  else words[place] = `${here.slice(0, letter)}${hostile}${here.slice(letter)}`;
  return words.join(" ");
}
