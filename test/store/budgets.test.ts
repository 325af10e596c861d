import { describe, expect, test } from "vitest";
import { type Budget, type BudgetVersion, budgetSchema } from "#src/budget-book";
import { noteBudgetFile } from "#src/store/budget-file";
import { StoredBudgets } from "#src/store/budgets";
import type { Filter } from "#src/store/cost-query";
import { liesWithin } from "#src/store/filters-within";
import { openStore } from "#src/store/open-store";
import { makeScope } from "#src/store/scope";

const PAYMENTS: Filter = { dimension: "team", operator: "in", values: ["payments"] };
const DATA: Filter = { dimension: "team", operator: "in", values: ["data"] };
const TODAY = "2026-11-20";

function budget(more: object = {}): Budget {
  return budgetSchema.parse({
    name: "Payments",
    filters: [PAYMENTS],
    currency: "USD",
    amount: 50_000,
    ...more,
  });
}

function version(of: Budget | null, more: Partial<BudgetVersion> = {}): BudgetVersion {
  const setAt = "2026-11-20T09:00:00.000Z";
  return { name: of?.name ?? "Payments", budget: of, person: "ann@example.com", setAt, ...more };
}

function booksOver(given: readonly Budget[]) {
  const database = openStore(":memory:");
  const settings = { budgets: given, yearStartMonth: 1 };
  const book = (scope: readonly Filter[] = []) =>
    new StoredBudgets(database, settings, makeScope(scope));
  return { database, book };
}

describe("budgets", () => {
  test("stand as configured until somebody sets them, and every version is kept", () => {
    const book = booksOver([budget()]).book();
    expect(book.held(TODAY)).toEqual([{ budget: budget(), history: [] }]);
    const first = version(budget({ amount: 60_000 }));
    const second = version(budget({ amount: 70_000 }), { setAt: "2026-11-20T10:00:00.000Z" });
    book.keep("a", first);
    book.keep("b", second);
    expect(book.held(TODAY)).toEqual([
      { budget: budget({ amount: 70_000 }), history: [first, second] },
    ]);
  });

  test("are set once by the same action", () => {
    const book = booksOver([]).book();
    expect(book.keep("a", version(budget()))).toBe(true);
    expect(book.keep("a", version(budget({ amount: 1 })))).toBe(false);
    expect(book.held(TODAY).map((held) => held.budget.amount)).toEqual([50_000]);
    expect(book.keptBy("a")).toEqual(version(budget()));
    expect(book.keptBy("b")).toBeNull();
  });

  test("are gone once they are deleted, and back when they are set again", () => {
    const book = booksOver([budget()]).book();
    book.keep("a", version(null));
    expect(book.held(TODAY)).toEqual([]);
    book.keep("b", version(budget({ name: "payments" }), { setAt: "2026-11-20T11:00:00.000Z" }));
    expect(book.held(TODAY)[0]?.history).toHaveLength(2);
  });

  test("aren't known before they were set", () => {
    const book = booksOver([]).book();
    book.keep("a", version(budget()));
    expect(book.held("2026-11-19")).toEqual([]);
    expect(book.held(TODAY)).toHaveLength(1);
  });

  test("have versions that nothing changes or takes away", () => {
    const { database, book } = booksOver([]);
    book().keep("a", version(budget()));
    expect(() => database.exec("UPDATE budget_version SET person = 'x'")).toThrow("only added");
    expect(() => database.exec("DELETE FROM budget_version")).toThrow("only added");
  });

  test("of the file have a version each time that it was first read so, beside what people set", () => {
    const { database, book } = booksOver([budget({ amount: 60_000 })]);
    const read = (budgets: readonly Budget[], at: string) =>
      noteBudgetFile(database, budgets, new Date(at));
    expect(read([budget()], "2026-11-01T08:00:00Z")).toBe(1);
    expect(read([budget()], "2026-11-02T08:00:00Z")).toBe(0);
    expect(read([budget({ amount: 60_000 })], "2026-11-03T08:00:00Z")).toBe(1);
    const said = version(budget({ amount: 70_000 }), { setAt: "2026-11-04T08:00:00.000Z" });
    book().keep("a", said);
    const [held] = book().held(TODAY);
    expect(held?.budget.amount).toBe(70_000);
    const ofFile = (amount: number, setAt: string) => ({
      ...version(budget({ amount }), { setAt, person: "" }),
      origin: "tally.yaml",
    });
    expect(held?.history).toEqual([
      ofFile(50_000, "2026-11-01T08:00:00.000Z"),
      ofFile(60_000, "2026-11-03T08:00:00.000Z"),
      said,
    ]);
    expect(read([], "2026-11-05T08:00:00Z")).toBe(1);
    expect(read([], "2026-11-06T08:00:00Z")).toBe(0);
    expect(book().versions(TODAY).at(-1)).toMatchObject({ budget: null, origin: "tally.yaml" });
    expect(read([budget()], "2026-11-07T08:00:00Z")).toBe(1);
  });

  test("of the file are as before where a store was written before there was some setting", () => {
    const { database } = booksOver([]);
    const { rollOver: _rollOver, channel: _channel, ...older } = budget();
    database
      .prepare("INSERT INTO budget_file_version (name, budget, first_read_at) VALUES (?, ?, ?)")
      .run("Payments", JSON.stringify(older), "2026-11-01T08:00:00.000Z");
    expect(noteBudgetFile(database, [budget()], new Date("2026-11-02T08:00:00Z"))).toBe(0);
  });

  test("that are deleted are still in the versions, for those who saw them", () => {
    const { book } = booksOver([]);
    book().keep("a", version(budget()));
    book().keep("b", version(null, { setAt: "2026-11-20T10:00:00.000Z" }));
    book().keep("c", version(budget({ name: "Data", filters: [DATA] })));
    const names = (scope: readonly Filter[]) =>
      book(scope)
        .versions(TODAY)
        .map(({ name, budget: of }) => `${name} ${of === null ? "deleted" : "set"}`);
    expect(names([])).toEqual(["Payments set", "Data set", "Payments deleted"]);
    expect(names([PAYMENTS])).toEqual(["Payments set", "Payments deleted"]);
    expect(names([DATA])).toEqual(["Data set"]);
  });

  test("have no version in their history for charges that somebody doesn't see", () => {
    const { book } = booksOver([]);
    book().keep("a", version(budget({ filters: [] })));
    book().keep("b", version(budget(), { setAt: "2026-11-20T10:00:00.000Z" }));
    expect(book().held(TODAY)[0]?.history).toHaveLength(2);
    expect(book([PAYMENTS]).held(TODAY)[0]?.history).toHaveLength(1);
  });

  test("are seen by who sees all of their charges", () => {
    const everything = budget({ name: "Everything", filters: [] });
    const data = budget({ name: "Data", filters: [DATA] });
    const { book } = booksOver([budget(), everything, data]);
    const names = (scope: readonly Filter[]) =>
      book(scope)
        .held(TODAY)
        .map((held) => held.budget.name);
    expect(names([])).toEqual(["Data", "Everything", "Payments"]);
    expect(names([PAYMENTS])).toEqual(["Payments"]);
    expect(names([{ ...PAYMENTS, values: ["payments", "data"] }])).toEqual(["Data", "Payments"]);
    expect(
      names([PAYMENTS, { dimension: "RegionId", operator: "is_not_null", values: [] }]),
    ).toEqual([]);
  });

  test("can't be set for charges that somebody doesn't see, nor in the place of a hidden one", () => {
    const { book } = booksOver([budget({ name: "Data", filters: [DATA] })]);
    const scoped = book([PAYMENTS]);
    expect(scoped.mayKeep("Payments", budget(), TODAY)).toBe(true);
    expect(scoped.mayKeep("Mine", budget({ filters: [DATA] }), TODAY)).toBe(false);
    expect(scoped.mayKeep("Mine", budget({ filters: [] }), TODAY)).toBe(false);
    expect(scoped.mayKeep("data", budget({ name: "data" }), TODAY)).toBe(false);
    expect(book().mayKeep("data", budget({ name: "data" }), TODAY)).toBe(true);
  });
});

