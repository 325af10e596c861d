import { expect, test } from "vitest";
import { withoutRows } from "#src/sync/outcome";
import { unitProblems } from "#src/sync/unit-problems";

test("troubles that differ in their months alone are told once", () => {
  const units = [
    withoutRows("2026-09", "failed", "Reading from 2026-09-01 on: denied."),
    withoutRows("2026-10", "failed", "Reading from 2026-10-01 on: denied."),
    withoutRows("2026-11", "failed", "Reading from 2026-11-01 on: 3 rows are missing."),
    withoutRows("2026-08", "waiting", "Reading from 2026-08-01 on: denied."),
  ];
  expect(unitProblems(units, "failed")).toEqual([
    { of: "2026-09 to 2026-10 (2)", problem: "Reading from 2026-09-01 on: denied." },
    { of: "2026-11", problem: "Reading from 2026-11-01 on: 3 rows are missing." },
  ]);
  expect(unitProblems(units, "unchanged")).toEqual([]);
});
