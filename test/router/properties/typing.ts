import fc from "fast-check";

/** One typing error: at which letter, of which kind, and with which other letter. */
export interface TypingError {
  readonly kind: "added" | "left out" | "wrong" | "swapped";
  /** Where, as a part of the name's letters, 0 to 1. */
  readonly at: number;
  readonly letter: string;
}

/** Any typing error. */
export const typingError: fc.Arbitrary<TypingError> = fc.record({
  kind: fc.constantFrom("added", "left out", "wrong", "swapped"),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  letter: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
});

/** A name with a typing error in one of its letters. */
export function withError(name: string, { kind, at, letter }: TypingError): string {
  const places = [...name.matchAll(/\p{L}/gu)].map(({ index }) => index);
  const place = places[Math.floor(at * places.length)] ?? 0;
  const [before, here, after] = [name.slice(0, place), name[place] ?? "", name.slice(place + 1)];
  if (kind === "added") return `${before}${letter}${here}${after}`;
  if (kind === "left out") return `${before}${after}`;
  if (kind === "wrong") return `${before}${letter}${after}`;
  return /^\p{L}/u.test(after) ? `${before}${after[0]}${here}${after.slice(1)}` : name;
}

/** The errors between two texts: letters added, left out or changed, or two neighbours swapped and nothing else. */
export function errorsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let other = 1; other <= right.length; other++) {
      const changed = (row[other - 1] ?? 0) + (left[at - 1] === right[other - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  const edits = row.at(-1) ?? 0;
  return edits === 2 && swaps(left).includes(right) ? 1 : edits;
}

function swaps(text: string): string[] {
  return [...text].map((letter, at) => {
    const next = text[at + 1] ?? "";
    return `${text.slice(0, at)}${next}${letter}${text.slice(at + 2)}`;
  });
}