describe("filters lie within others", () => {
  const region = (operator: Filter["operator"], ...values: string[]): Filter => ({
    dimension: "RegionId",
    operator,
    values,
  });
  test.each<[boolean, Filter, Filter]>([
    [true, region("in", "a"), region("in", "a", "b")],
    [false, region("in", "a", "c"), region("in", "a", "b")],
    [true, region("in", "a"), region("not_in", "b")],
    [false, region("in", "b"), region("not_in", "b")],
    [true, region("not_in", "a", "b"), region("not_in", "a")],
    [false, region("not_in", "a"), region("not_in", "a", "b")],
    [true, region("contains", "eu"), region("contains", "eu", "us")],
    [false, region("contains", "eu", "us"), region("contains", "eu")],
    [true, region("in", "eu-1"), region("contains", "eu")],
    [true, region("is_null"), region("not_in", "a")],
    [false, region("is_null"), region("is_not_null")],
    [true, region("in", "a"), region("is_not_null")],
    [false, region("in", "a"), PAYMENTS],
  ])("%s: %o within %o", (expected, inner, outer) => {
    expect(liesWithin([inner], [outer])).toBe(expected);
  });

  test("all others must hold, and none at all hold everything", () => {
    expect(liesWithin([PAYMENTS, region("in", "a")], [PAYMENTS])).toBe(true);
    expect(liesWithin([PAYMENTS], [PAYMENTS, region("in", "a")])).toBe(false);
    expect(liesWithin([], [PAYMENTS])).toBe(false);
    expect(liesWithin([], [])).toBe(true);
  });
});
