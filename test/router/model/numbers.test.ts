import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbersIn } from "#src/router/model/numbers";

describe("numbers that a question says", () => {
  test.each([
    ["top 5 services", [5]],
    ["over $1,500.50", [1500.5]],
    ["over 2.5k", [2.5, 2500]],
    ["more than 3 million", [3, 3e6]],
    ["five hundred dollars", [5, 500]],
    ["a thousand", [1000]],
    ["twenty-five accounts", [20, 5, 25]],
    ["five hundred and twenty", [5, 500, 20, 520]],
    ["the first quarter", [1]],
    ["Q3 2026", [3, 2026]],
    ["a couple of, a dozen", [2, 12]],
    ["2026-10-01", [2026, 10, 1]],
    ["über 1.500 Euro", [1.5, 1500]],
    ["no numbers", []],
  ])("%s", (text, expected) => {
    expect([...numbersIn(text)].sort()).toEqual([...new Set(expected)].sort());
  });

  test("any integer in digits is found", () => {
    fc.assert(
      fc.property(fc.nat(1e9), (number) => {
        expect(numbersIn(`over ${number} a day`).has(number)).toBe(true);
        expect(numbersIn(`over ${number.toLocaleString("en")}`).has(number)).toBe(true);
      }),
    );
  });
});
