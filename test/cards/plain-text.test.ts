import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";

describe("plainLine", () => {
  test.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007name", "name"],
    ["\u009b2Jname", "name"],
    ["two\nlines\tand\r\nmore", "two lines and more"],
    ["  outer  spaces ", "outer spaces"],
    ["abc\u202edef", "abcdef"],
    ["zero\u200bwidth\ufeff", "zerowidth"],
    ["שלום", "שלום"],
    ["👩‍👩‍👧 family", "👩‍👩‍👧 family"],
    ["half \ud83d", "half \ufffd"],
  ])("%j becomes %j", (text, plain) => {
    expect(plainLine(text)).toBe(plain);
  });

  test("lets no control character through, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plainLine(`\u001b[1m${text}\u001b`)).not.toMatch(
          /[\p{Cc}\u2028\u2029\u202a-\u202e]/u,
        );
      }),
    );
  });
});

describe("plainParagraphs", () => {
  test("keeps line breaks and inner spaces", () => {
    expect(plainParagraphs("one\r\n  two \u2028three\u001b[2J")).toBe("one\n  two\nthree");
  });
});
