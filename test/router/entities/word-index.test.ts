import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Thing } from "#src/router/entities/thing";
import { WordIndex } from "#src/router/entities/word-index";

function thing(label: string, dimension = "SubAccountId"): Thing {
  return { dimension, values: [label], label, weight: 0 };
}

function indexOf(names: readonly string[]): WordIndex {
  const index = new WordIndex();
  for (const name of names) index.add(name, thing(name));
  return index;
}

describe("names that hold words", () => {
  const word = fc.constantFrom("shop", "prod", "production", "eu", "data", "de", "us", "a");
  const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join("-"));

  test("are those that have them one after the other, the last one perhaps begun", () => {
    const run = fc.array(word, { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 40 }), run, (names, words) => {
        const found = indexOf(names).holding(words);
        const wanted = names.filter((one) => `-${one}`.includes(`-${words.join("-")}`));
        expect(found.map(({ label }) => label)).toEqual(wanted);
      }),
    );
  });

  test("are those with the word, or with the only word that begins so", () => {
    const index = indexOf(["shop-prod", "shop-staging", "warehouse-prod"]);
    const labels = (...words: string[]) => index.holding(words).map(({ label }) => label);
    expect(labels("shop")).toEqual(["shop-prod", "shop-staging"]);
    expect(labels("ware")).toEqual(["warehouse-prod"]);
    expect(labels("sho")).toEqual([]);
    expect(labels("prod", "shop")).toEqual([]);
    expect(labels()).toEqual([]);
  });

  test("are a hundred at most of each dimension", () => {
    const index = indexOf(Array.from({ length: 30_000 }, (_, at) => `prod-${at}`));
    index.add("prod", thing("prod", "environment"));
    const found = index.holding(["prod"]);
    expect(found.filter(({ dimension }) => dimension === "SubAccountId")).toHaveLength(100);
    expect(found.at(-1)?.dimension).toBe("environment");
    expect(found[0]?.label).toBe("prod-0");
  });
});

describe("a word with a typing error", () => {
  test.each([
    ["warehuose", "warehouse"],
    ["arehouse", "warehouse"],
    ["warehouse", null],
    ["recomender", "recommender"],
    ["lodger", "ledger"],
    ["budger", null],
    ["prd", null],
  ])("%s", (typed, meant) => {
    const index = indexOf(["warehouse-prod", "recommender", "ledger", "budget", "budges"]);
    expect(index.mistyped(typed)).toBe(meant);
  });
});
