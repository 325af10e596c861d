import fc from "fast-check";
import { hostileText } from "./hostile-text.ts";

interface Mutation {
  readonly kind: "flip" | "set" | "insert" | "remove" | "repeat" | "cut" | "splice";
  /** Where, as a part of the bytes, 0 to 1. */
  readonly at: number;
  readonly length: number;
  readonly byte: number;
  readonly text: string;
  /** Which other of the seeds. */
  readonly other: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "flip", "set", "insert", "remove", "repeat", "cut", "splice"),
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  length: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 400 })),
  byte: fc.oneof(fc.constantFrom(0x00, 0xff, 0x7f, 0x80, 0x0a, 0x22), fc.nat({ max: 255 })),
  text: hostileText,
  other: fc.nat({ max: 99 }),
});

/** One of these files, in base64, with up to four changes to its bytes. */
export function mutatedBytes(seeds: readonly Uint8Array[]): fc.Arbitrary<string> {
  return fc
    .record({ seed: fc.constantFrom(...seeds), mutations: fc.array(mutation, { maxLength: 4 }) })
    .map(({ seed, mutations }) => {
      const bytes: Uint8Array = mutations.reduce((was, one) => mutated(was, one, seeds), seed);
      return Buffer.from(bytes).toString("base64");
    });
}

function mutated(bytes: Uint8Array, change: Mutation, seeds: readonly Uint8Array[]): Uint8Array {
  const { kind, length, byte, text } = change;
  const at = Math.floor(change.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const other = Buffer.from(seeds[change.other % seeds.length] ?? []);
  switch (kind) {
    case "flip":
      return Buffer.concat([
        before,
        Buffer.of((after[0] ?? 0) ^ (1 << (byte % 8))),
        after.subarray(1),
      ]);
    case "set":
      return Buffer.concat([before, Buffer.alloc(length, byte), after.subarray(length)]);
    case "insert":
      return Buffer.concat([before, Buffer.from(text), after]);
    case "remove":
      return Buffer.concat([before, after.subarray(length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, length), after]);
    case "cut":
      return before;
    case "splice":
      return Buffer.concat([before, other.subarray(Math.floor(change.at * other.length))]);
  }
}
