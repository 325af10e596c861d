import { describe, expect, test } from "vitest";
import { approvalsSchema, needsApproval } from "#src/recommendations/approvals";
import { suppressionOf } from "#src/recommendations/suppressions";
import { StoredSuppressions } from "#src/store/recommendations/stored-suppressions";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { recommendation } from "./example.ts";

const now = new Date("2026-11-20T09:00:00Z");
const by = { person: "ann@example.com", now };
const environment = (value: string) => ({
  dimension: "environment",
  operator: "in" as const,
  values: [value],
});
const dr = { filters: [environment("dr")], kinds: [], until: "2026-12-01", note: null };

describe("what isn't flagged", () => {
  test("holds for everybody from then on until its day, or until it is taken back", () => {
    const { database } = new Store(":memory:", []);
    const book = new StoredSuppressions(database, makeScope([]));
    book.keep("a", dr, by);
    book.keep("a", dr, by);
    const others = new StoredSuppressions(database, makeScope([environment("production")]));
    for (const one of [book, others]) {
      expect(one.held("2026-11-19")).toEqual([]);
      expect(one.held("2026-11-20")).toMatchObject([{ number: 1, person: "ann@example.com" }]);
      expect(one.held("2026-11-30")).toHaveLength(1);
      expect(one.held("2026-12-01")).toEqual([]);
    }
    expect(others.mayKeep(dr)).toBe(false);
    expect(book.keptBy("a")?.number).toBe(1);
    book.takeBack("b", 1, { ...by, now: new Date("2026-11-22T09:00:00Z") });
    book.takeBack("c", 1, { ...by, now: new Date("2026-11-23T09:00:00Z") });
    expect(book.held("2026-11-21")).toHaveLength(1);
    expect(book.held("2026-11-22")).toEqual([]);
    expect(book.keptBy("b")?.number).toBe(1);
    expect(() => database.exec("DELETE FROM suppression")).toThrow("only added");
  });

  test("fits by what a recommendation says it is about, and by kind", () => {
    const held = { ...dr, number: 1, person: "", at: now.toISOString() };
    const inDr = recommendation("a", { environment: "dr" });
    const idle = { ...held, kinds: ["delete-idle" as const], filters: [] };
    const sizing = { ...held, kinds: ["rightsize" as const] };
    expect(suppressionOf(inDr, [held])?.number).toBe(1);
    expect(suppressionOf(recommendation("b"), [held])).toBeNull();
    expect(suppressionOf(recommendation("c", { environment: null }), [held])).toBeNull();
    expect(suppressionOf(recommendation("d"), [idle])?.number).toBe(1);
    expect(suppressionOf(inDr, [sizing])).toBeNull();
  });
});

test.each([
  [{}, false],
  [{ minimumMonthlySaving: { USD: 100 } }, true],
  [{ minimumMonthlySaving: { USD: 100.01 } }, false],
  [{ minimumMonthlySaving: { EUR: 1 } }, false],
  [{ risk: "medium" }, true],
  [{ risk: "high" }, false],
])("approvals: %j", (rules, expected) => {
  const one = recommendation("a", { monthlySaving: 100, risk: "medium" });
  expect(needsApproval(one, approvalsSchema.parse(rules))).toBe(expected);
});
