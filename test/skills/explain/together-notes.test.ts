import { expect, test } from "vitest";
import type { CurrencyExplanation, Driver } from "#skills/spend/explain/explanation";
import { togetherNotes } from "#skills/spend/explain/together-notes";

function driver(label: string, firstDay: string | null): Driver {
  return {
    kind: "slice",
    label,
    slice: [],
    within: [],
    before: 0,
    after: 10,
    change: 10,
    share: 50,
    effects: [],
    causes: [],
    firstDay,
    lastDay: null,
    perMonth: null,
    resources: [],
    owner: null,
  };
}

function explained(...drivers: Driver[]): CurrencyExplanation[] {
  return [{ currency: "USD", before: 0, after: 20, change: 20, drivers }];
}

test("what began within a day of the largest driver is told", () => {
  const all = explained(
    driver("Compute", "2026-10-12"),
    driver("Database", "2026-10-13"),
    driver("Queue", "2026-10-14"),
    driver("Everything else", null),
  );
  expect(togetherNotes(all, "2026-10-01")).toEqual([
    "Within a day of “Compute”, on 12 October 2026, “Database” began to change, too.",
  ]);
});

test("what begins with the period, or alone, says nothing", () => {
  const first = explained(driver("Compute", "2026-10-01"), driver("Database", "2026-10-01"));
  expect(togetherNotes(first, "2026-10-01")).toEqual([]);
  expect(togetherNotes(explained(driver("Compute", "2026-10-12")), "2026-10-01")).toEqual([]);
});
