import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ExplainAnswer, explainAnswerSchema } from "#skills/spend/explain/explanation";
import { explainChangeSkill } from "#skills/spend/explain-change";
import type { ChartBlock } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";
import { sumAmounts } from "#src/cards/sum";
import { importBills } from "#src/ingest/import-bills";
import type { Filter } from "#src/store/cost-query";
import { Store } from "#src/store/store";
import { type BillRow, billRow, temporaryFolder } from "../store/random-bill.ts";
import { chargeOn, teamDimension, withBill } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

const TODAY = "2026-11-20";
const SEPTEMBER = { start: "2026-09-01", end: "2026-10-01" };
const OCTOBER = { start: "2026-10-01", end: "2026-11-01" };
const NOVEMBER = { start: "2026-11-01", end: "2026-11-21" };
const THEN = { kind: "period", period: SEPTEMBER, running: false };

function explain(store: Store, question: object, scope: readonly Filter[] = []): ExplainAnswer {
  const input = explainChangeSkill.input.parse({ period: OCTOBER, compare: THEN, ...question });
  const context = readingContext(store, TODAY, scope);
  return explainAnswerSchema.parse(explainChangeSkill.run(context, input));
}

function textOf(answer: ExplainAnswer, question: object = {}): string {
  const input = explainChangeSkill.input.parse({ period: OCTOBER, compare: THEN, ...question });
  return cardText(explainChangeSkill.present(answer, input));
}

/** A waterfall for each currency whose change has several parts. */
function waterfallsOf(answer: ExplainAnswer): ChartBlock[] {
  const input = explainChangeSkill.input.parse({ period: OCTOBER, compare: THEN });
  const { blocks } = explainChangeSkill.present(answer, input);
  return blocks.flatMap((block) => (block.type === "chart" ? [block] : []));
}

/** A charge on each of some days. */
function daily(first: string, days: number, more: Partial<BillRow>): BillRow[] {
  return Array.from({ length: days }, (_, at) =>
    chargeOn(new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10), more),
  );
}

const STEADY = [
  ...daily("2026-09-01", 61, { EffectiveCost: "10", ServiceName: "Compute", ResourceId: "i-1" }),
  ...daily("2026-09-01", 61, { EffectiveCost: "7", ServiceName: "Storage", ResourceId: "vol-1" }),
  ...daily("2026-09-01", 61, {
    EffectiveCost: "5",
    ServiceName: "Compute",
    RegionId: "eu-central-1",
    ResourceId: "i-2",
    Tags: '{"team":"data"}',
  }),
];

describe("what drove a change", () => {
  const bill = [
    ...STEADY,
    ...daily("2026-10-12", 20, {
      EffectiveCost: "40",
      ServiceName: "Compute",
      SubAccountId: "2",
      ResourceId: "i-new",
      Tags: '{"team":"ml"}',
    }),
  ];

  test("is named with its slice, amounts, first day, resources, owner and cost a month", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const [explanation] = explain(store, {}).explanation;
      const [first] = explanation?.drivers ?? [];
      expect(first).toMatchObject({
        kind: "slice",
        before: 0,
        after: 800,
        change: 800,
        firstDay: "2026-10-12",
        lastDay: null,
        owner: "ml",
        perMonth: 1200,
        resources: [{ id: "i-new", name: null, change: 800 }],
        effects: [{ effect: "newCharges", amount: 800 }],
      });
      expect(first?.causes).toEqual([{ kind: "new_resource", amount: 800, subjects: ["i-new"] }]);
      const named = [...(first?.slice ?? []), ...(first?.within ?? [])];
      expect(named).toContainEqual({ dimension: "SubAccountId", value: "2", name: "account-1" });
    });
  });

  test("is told in the title and a sentence, with no number that the answer doesn't hold", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const text = textOf(explain(store, {}));
      expect(text.split("\n")[0]).toBe(
        "Cost rose by $822.00 (+124.5%) in October 2026, against September 2026",
      );
      expect(text).toContain("+$800.00 (97.3% of the change) since 12 October 2026.");
      expect(text).toContain("Why: new resources +$800.00. If it stays, +$1,200.00 in 30 days.");
      expect(text).toContain("Owner: ml.");
    });
  });

  test("has a table of its drivers whose deltas add up to the change", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const { table, comparison } = explain(store, {});
      const delta = table?.columns.findIndex(({ name }) => name === "delta") ?? -1;
      const sum = (table?.rows ?? []).reduce((total, row) => total + Number(row[delta]), 0);
      expect(sum).toBeCloseTo(comparison?.delta[0]?.value ?? Number.NaN, 9);
    });
  });

  test("is looked for only in what the asker may see", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const theirs = [{ dimension: "team", operator: "in" as const, values: ["data"] }];
      const answer = explain(store, {}, theirs);
      expect(answer.totals).toEqual([{ currency: "USD", value: 155 }]);
      expect(JSON.stringify(answer)).not.toContain("i-new");
    });
  });

  test("is compared like for like while the month runs", async () => {
    const more = daily("2026-11-01", 19, { EffectiveCost: "90", ServiceName: "Storage" });
    await withBill([...bill, ...more], [], (store) => {
      const answer = explain(store, {
        period: NOVEMBER,
        compare: { kind: "period", period: OCTOBER, running: true },
      });
      expect(answer.period).toEqual({ start: "2026-11-01", end: "2026-11-19" });
      expect(answer.comparison?.period).toEqual({ start: "2026-10-01", end: "2026-10-19" });
    });
  });
});

