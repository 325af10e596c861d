import { describe, expect, test } from "vitest";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { october, plainRow, teamDimension, withBill } from "./store-with-bill.ts";

const SHARED = teamDimension({
  split: [{ where: { ServiceName: "AWS Support*" }, by: "proportional" }],
});

const support = {
  ...plainRow,
  ServiceName: "AWS Support [Business]",
  EffectiveCost: "10",
  ResourceId: "",
};
const ofTeam = (team: string, cost: string) => ({
  ...plainRow,
  EffectiveCost: cost,
  Tags: JSON.stringify({ team }),
});

function byTeam(store: Store, filters = october.filters): Record<string, number | null> {
  const { rows } = store.costs(makeScope([])).query({ ...october, groupBy: ["team"], filters });
  return Object.fromEntries(rows.map(({ keys, value }) => [String(keys[0]), value]));
}

describe("shared costs", () => {
  test("are divided in proportion to what each team's own charges of the month cost", async () => {
    const rows = [
      support,
      ofTeam("data", "30"),
      ofTeam("payments", "10"),
      ofTeam("payments", "20"),
    ];
    await withBill(rows, [SHARED], (store) => {
      expect(byTeam(store)).toEqual({ data: 35, payments: 35 });
    });
  });

  test("stay with the team that a tag names", async () => {
    const tagged = { ...support, Tags: '{"team":"platform"}' };
    await withBill([tagged, ofTeam("data", "30")], [SHARED], (store) => {
      expect(byTeam(store)).toEqual({ data: 30, platform: 10 });
    });
  });

  test("stay without a team in a month or currency in which no team has charges", async () => {
    const euros = { ...ofTeam("data", "30"), BillingCurrency: "EUR" };
    await withBill([support, euros], [SHARED], (store) => {
      expect(byTeam(store)).toEqual({ null: 10, data: 30 });
    });
  });

  test("leave the total, the number of charges and other breakdowns as they were", async () => {
    const rows = [support, ofTeam("a", "1"), ofTeam("b", "1"), ofTeam("c", "1")];
    await withBill(rows, [SHARED], (store) => {
      const costs = store.costs(makeScope([]));
      const result = costs.query({ ...october, groupBy: ["team"] });
      const sum = result.rows.reduce((total, { value }) => total + (value ?? 0), 0);
      expect(sum).toBeCloseTo(13, 12);
      expect(result.totals).toMatchObject([{ currency: "USD", value: 13 }]);
      expect(result.charges).toBe(4);
      const services = costs.query({ ...october, groupBy: ["ServiceName"] });
      expect(services.rows.map(({ value }) => value)).toEqual([10, 3]);
    });
  });

  test("can be asked for as one team's part, by service and by resource", async () => {
    const rows = [support, ofTeam("data", "30"), ofTeam("payments", "10")];
    const ofData = [{ dimension: "team", operator: "in" as const, values: ["data"] }];
    await withBill(rows, [SHARED], (store) => {
      const costs = store.costs(makeScope([]));
      const services = costs.query({ ...october, groupBy: ["ServiceName"], filters: ofData });
      expect(services.rows.map(({ keys, value }) => [keys[0], value])).toEqual([
        ["Amazon Elastic Compute Cloud", 30],
        ["AWS Support [Business]", 7.5],
      ]);
      const resources = costs.query({ ...october, groupBy: ["ResourceId"], filters: ofData });
      expect(resources.rows.map(({ keys, value }) => [keys[0], value])).toEqual([
        ["i-1", 30],
        [null, 7.5],
      ]);
    });
  });
});
