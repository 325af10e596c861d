import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AllocationDimension } from "#src/store/allocation";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { october, plainRow, teamDimension, withBill } from "./store-with-bill.ts";

function teamsOf(store: Store): (string | null | undefined)[] {
  const { rows } = store.costs(makeScope([])).query({ ...october, groupBy: ["team"] });
  return rows.map(({ keys }) => keys[0]).sort();
}

const tagged = (tags: object, cost = "1") => ({
  ...plainRow,
  EffectiveCost: cost,
  Tags: JSON.stringify(tags),
});

describe("an allocation dimension", () => {
  test("takes the first tag key that has a value, whatever its case and spaces", async () => {
    const dimension = teamDimension({ tags: ["team", "squad"] });
    const rows = [
      tagged({ " Team ": "Data", squad: "x" }),
      tagged({ squad: "Search" }),
      tagged({ team: "", SQUAD: "growth" }),
      tagged({ other: "y" }),
    ];
    await withBill(rows, [dimension], (store) => {
      expect(teamsOf(store)).toEqual(["data", "growth", "search", null].sort());
    });
  });

  test("folds spellings, and asks its rules only where no tag decides", async () => {
    const dimension = teamDimension({
      values: { pay: "payments" },
      rules: [
        { where: { SubAccountName: "account-*", ServiceName: "*compute*" }, value: "platform" },
        { where: { ServiceName: "*" }, value: "rest" },
      ],
    });
    const rows = [tagged({ team: " PAY " }), plainRow, { ...plainRow, ServiceName: "Storage" }];
    await withBill(rows, [dimension], (store) => {
      expect(teamsOf(store)).toEqual(["payments", "platform", "rest"]);
    });
  });

  test("is decided anew when the rules change, in details and roll-ups alike", async () => {
    const rows = [tagged({ squad: "search" }, "3"), tagged({ team: "data" }, "4")];
    await withBill(rows, [teamDimension()], (before, folder) => {
      expect(teamsOf(before)).toEqual(["data", null].sort());
      const rules: AllocationDimension[] = [teamDimension({ tags: ["squad", "team"] })];
      const after = new Store(join(folder, "tally.db"), rules);
      try {
        expect(teamsOf(after)).toEqual(["data", "search"]);
        const costs = after.costs(makeScope([]));
        const byResource = costs.query({ ...october, groupBy: ["team", "ResourceId"] });
        expect(byResource.rows.map(({ keys, value }) => [...keys, value])).toEqual([
          ["data", "i-1", 4],
          ["search", "i-1", 3],
        ]);
        const sql = after.database.prepare(costs.query({ ...october, groupBy: ["team"] }).sql);
        expect(sql.raw().all()).toEqual([
          ["data", "USD", 4, 1],
          ["search", "USD", 3, 1],
        ]);
      } finally {
        after.close();
      }
    });
  });
});

describe("a scope", () => {
  test("limits totals, names, freshness and vocabulary to what it keeps", async () => {
    const rows = [
      tagged({ team: "data" }, "3"),
      {
        ...tagged({ team: "search" }, "4"),
        ServiceName: "Secret Service",
        ProviderName: "Microsoft",
      },
    ];
    await withBill(rows, [teamDimension()], (store) => {
      const scope = makeScope([{ dimension: "team", operator: "in", values: ["data"] }]);
      const result = store.costs(scope).query({ ...october, groupBy: ["ServiceName"] });
      expect(result.totals).toMatchObject([{ value: 3 }]);
      expect(result.rows.map(({ keys }) => keys[0])).toEqual(["Amazon Elastic Compute Cloud"]);
      const vocabulary = store.vocabulary(scope);
      expect(vocabulary.values("ServiceName").map(({ value }) => value)).toEqual([
        "Amazon Elastic Compute Cloud",
      ]);
      expect(vocabulary.values("ServiceProviderName").map(({ value }) => value)).toEqual(["AWS"]);
    });
  });
});
