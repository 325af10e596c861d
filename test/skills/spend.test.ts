import { describe, expect, test } from "vitest";
import { compareSpend } from "#skills/spend/compare-spend";
import { getSpend } from "#skills/spend/get-spend";
import { type SkillAnswer, skillAnswerSchema } from "#src/answer";
import { cardText } from "#src/cards/fallback-text";
import type { AnySkill } from "#src/skill";
import type { Store } from "#src/store/store";
import { chargeOn, teamDimension, withBill } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

const TODAY = "2026-11-20";
const OCTOBER = { start: "2026-10-01", end: "2026-11-01" };
const NOVEMBER = { start: "2026-11-01", end: "2026-11-21" };

const BILL = [
  chargeOn("2026-10-03", { EffectiveCost: "10", ServiceName: "Compute", Tags: '{"team":"data"}' }),
  chargeOn("2026-10-25", { EffectiveCost: "30", ServiceName: "Compute" }),
  chargeOn("2026-10-25", {
    EffectiveCost: "-15",
    ServiceName: "Compute",
    ChargeCategory: "Credit",
  }),
  chargeOn("2026-10-04", { EffectiveCost: "5", ServiceName: "Storage", RegionId: "" }),
  chargeOn("2026-10-04", { EffectiveCost: "7", BillingCurrency: "EUR", ServiceName: "Storage" }),
  chargeOn("2026-11-03", { EffectiveCost: "12", ServiceName: "Compute" }),
  chargeOn("2026-11-19", { EffectiveCost: "99", ServiceName: "Compute" }),
];

function ask(store: Store, skill: AnySkill, question: object): SkillAnswer {
  const input = skill.input.parse(question);
  const answer = skill.run(readingContext(store, TODAY), input);
  return skillAnswerSchema.parse(answer);
}

describe("get-spend", () => {
  test("gives one total per currency, and gross and credits where credits weigh", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, getSpend, { period: OCTOBER });
      expect(answer.totals).toEqual([
        { currency: "USD", value: 30 },
        { currency: "EUR", value: 7 },
      ]);
      expect(answer.gross).toEqual([{ currency: "USD", gross: 45, credits: -15, net: 30 }]);
      expect(answer.table).toBeNull();
      expect(answer.basis.rows).toBe(5);
    });
  });

  test("breaks down with a row for charges without a value, and shares of the currency's total", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, getSpend, { period: OCTOBER, groupBy: ["RegionId"] });
      expect(answer.table?.columns.map(({ name }) => name)).toEqual([
        "RegionId",
        "BillingCurrency",
        "EffectiveCost",
        "share",
      ]);
      expect(answer.table?.rows).toEqual([
        ["us-east-1", "USD", 25, (25 / 30) * 100],
        [null, "USD", 5, (5 / 30) * 100],
        ["us-east-1", "EUR", 7, 100],
      ]);
    });
  });

  test("ranks a top N without “(none)”, and totals the whole", async () => {
    await withBill(BILL, [teamDimension()], (store) => {
      const answer = ask(store, getSpend, { period: OCTOBER, groupBy: ["team"], limit: 3 });
      expect(answer.table?.rows.map(([team]) => team)).toEqual(["data"]);
      expect(answer.totals[0]).toEqual({ currency: "USD", value: 30 });
    });
  });

  test("says no_data, with what there is, for a period without charges", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, getSpend, { period: { start: "2025-01-01", end: "2025-02-01" } });
      expect(answer.status).toBe("no_data");
      expect(answer.totals).toEqual([]);
      expect(answer.notes[0]).toContain("2026-10-03");
    });
  });

  test("says so when the period reaches past the complete days", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, getSpend, { period: NOVEMBER });
      expect(answer.dataThrough).toBe("2026-11-18");
      expect(answer.notes.join(" ")).toContain("2026-11-18");
      expect(ask(store, getSpend, { period: OCTOBER }).notes.join(" ")).not.toContain("complete");
    });
  });

  test("holds every number of its text in its fields", async () => {
    await withBill(BILL, [], (store) => {
      const input = getSpend.input.parse({ period: OCTOBER, groupBy: ["ServiceName"] });
      const answer = ask(store, getSpend, input as object);
      const text = cardText(getSpend.present(answer, input));
      for (const amount of ["$30.00", "€7.00", "$25.00", "$5.00"]) expect(text).toContain(amount);
    });
  });
});

describe("compare-spend", () => {
  const compare = { kind: "period", period: OCTOBER, running: true };

  test("compares a running month like for like, and gives the other's whole total", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, compareSpend, { period: NOVEMBER, compare });
      expect(answer.period).toEqual({ start: "2026-11-01", end: "2026-11-19" });
      expect(answer.comparison?.period).toEqual({ start: "2026-10-01", end: "2026-10-19" });
      expect(answer.totals).toEqual([
        { currency: "USD", value: 12 },
        { currency: "EUR", value: null },
      ]);
      expect(answer.comparison?.totals).toEqual([
        { currency: "USD", value: 15 },
        { currency: "EUR", value: 7 },
      ]);
      expect(answer.comparison?.fullTotals).toEqual([
        { currency: "USD", value: 30 },
        { currency: "EUR", value: 7 },
      ]);
      expect(answer.comparison?.delta[0]).toEqual({ currency: "USD", value: -3, percent: -20 });
    });
  });

  test("tables previous, delta and percent, null where there was nothing", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, compareSpend, {
        period: NOVEMBER,
        compare,
        groupBy: ["ServiceName"],
        order: { by: "delta", direction: "ascending" },
        filters: [{ dimension: "BillingCurrency", operator: "in", values: ["USD"] }],
      });
      expect(answer.table?.rows).toEqual([
        ["Storage", null, 5, -5, -100],
        ["Compute", 12, 10, 2, 20],
      ]);
    });
  });

  test("sets two values of a dimension side by side", async () => {
    await withBill(BILL, [], (store) => {
      const answer = ask(store, compareSpend, {
        period: OCTOBER,
        filters: [
          { dimension: "BillingCurrency", operator: "in", values: ["USD"] },
          { dimension: "ServiceName", operator: "in", values: ["Compute", "Storage"] },
        ],
        compare: { kind: "values", dimension: "ServiceName", main: "Compute", other: "Storage" },
      });
      expect(answer.comparison?.of).toEqual({
        dimension: "ServiceName",
        main: "Compute",
        other: "Storage",
      });
      expect(answer.totals).toEqual([{ currency: "USD", value: 25 }]);
      expect(answer.comparison?.totals).toEqual([{ currency: "USD", value: 5 }]);
      expect(answer.comparison?.delta).toEqual([{ currency: "USD", value: 20, percent: 400 }]);
      expect(answer.table?.rows).toEqual([
        ["Compute", 25],
        ["Storage", 5],
      ]);
    });
  });
});
