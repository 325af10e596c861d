import { describe, expect, test } from "vitest";
import type { CostQuery, Filter } from "#src/store/cost-query";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { recommendation } from "../recommendations/example.ts";
import type { BillRow } from "./random-bill.ts";
import { october, plainRow, teamDimension, withBill } from "./store-with-bill.ts";

const ALLOCATION = [teamDimension()];
const EVERYTHING = makeScope([]);
const PAYMENTS = makeScope([filter("team", "payments")]);

function filter(dimension: string, ...values: string[]): Filter {
  return { dimension, operator: "in", values };
}

/** A charge of a team on a day of October. */
function charge(team: string, day: number, more: Partial<BillRow> = {}): BillRow {
  const date = String(day).padStart(2, "0");
  return {
    ...plainRow,
    ChargePeriodStart: `2026-10-${date}T00:00:00Z`,
    ChargePeriodEnd: `2026-10-${date}T12:00:00Z`,
    Tags: JSON.stringify({ team }),
    ...more,
  };
}

function withCharges(rows: readonly BillRow[], check: (store: Store) => void): Promise<void> {
  return withBill(rows, ALLOCATION, check);
}

describe("what lies outside of a scope", () => {
  test("gives an account no other name", async () => {
    const rows = [
      charge("payments", 5, { SubAccountName: "shop" }),
      charge("data", 9, { SubAccountName: "takeover" }),
    ];
    await withCharges(rows, (store) => {
      const namesIn = (scope: typeof PAYMENTS) => [
        store.costs(scope).nameOf("SubAccountId", "1"),
        store
          .vocabulary(scope)
          .values("SubAccountId")
          .flatMap(({ names }) => names),
      ];
      expect(namesIn(EVERYTHING)).toEqual(["takeover", ["takeover", "shop"]]);
      expect(namesIn(PAYMENTS)).toEqual(["shop", ["shop"]]);
    });
  });

  test("makes no resource's id a name of something else", async () => {
    const rows = [
      charge("payments", 5, { ResourceId: "atlas" }),
      charge("data", 9, { SubAccountId: "atlas" }),
    ];
    await withCharges(rows, (store) => {
      expect(store.vocabulary(EVERYTHING).holds("atlas")).toBe(false);
      expect(store.vocabulary(PAYMENTS).holds("atlas")).toBe(true);
    });
  });

  test("says nothing of how fresh it is", async () => {
    const rows = [charge("payments", 5), charge("data", 9, { ServiceName: "Secret" })];
    await withCharges(rows, (store) => {
      const sourcesOf = (scope: typeof PAYMENTS, ...filters: Filter[]) =>
        store.costs(scope).freshness(filters, "2026-10-20", 2).sources.length;
      const secret = filter("ServiceName", "Secret");
      expect([sourcesOf(EVERYTHING), sourcesOf(EVERYTHING, secret)]).toEqual([1, 1]);
      expect([sourcesOf(PAYMENTS), sourcesOf(PAYMENTS, secret)]).toEqual([1, 0]);
      expect(sourcesOf(makeScope([filter("team", "nobody")]))).toBe(0);
    });
  });

  test("isn't counted among what is odd about the charges", async () => {
    const zero = { EffectiveCost: "0", BilledCost: "2" };
    const rows = ["1", "2"].flatMap((SubAccountId) =>
      [1, 2, 3, 4].map((day) =>
        charge("payments", day, { ...zero, SubAccountId, ...(day === 1 && { Tags: "?" }) }),
      ),
    );
    await withCharges(rows, (store) => {
      const foundIn = (...filters: Filter[]) =>
        store.costs(makeScope(filters)).query(october).findings;
      expect(foundIn()).toEqual([
        { kind: "effective-all-zero", charges: 8 },
        { kind: "tags-unreadable", charges: 2 },
      ]);
      expect(foundIn(filter("SubAccountId", "1"))).toEqual([
        { kind: "tags-unreadable", charges: 1 },
      ]);
      expect(foundIn(filter("team", "payments"))).toEqual([]);
    });
  });
});

