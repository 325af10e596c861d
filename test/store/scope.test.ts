import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Filter } from "#src/store/cost-query";
import { areApart, liesWithin } from "#src/store/filters-within";
import {
  dimensionsOf,
  intersectionOf,
  isScopeWithin,
  isWhole,
  type Limits,
  liesInScope,
  makeScope,
} from "#src/store/scope";
import { isKept, isSeen, scopeArbitraries } from "./charge-oracle.ts";

const { charge, filter, filters, limits } = scopeArbitraries({
  team: ["payments", "data", "pay"],
  account: ["1", "2", "12"],
  service: ["Storage", "storage", "Compute"],
});
/** All that can be told apart by these values. */
const charges = fc.array(charge, { minLength: 20, maxLength: 40 });
const MANY = { numRuns: 2_000 };

const team = (...values: string[]): Filter => ({ dimension: "team", operator: "in", values });
const account = (...values: string[]): Filter => ({ dimension: "account", operator: "in", values });
const allowed = (...parts: Filter[][]): Limits => ({ allowed: parts, denied: [] });

describe("a scope", () => {
  test("sees the charges that its limits say, however they are put together", () => {
    fc.assert(
      fc.property(charges, limits, (all, given) => {
        const scope = makeScope(given);
        for (const one of all) expect(isSeen(one, scope)).toBe(isSeen(one, given));
      }),
      MANY,
    );
  });

  test("has one list where its parts list values of one dimension", () => {
    const scope = makeScope(allowed([team("data")], [account("1")], [team("payments", "data")]));
    expect(scope.allowed).toEqual([[team("data", "payments")], [account("1")]]);
  });

  test("is the whole bill where any part is, and nothing is denied", () => {
    expect(isWhole(makeScope([]))).toBe(true);
    expect(isWhole(makeScope(allowed([team("data")], [])))).toBe(true);
    expect(isWhole(makeScope({ allowed: [[]], denied: [[team("data")]] }))).toBe(false);
    expect(isWhole(makeScope({ allowed: [], denied: [] }))).toBe(false);
  });

  test("knows the dimensions that decide, of what is denied too", () => {
    const scope = makeScope({ allowed: [[team("data")]], denied: [[account("1")]] });
    const service: Filter = { dimension: "service", operator: "is_null", values: [] };
    expect(dimensionsOf({ scope, filters: [service] })).toEqual(["team", "account", "service"]);
  });
});

describe("what lies in several scopes", () => {
  test("is what each of them sees", () => {
    fc.assert(
      fc.property(charges, fc.array(limits, { maxLength: 3 }), (all, given) => {
        const both = intersectionOf(given.map(makeScope));
        for (const one of all) {
          expect(isSeen(one, both)).toBe(given.every((each) => isSeen(one, each)));
        }
      }),
      MANY,
    );
  });

  test("lies within each of them, as far as lists of values can tell", () => {
    const lists = fc
      .array(
        fc.array(
          filter.filter(({ operator }) => operator === "in"),
          { maxLength: 2 },
        ),
        {
          maxLength: 3,
        },
      )
      .map((parts) => makeScope(allowed(...parts)));
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        const both = intersectionOf([one, other]);
        expect([isScopeWithin(both, one), isScopeWithin(both, other)]).toEqual([true, true]);
      }),
      MANY,
    );
  });

  test("stays small for many people of the same few teams", () => {
    const scopes = Array.from({ length: 200 }, (_, at) =>
      makeScope(allowed([team("payments")], [account(String(at % 3))])),
    );
    expect(intersectionOf(scopes).allowed).toEqual([[team("payments")]]);
  });

  test("is nothing where teams have nothing in common", () => {
    const both = intersectionOf([makeScope([team("data")]), makeScope([team("payments")])]);
    expect(both.allowed).toEqual([]);
  });
});

describe("what is certain by the filters alone", () => {
  test("filters that lie within others keep no other charges", () => {
    fc.assert(
      fc.property(charges, filters, filters, (all, inner, outer) => {
        fc.pre(liesWithin(inner, outer));
        for (const one of all) {
          if (isKept(one, inner)) expect(isKept(one, outer)).toBe(true);
        }
      }),
      MANY,
    );
  });

  test("filters that are apart keep no charge together", () => {
    fc.assert(
      fc.property(charges, filters, filters, (all, some, others) => {
        fc.pre(areApart(some, others));
        for (const one of all) expect(isKept(one, some) && isKept(one, others)).toBe(false);
      }),
      MANY,
    );
  });

  test("filters that lie in a scope keep nothing outside of it", () => {
    fc.assert(
      fc.property(charges, filters, limits, (all, inner, outer) => {
        fc.pre(liesInScope(inner, outer));
        for (const one of all) {
          if (isKept(one, inner)) expect(isSeen(one, outer)).toBe(true);
        }
      }),
      MANY,
    );
  });

  test("a scope within another one sees nothing outside of it", () => {
    fc.assert(
      fc.property(charges, limits, limits, (all, inner, outer) => {
        fc.pre(isScopeWithin(makeScope(inner), makeScope(outer)));
        for (const one of all) {
          if (isSeen(one, inner)) expect(isSeen(one, outer)).toBe(true);
        }
      }),
      MANY,
    );
  });

  test("each scope lies within itself and within the whole bill, and nothing in everything", () => {
    fc.assert(
      fc.property(limits, (given) => {
        const scope = makeScope(given);
        expect(isScopeWithin(scope, scope)).toBe(true);
        expect(isScopeWithin(scope, makeScope([]))).toBe(true);
        expect(isScopeWithin(makeScope({ allowed: [], denied: [] }), scope)).toBe(true);
      }),
      MANY,
    );
  });

  test("charges without a value are denied only by what keeps them", () => {
    const denied: Limits = { allowed: [[]], denied: [[team("data")]] };
    const untagged: Filter = { dimension: "team", operator: "is_null", values: [] };
    expect(liesInScope([untagged], denied)).toBe(true);
    expect(liesInScope([{ ...untagged, operator: "is_not_null" }], denied)).toBe(false);
    expect(liesInScope([team("payments")], denied)).toBe(true);
    expect(liesInScope([account("1")], denied)).toBe(false);
    const others: Filter = { dimension: "team", operator: "not_in", values: ["data"] };
    expect(liesInScope([others], denied)).toBe(true);
  });
});
