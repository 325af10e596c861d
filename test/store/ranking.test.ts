import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CostQuery, CostRow } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { type BillRow, billRow } from "./random-bill.ts";
import { october, plainRow, teamDimension, withBill } from "./store-with-bill.ts";

const wholeBill = { start: "2026-08-01", end: "2026-11-01" };

function ask(store: Store, query: Partial<CostQuery>) {
  return store.costs(makeScope([])).query({ ...october, ...query });
}

function charge(team: string, service: string, cost: string): BillRow {
  const Tags = team === "" ? "" : JSON.stringify({ team });
  return { ...plainRow, ServiceName: service, BilledCost: cost, EffectiveCost: cost, Tags };
}

const BILL = [
  charge("data", "A", "5"),
  charge("data", "B", "9"),
  charge("data", "C", "1"),
  charge("search", "A", "100"),
  charge("search", "C", "20"),
  charge("search", "B", "30"),
  charge("", "A", "1000"),
];

const keysOf = (rows: readonly CostRow[]) => rows.map(({ keys }) => keys.join(" "));

describe("the first N within each outer group", () => {
  test("are ranked by themselves, the group of the largest first; “(none)” is left out", async () => {
    await withBill(BILL, [teamDimension()], (store) => {
      const groupBy = ["team", "ServiceName"];
      const { rows, totals } = ask(store, { groupBy, limit: 2, limitPer: ["team"] });
      expect(keysOf(rows)).toEqual(["search A", "search B", "data B", "data A"]);
      expect(totals).toMatchObject([{ currency: "USD", value: 1165 }]);
    });
  });

  test("may be the last ones", async () => {
    await withBill(BILL, [teamDimension()], (store) => {
      const order = { by: "amount", direction: "ascending" } as const;
      const groupBy = ["ServiceName", "team"];
      const { rows } = ask(store, { groupBy, limit: 1, limitPer: ["team"], order });
      expect(keysOf(rows)).toEqual(["C data", "C search"]);
    });
  });
});

/** Ranked anew in JavaScript from all groups. */
function rankedAnew(rows: readonly CostRow[], limit: number, outer: number): string[] {
  const sizes = new Map<string, number>();
  for (const { currency, value } of rows)
    sizes.set(currency, (sizes.get(currency) ?? 0) + (value ?? 0));
  const size = ({ currency }: CostRow) => Math.abs(sizes.get(currency) ?? 0);
  const ranked = rows
    .filter(({ keys }) => !keys.includes(null))
    .sort((a, b) => size(b) - size(a) || (b.value ?? 0) - (a.value ?? 0));
  const within = Map.groupBy(ranked, ({ keys }) => (outer < 0 ? "" : keys[outer]));
  return [...within.values()].flatMap((inOne) => inOne.slice(0, limit)).map(nameOf);
}

function nameOf({ keys, currency }: CostRow): string {
  return JSON.stringify([...keys, currency]);
}

test("a ranking is what its SQL finds, and what ranking all groups anew finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(billRow, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom([], ["team"], ["SubAccountId"]),
      (bill, limit, limitPer) =>
        withBill(bill, [teamDimension()], (store) => {
          const groupBy = ["SubAccountId", "team", "ServiceName"];
          const query = { period: wholeBill, groupBy };
          const all = ask(store, query).rows;
          const amounts = all.map(({ value }) => value);
          fc.pre(new Set(amounts).size === amounts.length);
          const { rows, sql } = ask(store, { ...query, limit, limitPer });
          const outer = groupBy.indexOf(limitPer[0] ?? "");
          expect(rows.map(nameOf).sort()).toEqual(rankedAnew(all, limit, outer).sort());
          const found = store.database.prepare(sql).raw().all() as unknown[][];
          const names = found.map((row) => JSON.stringify(row.slice(0, groupBy.length + 1)));
          expect(names.sort()).toEqual(rows.map(nameOf).sort());
        }),
    ),
    { numRuns: 25 },
  );
});