test("a spike that is over has a last day and costs nothing more", async () => {
  const spike = daily("2026-10-12", 3, { EffectiveCost: "100", ServiceName: "Storage" });
  await withBill([...STEADY, ...spike], [], (store) => {
    const [first] = explain(store, {}).explanation[0]?.drivers ?? [];
    expect(first).toMatchObject({ firstDay: "2026-10-12", lastDay: "2026-10-14", perMonth: null });
  });
});

test("two currencies are two explanations", async () => {
  const euros = [
    ...daily("2026-09-01", 30, { EffectiveCost: "1", BillingCurrency: "EUR" }),
    ...daily("2026-10-01", 31, { EffectiveCost: "3", BillingCurrency: "EUR" }),
  ];
  await withBill([...STEADY, ...euros], [], (store) => {
    const answer = explain(store, {});
    expect(answer.explanation.map(({ currency, change }) => [currency, change])).toEqual([
      ["USD", 22],
      ["EUR", 63],
    ]);
    for (const { change, drivers } of answer.explanation) {
      expect(drivers.reduce((sum, driver) => sum + driver.change, 0)).toBeCloseTo(change, 9);
    }
    expect(answer.table?.columns[1]?.name).toBe("BillingCurrency");
    expect(textOf(answer)).toContain("rose by $22.00 (+3.3%) and €63.00 (+210.0%)");
    // The euros' change is one part, of which there is nothing to draw.
    expect(waterfallsOf(answer)).toMatchObject([
      { unit: "USD", title: "From September 2026 to October 2026, in USD" },
    ]);
  });
});

test("days of which none is complete give way to the latest complete ones", async () => {
  const more = daily("2026-11-01", 19, { EffectiveCost: "90", ServiceName: "Storage" });
  await withBill([...STEADY, ...more], [], (store) => {
    const answer = explain(store, {
      period: { start: "2026-11-19", end: "2026-11-21" },
      compare: {
        kind: "period",
        period: { start: "2026-11-17", end: "2026-11-19" },
        running: false,
      },
    });
    expect(answer.period).toEqual({ start: "2026-11-17", end: "2026-11-19" });
    expect(answer.comparison?.period).toEqual({ start: "2026-11-15", end: "2026-11-17" });
    expect(answer.assumptions.join()).toContain("no day of 19–20 November 2026 is complete yet");
  });
});

test("the missing last days of a week that is over are no fall in cost", async () => {
  const rows = daily("2026-11-01", 14, { EffectiveCost: "90", ServiceName: "Storage" });
  await withBill([...STEADY, ...rows], [], (store) => {
    const answer = explain(store, {
      period: { start: "2026-11-09", end: "2026-11-16" },
      compare: {
        kind: "period",
        period: { start: "2026-11-02", end: "2026-11-09" },
        running: false,
      },
    });
    expect(answer.dataThrough).toBe("2026-11-14");
    expect(answer.period).toEqual({ start: "2026-11-09", end: "2026-11-15" });
    expect(answer.comparison?.period).toEqual({ start: "2026-11-02", end: "2026-11-08" });
    expect(answer.comparison?.delta[0]?.value).toBe(0);
    expect(answer.comparison?.fullTotals?.[0]?.value).toBe(7 * 90);
    expect(answer.assumptions.join()).toContain("the last days of 9–15 November 2026");
  });
});

