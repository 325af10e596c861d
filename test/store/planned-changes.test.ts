import { describe, expect, test } from "vitest";
import {
  type Plan,
  type PlanVersion,
  plannedChangeSchema,
  plansSchema,
} from "#src/planned-change-book";
import type { Filter } from "#src/store/cost-query";
import { openStore } from "#src/store/open-store";
import { StoredPlannedChanges } from "#src/store/planned-changes";
import { makeScope } from "#src/store/scope";

const PAYMENTS: Filter = { dimension: "team", operator: "in", values: ["payments"] };
const DATA: Filter = { dimension: "team", operator: "in", values: ["data"] };
const TODAY = "2026-11-20";

function plan(more: object = {}): Plan {
  return plannedChangeSchema.parse({
    name: "New region",
    filters: [PAYMENTS],
    kind: "monthly",
    size: 12_000,
    currency: "USD",
    from: "2027-03-01",
    ...more,
  });
}

function version(of: Plan | null, more: Partial<PlanVersion> = {}): PlanVersion {
  const saidAt = "2026-11-20T09:00:00.000Z";
  return { name: of?.name ?? "New region", plan: of, person: "ann@example.com", saidAt, ...more };
}

function booksOver(given: readonly Plan[]) {
  const database = openStore(":memory:");
  const book = (scope: readonly Filter[] = []) =>
    new StoredPlannedChanges(database, given, makeScope(scope));
  return { database, book };
}

describe("plans", () => {
  test("stand as configured until somebody says otherwise, and every version is kept", () => {
    const book = booksOver([plan()]).book();
    expect(book.held(TODAY)).toEqual([{ plan: plan(), history: [] }]);
    const first = version(plan({ size: 15_000 }));
    const second = version(plan({ size: 18_000 }), { saidAt: "2026-11-20T10:00:00.000Z" });
    book.keep("a", first);
    book.keep("b", second);
    expect(book.held(TODAY)).toEqual([{ plan: plan({ size: 18_000 }), history: [first, second] }]);
  });

  test("are kept once by the same action", () => {
    const book = booksOver([]).book();
    expect(book.keep("a", version(plan()))).toBe(true);
    expect(book.keep("a", version(plan({ size: 1 })))).toBe(false);
    expect(book.held(TODAY).map((held) => held.plan.size)).toEqual([12_000]);
    expect(book.keptBy("a")).toEqual(version(plan()));
    expect(book.keptBy("b")).toBeNull();
  });

  test("are gone once they are given up, and weren't known before they were said", () => {
    const book = booksOver([]).book();
    book.keep("a", version(plan()));
    expect(book.held("2026-11-19")).toEqual([]);
    book.keep("b", version(null, { saidAt: "2026-11-21T09:00:00.000Z" }));
    expect(book.held(TODAY)).toHaveLength(1);
    expect(book.held("2026-11-21")).toEqual([]);
  });

  test("have versions that nothing changes or takes away", () => {
    const { database, book } = booksOver([]);
    book().keep("a", version(plan()));
    expect(() => database.exec("UPDATE plan_version SET person = 'x'")).toThrow("only added");
    expect(() => database.exec("DELETE FROM plan_version")).toThrow("only added");
  });

  test("are seen, and kept, by who sees all of their charges", () => {
    const { book } = booksOver([plan({ name: "Data", filters: [DATA] }), plan({ filters: [] })]);
    const names = (scope: readonly Filter[]) =>
      book(scope)
        .held(TODAY)
        .map((held) => held.plan.name);
    expect(names([])).toEqual(["Data", "New region"]);
    expect(names([DATA])).toEqual(["Data"]);
    expect(names([PAYMENTS])).toEqual([]);
    expect(book([PAYMENTS]).mayKeep(plan({ name: "Mine" }), TODAY)).toBe(true);
    expect(book([PAYMENTS]).mayKeep(plan({ name: "data" }), TODAY)).toBe(false);
    expect(book([PAYMENTS]).mayKeep(plan({ name: "Mine", filters: [] }), TODAY)).toBe(false);
  });
});

describe("a plan that makes no sense is refused:", () => {
  test.each([
    ["an amount without a currency", { currency: null }],
    ["a one-off without an end", { kind: "one-off" }],
    ["an end before its beginning", { until: "2027-03-01" }],
    ["a change of nothing", { size: 0 }],
    ["more than all off", { kind: "percent", size: -120 }],
    ["a certainty above 1", { probability: 1.5 }],
    ["a day of no calendar", { from: "2027-02-30" }],
  ])("%s", (_, more) => {
    expect(() => plan(more)).toThrow();
  });

  test("two of one name", () => {
    expect(plansSchema.safeParse([plan(), plan({ name: "new region " })]).success).toBe(false);
  });
});
