import { expect, test } from "vitest";
import { isCurrencyCode, UNSTATED_CURRENCY } from "#src/focus/currency";

test.each(["USD", "EUR", "JPY", "KWD", "CHF"])("%s is a currency", (code) => {
  expect(isCurrencyCode(code)).toBe(true);
});

test.each(["usd", "Usd", " USD", "US$", "", "Token", "DBU", "ZZZ"])("%j is none", (text) => {
  expect(isCurrencyCode(text)).toBe(false);
});

test("no bill can state the code of unstated currency", () => {
  expect(isCurrencyCode(UNSTATED_CURRENCY)).toBe(false);
});
