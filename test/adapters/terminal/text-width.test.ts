import { describe, expect, test } from "vitest";
import { pad, textWidth, truncate, wrap } from "#src/adapters/terminal/text-width";

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["e\u0301", 1],
  ["東京", 4],
  ["한국", 4],
  ["\u1112\u1161\u11ab", 2],
  ["ＡＢ", 4],
  ["🚀", 2],
  ["👩‍👩‍👧", 2],
  ["🇨🇭", 2],
  ["❤️", 2],
  ["1️⃣", 2],
  ["1", 1],
  ["©", 1],
  ["שלום", 4],
  ["\u200eabc\u200e", 3],
  ["−$5.20", 6],
])("%j takes %i columns", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 4, "abc…"],
  ["ab cdef", 4, "ab…"],
  ["東京都", 4, "東…"],
  ["👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"],
  ["abc", 1, "…"],
  ["abc", 0, ""],
])("%j in %i columns is %j", (text, width, cut) => {
  expect(truncate(text, width)).toBe(cut);
});

describe("pad", () => {
  test("fills up by columns, not by characters", () => {
    expect(pad("東京", 6, "left")).toBe("東京  ");
    expect(pad("$5.20", 7, "right")).toBe("  $5.20");
  });

  test("marks right-to-left text, so that the amounts after it stay in place", () => {
    expect(pad("שלום", 6, "left")).toBe("\u200eשלום\u200e  ");
  });
});

test.each([
  ["one two three", 20, ["one two three"]],
  ["one two three", 8, ["one two", "three"]],
  ["  kept  as is", 20, ["  kept  as is"]],
  ["one\n\ntwo", 20, ["one", "", "two"]],
  ["abcdefghij klm", 4, ["abcd", "efgh", "ij", "klm"]],
  ["東京都庁", 5, ["東京", "都庁"]],
  ["ᄀ".repeat(5), 6, ["ᄀ".repeat(3), "ᄀ".repeat(2)]],
])("%j wraps to %i columns", (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});
