import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyTable } from "#src/router/entities/key-table";
import { errorsBetween, typingError, withError } from "../properties/typing.ts";

const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."abcde"), minLength: 1, maxLength });
const key = fc.oneof(
  letters(14),
  fc.tuple(letters(6), fc.nat(30), letters(6)).map((parts) => parts.join("")),
);
const digitsIn = (text: string) => text.replace(/\D/g, "");

describe("keys near one", () => {
  test("are all that are so many errors away, with the same digits", () => {
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(keys, key, typingError, fc.constantFrom(1, 2), (all, other, error, errors) => {
        const typed = withError(all[0] ?? other, error);
        const near = new KeyTable(all).near(typed, errors).map((place) => all[place]);
        const wanted = all.filter(
          (one) => errorsBetween(typed, one) <= errors && digitsIn(one) === digitsIn(typed),
        );
        expect(near).toEqual(expect.arrayContaining(wanted));
      }),
      { numRuns: 300 },
    );
  });

  test("are few of many", () => {
    const all = Array.from({ length: 20_000 }, (_, at) => nameOf(at));
    const table = new KeyTable(all);
    for (const name of all.filter((_, at) => at % 1_000 === 0)) {
      const near = table.near(`${name.slice(0, 5)}${name.slice(6)}`, 2);
      expect(near.length).toBeLessThan(all.length / 20);
    }
  });

  test("are none without errors, of an empty table, or of a key beyond all lengths", () => {
    expect(new KeyTable(["abc"]).near("abc", 0)).toEqual([]);
    expect(new KeyTable([]).near("abc", 2)).toEqual([]);
    expect(new KeyTable(["abc"]).near("", 1)).toEqual([]);
    expect(new KeyTable(["abc"]).near("a".repeat(2_000), 2)).toEqual([]);
  });
});

describe("a shortlist", () => {
  test("is everything of a few, and holds the most alike of many", () => {
    const few = new KeyTable(["alpha", "beta"]);
    expect([...few.shortlist("gamma", Int32Array.of(0, 1))]).toEqual([0, 1]);
    const all = Array.from({ length: 20_000 }, (_, at) => nameOf(at));
    const table = new KeyTable(all);
    const places = Int32Array.from(all, (_, at) => at);
    for (let at = 997; at < all.length; at += 997) {
      const typed = `${all[at]?.slice(0, 6)}x${all[at]?.slice(7)}`;
      const list = [...table.shortlist(typed, places)];
      expect(list).toContain(at);
      expect(list.length).toBeLessThanOrEqual(500);
      expect(list).toEqual(list.toSorted((one, other) => one - other));
    }
  });
});

/** Names of syllables, different for different numbers. */
function nameOf(number: number): string {
  const syllables = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"];
  return [...String(number * 7_919)].map((digit) => syllables[Number(digit)] ?? "").join("");
}