describe("without a change to explain", () => {
  test("no charges in either period is no data", async () => {
    await withBill(STEADY, [], (store) => {
      const march = { period: { start: "2026-03-01", end: "2026-04-01" } };
      const answer = explain(store, {
        ...march,
        compare: {
          kind: "period",
          period: { start: "2026-02-01", end: "2026-03-01" },
          running: false,
        },
      });
      expect(answer.status).toBe("no_data");
      expect(answer.explanation).toEqual([]);
      expect(textOf(answer, march)).toContain("No charges for March 2026");
    });
  });

  test("a new store is no data", async () => {
    const folder = temporaryFolder();
    const store = new Store(join(folder, "tally.db"), []);
    try {
      expect(explain(store, {}).status).toBe("no_data");
    } finally {
      store.close();
      rmSync(folder, { recursive: true });
    }
  });

  test("the same cost has no drivers", async () => {
    await withBill(STEADY, [], (store) => {
      const question = {
        period: { start: "2026-09-11", end: "2026-09-21" },
        compare: {
          kind: "period",
          period: { start: "2026-09-01", end: "2026-09-11" },
          running: false,
        },
      };
      const answer = explain(store, question);
      expect(answer.explanation[0]?.drivers).toMatchObject([
        { kind: "rest", change: 0, share: null },
      ]);
      expect(textOf(answer, question)).toContain("Cost stayed the same");
    });
  });

  test("one period alone is one part, not a cause", async () => {
    await withBill(STEADY, [], (store) => {
      const august = {
        kind: "period",
        period: { start: "2026-08-01", end: "2026-09-01" },
        running: false,
      };
      const answer = explain(store, { period: SEPTEMBER, compare: august });
      const drivers = answer.explanation[0]?.drivers ?? [];
      expect(drivers).toMatchObject([{ kind: "rest", label: "All charges", change: 660 }]);
      expect(answer.explanation[0]?.before).toBeNull();
    });
  });
});

describe("by what it changed", () => {
  const COLUMNS = {
    BillingCurrency: "USD",
    BillingPeriodStart: "",
    BillingPeriodEnd: "",
    ChargePeriodStart: "",
    ChargePeriodEnd: "",
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ProviderName: "AWS",
    ServiceName: "Compute",
    SkuId: "sku-1",
    ResourceId: "i-1",
    PricingUnit: "Hours",
    PricingQuantity: "24",
    BilledCost: "24",
    EffectiveCost: "24",
    ListCost: "24",
    ContractedCost: "24",
    CommitmentDiscountId: "",
    CommitmentDiscountStatus: "",
    PricingCategory: "Standard",
  };
  type FullRow = typeof COLUMNS;

  /** A row on each day of September and October. */
  function rowsBy(rowOf: (month: 9 | 10, day: number) => Partial<FullRow> | null): FullRow[] {
    return ([9, 10] as const).flatMap((month) =>
      Array.from({ length: month === 9 ? 30 : 31 }, (_, at) => {
        const start = Date.UTC(2026, month - 1, at + 1);
        const row = rowOf(month, at + 1);
        return row === null
          ? []
          : [
              {
                ...COLUMNS,
                BillingPeriodStart: new Date(Date.UTC(2026, month - 1, 1)).toISOString(),
                BillingPeriodEnd: new Date(Date.UTC(2026, month, 1)).toISOString(),
                ChargePeriodStart: new Date(start).toISOString(),
                ChargePeriodEnd: new Date(start + 86_400_000).toISOString(),
                ...row,
              },
            ];
      }).flat(),
    );
  }

  async function driversOf(rows: readonly FullRow[]) {
    const folder = temporaryFolder();
    const store = new Store(join(folder, "tally.db"), []);
    const columns = Object.keys(COLUMNS) as (keyof FullRow)[];
    const lines = rows.map((row) => columns.map((column) => row[column]).join(","));
    const path = join(folder, "bill.csv");
    writeFileSync(path, `${[columns.join(","), ...lines].join("\n")}\n`);
    try {
      const now = new Date("2026-11-20T09:00:00Z");
      await importBills(store, { paths: [path], again: false, now });
      return explain(store, {}).explanation[0]?.drivers ?? [];
    } finally {
      store.close();
      rmSync(folder, { recursive: true });
    }
  }

  const other = rowsBy(() => ({ ResourceId: "i-2", SkuId: "sku-2", ServiceName: "Storage" }));

  test("a longer month is a part of its own", async () => {
    const drivers = await driversOf(other);
    expect(drivers).toMatchObject([
      { kind: "calendar", label: "31 days against 30" },
      { kind: "rest" },
    ]);
    expect(drivers[0]?.change).toBeCloseTo(24, 9);
    expect(drivers[1]?.change).toBeCloseTo(0, 9);
  });

  test("coverage lost is valued at the difference to on-demand", async () => {
    const covered = {
      EffectiveCost: "12",
      BilledCost: "0",
      CommitmentDiscountId: "sp-1",
      CommitmentDiscountStatus: "Used",
      PricingCategory: "Committed",
    };
    const rows = rowsBy((month) => (month === 9 ? covered : {}));
    const [driver] = await driversOf([...rows, ...other]);
    expect(driver?.causes[0]).toMatchObject({ kind: "commitment_expired", subjects: ["sp-1"] });
    const coverage = driver?.effects.find(({ effect }) => effect === "commitmentCoverage");
    const calendar = driver?.effects.find(({ effect }) => effect === "calendar");
    expect((coverage?.amount ?? 0) + (calendar?.amount ?? 0)).toBeCloseTo(31 * 24 - 30 * 12, 9);
  });

  test("a dearer list price and more usage are told apart", async () => {
    const dearer = { EffectiveCost: "72", ListCost: "72", ContractedCost: "72", BilledCost: "72" };
    const rows = rowsBy((month) => (month === 9 ? {} : { ...dearer, PricingQuantity: "36" }));
    const [driver] = await driversOf([...rows, ...other]);
    const effects = new Map(driver?.effects.map(({ effect, amount }) => [effect, amount]));
    const price = effects.get("listPrice") ?? Number.NaN;
    const usage = effects.get("usage") ?? Number.NaN;
    // Twice the price, one and a half times the hours: logarithms say how the product divides.
    expect(price / usage).toBeCloseTo(Math.log(2) / Math.log(1.5), 9);
  });

  test.each([
    ["a purchase", { ChargeCategory: "Purchase", ChargeFrequency: "One-Time" }, "one_off_purchase"],
    ["tax", { ChargeCategory: "Tax" }, "tax_changed"],
  ])("%s is no usage", async (_, columns, kind) => {
    const amounts = { EffectiveCost: "900", BilledCost: "900", ResourceId: "", SkuId: "" };
    const rows = rowsBy((month, day) =>
      month === 10 && day === 7
        ? { ...columns, ...amounts, PricingQuantity: "", PricingUnit: "" }
        : null,
    );
    const [driver] = await driversOf([...rows, ...other]);
    expect(driver).toMatchObject({ change: 900, firstDay: "2026-10-07", perMonth: null });
    expect(driver?.causes).toMatchObject([{ kind, amount: 900 }]);
  });

  test("credits that ended are a cause", async () => {
    const credit = { ChargeCategory: "Credit", EffectiveCost: "-20", BilledCost: "-20" };
    const rows = rowsBy((month) =>
      month === 9 ? { ...credit, ResourceId: "", PricingQuantity: "", PricingUnit: "" } : null,
    );
    const [driver] = await driversOf([...rows, ...other]);
    expect(driver).toMatchObject({ before: -600, after: 0, change: 600 });
    expect(driver?.causes).toMatchObject([{ kind: "credit_ended", amount: 600 }]);
  });
});