describe("how much of some charges a scope has", () => {
  const period = { start: "2026-10-01", end: "2026-11-01" };
  const rows = [
    charge("payments", 5, { ResourceId: "own" }),
    charge("payments", 5, { ResourceId: "shared" }),
    charge("data", 6, { ResourceId: "shared" }),
    charge("data", 6, { ResourceId: "/subscriptions/theirs", ServiceName: "Storage" }),
  ];

  test("is told by all charges of a resource, however its id is spelled", async () => {
    await withCharges(rows, (store) => {
      const looked = ["own", "shared", "/Subscriptions/Theirs", "unknown"].map((id) => ({
        filters: [filter("ResourceId", id)],
        period,
      }));
      expect(store.costs(PAYMENTS).sightsOf(looked)).toEqual(["whole", "part", "part", "none"]);
      const sightsOfAll = store.costs(EVERYTHING).sightsOf(looked);
      expect(sightsOfAll).toEqual(["whole", "whole", "whole", "whole"]);
    });
  });

  test("is told by all charges that other filters keep", async () => {
    await withCharges(rows, (store) => {
      const looked = [
        { filters: [filter("team", "payments")], period },
        { filters: [filter("SubAccountId", "1")], period },
        { filters: [filter("ServiceName", "Storage")], period },
        {
          filters: [filter("SubAccountId", "1")],
          period: { start: "2026-08-01", end: period.start },
        },
      ];
      expect(store.costs(PAYMENTS).sightsOf(looked)).toEqual(["whole", "part", "part", "none"]);
    });
  });
});

test("a recommendation is seen by who sees all of its charges, whatever team it says it is of", async () => {
  const rows = [
    charge("payments", 5, { ResourceId: "own", EffectiveCost: "9" }),
    charge("payments", 5, { ResourceId: "shared", EffectiveCost: "9" }),
    charge("data", 6, { ResourceId: "shared" }),
  ];
  await withCharges(rows, (store) => {
    const found = ["own", "shared", "elsewhere"].map((resourceId) =>
      recommendation(resourceId, {
        resourceId,
        filters: [{ dimension: "ResourceId", operator: "in", values: [resourceId] }],
        team: "payments",
      }),
    );
    const search = new RecommendationSearch(store.database, {
      generation: () => "1",
      find: () => found,
    });
    const seenIn = (scope: typeof PAYMENTS) =>
      new StoredRecommendations(store.database, scope, (day) => search.run(day), store.costs(scope))
        .held("2026-10-20")
        .map(({ recommendation: { key } }) => key);
    expect(seenIn(EVERYTHING)).toEqual(["own", "shared", "elsewhere"]);
    expect(seenIn(PAYMENTS)).toEqual(["own", "elsewhere"]);
    expect(seenIn(makeScope([filter("team", "data")]))).toEqual([]);
  });
});

test("months are set beside those of the other period, also where its first have no charges", async () => {
  const september: Partial<BillRow> = {
    BillingPeriodStart: "2026-09-01T00:00:00Z",
    BillingPeriodEnd: "2026-10-01T00:00:00Z",
    ChargePeriodStart: "2026-09-05T00:00:00Z",
    ChargePeriodEnd: "2026-09-06T00:00:00Z",
    EffectiveCost: "7",
  };
  const query: CostQuery = {
    ...october,
    period: { start: "2026-09-01", end: "2026-11-01" },
    compare: { start: "2026-08-01", end: "2026-10-01" },
    granularity: "month",
  };
  await withCharges([charge("data", 5, september), charge("data", 5)], (store) => {
    const { rows } = store.costs(EVERYTHING).query(query);
    expect(rows.map(({ bucket, value, previous }) => [bucket, value, previous])).toEqual([
      ["2026-09-01", 7, null],
      ["2026-10-01", 1, 7],
    ]);
  });
});
