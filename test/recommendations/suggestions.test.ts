import { expect, test } from "vitest";
import { StoredSuggestions } from "#src/store/recommendations/stored-suggestions";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";

const by = { person: "ann@example.com", now: new Date("2026-11-20T09:00:00Z") };
const ofTeam = (team: string) => ({
  dimension: "team",
  operator: "in" as const,
  values: [team],
});
const suggestion = {
  key: "other:anomaly:2026-11-03 USD up team=payments",
  label: "team payments",
  filters: [ofTeam("payments")],
  currency: "USD",
  start: "2026-11-03",
};

test("what people suggest is kept once, and seen from then on by whoever sees all of its charges", () => {
  const { database } = new Store(":memory:", []);
  const book = new StoredSuggestions(database, makeScope([]));
  const before = book.generation;
  const kept = book.keep("a", suggestion, by);
  const bob = { ...by, person: "bob@example.com" };
  expect(kept).toEqual({ ...suggestion, person: "ann@example.com", at: by.now.toISOString() });
  expect(book.keep("a", { ...suggestion, key: "another" }, bob)).toEqual(kept);
  expect(book.keep("b", suggestion, bob)).toEqual(kept);
  expect(book.keptBy("a")).toEqual(kept);
  expect(book.keptBy("b")).toBeNull();
  expect(book.generation).not.toBe(before);
  const payments = new StoredSuggestions(database, makeScope([ofTeam("payments")]));
  const search = new StoredSuggestions(database, makeScope([ofTeam("search")]));
  expect(payments.held("2026-11-19")).toEqual([]);
  expect(payments.held("2026-11-20")).toEqual([kept]);
  expect(search.held("2026-11-20")).toEqual([]);
  expect(payments.limitsOf(suggestion.filters)).toEqual([]);
  expect(search.limitsOf([])).toEqual([ofTeam("search")]);
  for (const change of ["DELETE FROM", "UPDATE"]) {
    const set = change === "UPDATE" ? " SET person = ''" : "";
    expect(() => database.exec(`${change} suggested_recommendation${set}`)).toThrow("only added");
  }
});