/** All parts to the totals, and the effects of each slice to its change. */
function expectToAddUp(
  explanation: ExplainAnswer["explanation"],
  { currency, before, after }: { currency: string; before: number; after: number },
): void {
  const drivers = explanation.find((one) => one.currency === currency)?.drivers ?? [];
  const sum = (of: "before" | "after" | "change") =>
    drivers.reduce((total, driver) => total + (driver[of] ?? 0), 0);
  expect(sum("change")).toBeCloseTo(after - before, 6);
  expect(sum("before")).toBeCloseTo(before, 6);
  expect(sum("after")).toBeCloseTo(after, 6);
  for (const { effects, change } of drivers.filter(({ kind }) => kind === "slice")) {
    expect(effects.reduce((total, { amount }) => total + amount, 0)).toBeCloseTo(change, 6);
  }
}

/** A waterfall begins and ends with its currency's totals, and its steps are what lies between. */
function expectToArrive(
  explanation: ExplainAnswer["explanation"],
  { unit, series }: ChartBlock,
): void {
  const whole = explanation.find(({ currency }) => currency === unit);
  const values = (series[0]?.values ?? []).map((value) => value ?? Number.NaN);
  expect([values.at(0), values.at(-1)]).toEqual([whole?.before ?? 0, whole?.after ?? 0]);
  expect(sumAmounts([...values.slice(0, -1), -(values.at(-1) ?? 0)])).toBe(0);
}

test("parts add up to what SQL says of any bill, none of them twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(billRow, { minLength: 1, maxLength: 60 }), async (rows) => {
      await withBill(rows, [teamDimension()], (store) => {
        const answer = explain(store, {});
        const { explanation } = answer;
        const inSql = store.database
          .prepare<[], { currency: string; before: number; after: number }>(
            `SELECT BillingCurrency AS currency,
              total(EffectiveCost) FILTER (WHERE ChargePeriodStart < '2026-10-01') AS before,
              total(EffectiveCost) FILTER (WHERE ChargePeriodStart >= '2026-10-01') AS after
            FROM focus WHERE ChargePeriodStart >= '2026-09-01' AND ChargePeriodStart < '2026-11-01'
            GROUP BY BillingCurrency`,
          )
          .all();
        expect(explanation).toHaveLength(inSql.length);
        for (const sums of inSql) expectToAddUp(explanation, sums);
        for (const chart of waterfallsOf(answer)) expectToArrive(explanation, chart);
      });
    }),
    { numRuns: 25 },
  );
}, 60_000);
