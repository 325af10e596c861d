import { describe, expect, test } from "vitest";
import { type CostAnswer, costAnswerSchema } from "#skills/spend/averages";
import { compareSpend } from "#skills/spend/compare-spend";
import { getSpend } from "#skills/spend/get-spend";
import { cardText } from "#src/cards/fallback-text";
import { addDays, dayNumber, dayOf, daysIn, type Period } from "#src/focus/day";
import type { AnySkill } from "#src/skill";
import type { Store } from "#src/store/store";
import { chargeOn, withBill } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

const TODAY = "2026-11-20";
const LAST_COMPLETE = "2026-11-18";
const OCTOBER = { start: "2026-10-01", end: "2026-11-01" };
const NOVEMBER = { start: "2026-11-01", end: "2026-11-21" };

/** A day without charges in October; the 19th of November is half there. */
const costOf = (day: string) => (day === "2026-10-10" ? null : (dayNumber(day) % 7) * 10 + 1);
const BILL = Array.from({ length: daysIn({ start: "2026-09-20", end: TODAY }) }, (_, at) =>
  addDays("2026-09-20", at),
).flatMap((day) => {
  const cost = costOf(day);
  if (cost === null) return [];
  return [
    chargeOn(day, { EffectiveCost: String(cost), ServiceName: "Compute" }),
    chargeOn(day, {
      EffectiveCost: String(2 * cost),
      ServiceName: "Storage",
      BillingCurrency: "EUR",
    }),
  ];
});

/** What the days of a period cost, added up one by one. */
function sumOf({ start, end }: Period): number {
  const days = Array.from({ length: daysIn({ start, end }) }, (_, at) =>
    dayOf(dayNumber(start) + at),
  );
  return days.reduce((sum, day) => sum + (costOf(day) ?? 0), 0);
}

function ask(store: Store, skill: AnySkill, question: object): CostAnswer {
  const input = skill.input.parse({ average: true, ...question });
  return costAnswerSchema.parse(skill.run(readingContext(store, TODAY), input));
}

describe("averages", () => {
  test("are over all days of the period, also those without charges, one a currency", async () => {
    await withBill(BILL, [], (store) => {
      const { averages, totals } = ask(store, getSpend, { period: OCTOBER, granularity: "day" });
      const of = { unit: "day", buckets: 31, period: OCTOBER };
      expect(averages).toEqual([
        { currency: "EUR", value: (2 * sumOf(OCTOBER)) / 31, ...of },
        { currency: "USD", value: sumOf(OCTOBER) / 31, ...of },
      ]);
      expect(totals).toContainEqual({ currency: "USD", value: sumOf(OCTOBER) });
    });
  });

  test("leave out days that aren't complete, and days before the data begin", async () => {
    await withBill(BILL, [], (store) => {
      const period = { start: "2026-09-01", end: "2026-11-21" };
      const { averages, assumptions } = ask(store, getSpend, { period, granularity: "day" });
      const complete = { start: "2026-09-20", end: addDays(LAST_COMPLETE, 1) };
      expect(averages?.[1]).toEqual({
        currency: "USD",
        value: sumOf(complete) / daysIn(complete),
        unit: "day",
        buckets: daysIn(complete),
        period: complete,
      });
      expect(assumptions).toContain("average of 60 days, 20 September – 18 November 2026");
    });
  });

  test("are of whole weeks and months alone", async () => {
    await withBill(BILL, [], (store) => {
      const weeks = ask(store, getSpend, { period: OCTOBER, granularity: "week" }).averages?.[1];
      const period = { start: "2026-10-05", end: "2026-10-26" };
      expect(weeks).toMatchObject({ value: sumOf(period) / 3, buckets: 3, period });
      const months = ask(store, getSpend, { period: NOVEMBER, granularity: "month" });
      expect(months.averages).toEqual([]);
      expect(months.assumptions).toContain(
        "no month of 1–20 November 2026 is whole and complete, so that there is no average",
      );
    });
  });

  test("stand beside the amounts of groups", async () => {
    await withBill(BILL, [], (store) => {
      const question = { period: OCTOBER, granularity: "day", groupBy: ["ServiceName"] };
      const { table, granularity } = ask(store, getSpend, question);
      expect(granularity).toBeNull();
      expect(table?.columns.map(({ name }) => name)).toEqual([
        ...["ServiceName", "BillingCurrency", "EffectiveCost", "share", "average"],
      ]);
      const sum = sumOf(OCTOBER);
      expect(table?.rows).toEqual([
        ["Storage", "EUR", 2 * sum, 100, (2 * sum) / 31],
        ["Compute", "USD", sum, 100, sum / 31],
      ]);
    });
  });

  test("of two periods are of the days that are compared", async () => {
    await withBill(BILL, [], (store) => {
      const question = {
        period: NOVEMBER,
        granularity: "day",
        filters: [{ dimension: "BillingCurrency", operator: "in", values: ["USD"] }],
        compare: { kind: "period", period: OCTOBER, running: true },
      };
      const answer = ask(store, compareSpend, question);
      const [main, other] = [
        { start: "2026-11-01", end: "2026-11-19" },
        { start: "2026-10-01", end: "2026-10-19" },
      ];
      expect(answer.averages).toMatchObject([
        { value: sumOf(main) / 18, buckets: 18, period: main },
        { value: sumOf(other) / 18, buckets: 18, period: other },
      ]);
      const card = cardText(compareSpend.present(answer, compareSpend.input.parse(question)));
      expect(card).toMatch(/Average a day, 1–18 November 2026: \$/);
    });
  });
});
