import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NameIndex } from "#src/router/entities/name-index";
import type { Thing } from "#src/router/entities/thing";
import { squash } from "#src/router/fold";
import { errorsBetween, typingError, withError } from "../properties/typing.ts";

function thing(label: string, dimension = "SubAccountId", weight = 0): Thing {
  return { dimension, values: [label], label, weight };
}

function indexOf(names: readonly string[]): NameIndex {
  const index = new NameIndex();
  for (const name of names) {
    const named = thing(name);
    index.add(name, named, "folded");
    index.addWords(name, named);
  }
  return index;
}

const labels = (things: readonly { readonly thing: Thing }[]) =>
  things.map(({ thing: { label } }) => label).sort();

describe("a mistyped name", () => {
  const part = fc.string({ unit: fc.constantFrom(..."aeklnrt"), minLength: 3, maxLength: 8 });
  const name = fc.tuple(part, part, fc.constantFrom("-prod", "-eu-12", "", " cloud"));
  const names = fc
    .uniqueArray(name, { minLength: 2, maxLength: 60, selector: (parts) => squash(parts.join("")) })
    .map((list) => list.map(([one, other, end]) => `${one}-${other}${end}`));

  test("is found among many as in an index of its own", () => {
    fc.assert(
      fc.property(names, typingError, typingError, (all, first, second) => {
        const typed = withError(withError(all[0] ?? "", first), second);
        const alone = all.filter((one) => {
          const index = indexOf(all.filter((other) => other === one));
          for (const other of all) index.addWords(other, thing(other));
          return index.mistyped(squash(typed), typed).length > 0;
        });
        const errors = alone.map((one) => errorsBetween(squash(typed), squash(one)));
        const nearest = alone.filter((_, at) => errors[at] === Math.min(...errors));
        const found = labels(indexOf(all).mistyped(squash(typed), typed));
        expect(found).toEqual(nearest.sort());
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["warehuose", "warehouse"],
    ["arehouse", "warehouse"],
    ["xarehouse", "warehouse"],
    ["wharehause", "warehouse"],
    ["shop-pr0d", null],
    ["shop-qa", null],
    ["shop-m", null],
    ["shop-eu-prdo", "shop-eu-prod"],
    ["shop-euu-prod", "shop-eu-prod"],
    ["shop-ml-prod", null],
    ["m6.large-pool", null],
    ["wrhs", null],
  ])("%s", (typed, meant) => {
    const index = indexOf(["warehouse", "shop-prod", "shop-ml", "shop-eu-prod", "m5.large-pool"]);
    const found = index.mistyped(squash(typed), typed);
    expect(labels(found)).toEqual(meant === null ? [] : [meant]);
  });

  test("is of the store before it is of the reference data", () => {
    const index = new NameIndex();
    index.add("sa-east-1", thing("sa-east-1"), "known");
    index.add("us-east-1", thing("us-east-1"), "folded");
    expect(labels(index.mistyped("sueast1", "su-east-1"))).toEqual(["us-east-1"]);
  });
});

describe("names like one", () => {
  test("are the most alike of many thousands", () => {
    const all = Array.from({ length: 20_000 }, (_, at) => `team-${wordOf(at)}-prod`);
    const index = indexOf(all);
    for (let at = 0; at < all.length; at += 997) {
      const typed = (all[at] ?? "").replace(/-.(..)/, "-$1y").replace("prod", "prd");
      const distance = (label: string) => errorsBetween(squash(typed), squash(label));
      const near = index.nearest(typed, 3);
      expect(near).toHaveLength(3);
      expect(distance(near[0]?.label ?? "")).toBeLessThanOrEqual(distance(all[at] ?? ""));
    }
  });

  test("are of one dimension where one is asked for, and never only known", () => {
    const index = indexOf(Array.from({ length: 2_000 }, (_, at) => `payment-${wordOf(at)}`));
    index.add("payments", thing("payments", "team"), "folded");
    index.add("payers", thing("payers", "team"), "known");
    expect(index.nearest("payment", 3, "team").map(({ label }) => label)).toEqual(["payments"]);
    expect(index.nearest("payment", 3, "region")).toEqual([]);
  });

  test("the costlier go first where several are as alike", () => {
    const index = new NameIndex();
    for (const [at, name] of ["shop-a", "shop-b", "shop-c"].entries())
      index.add(name, thing(name, "SubAccountId", at), "folded");
    expect(index.nearest("shop-x", 2).map(({ label }) => label)).toEqual(["shop-c", "shop-b"]);
  });
});

describe("very many things of one name", () => {
  test("are all found, each once", () => {
    const index = new NameIndex();
    const all = Array.from({ length: 50_000 }, (_, at) => thing(String(at)));
    for (const one of [...all, ...all]) index.add("sandbox", one, "folded");
    expect(index.named("sandbox")).toHaveLength(all.length);
    expect(index.mistyped("sandbx")[0]?.thing.values).toHaveLength(all.length);
  });
});

describe("an index that grows", () => {
  test("finds what was added after it was asked", () => {
    const index = indexOf(["warehouse"]);
    expect(index.mistyped("recomender")).toEqual([]);
    expect(index.holding(["ledger"])).toEqual([]);
    expect(index.nearest("recommendr", 1)).toEqual([]);
    const added = thing("ledger recommender");
    index.add("recommender", added, "folded");
    index.addWords("ledger recommender", added);
    expect(labels(index.mistyped("recomender"))).toEqual(["ledger recommender"]);
    expect(labels(index.holding(["ledger"]))).toEqual(["ledger recommender"]);
    expect(index.nearest("recommendr", 1)).toEqual([added]);
  });
});

/** Letters that differ for different numbers. */
function wordOf(number: number): string {
  return [...(number * 7_919).toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join("");
}
