import { describe, expect, test } from "vitest";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { cardText } from "#src/cards/fallback-text";
import type { KeptItem } from "#src/provider-items";
import type { SkillContext } from "#src/skill";
import { readingContext } from "../reading-context.ts";
import { type Charge, commitmentBill, withCommitments } from "./commitment-bill.ts";

const TODAY = "2026-11-20";
const JANUARY = { start: "2027-01-01", end: "2027-02-01" };
const WINTER = { start: "2026-12-01", end: "2027-03-01" };

async function forecasting(
  purchase: Charge,
  check: (forecast: (question?: object, more?: Partial<SkillContext>) => ForecastAnswer) => void,
): Promise<void> {
  await withCommitments(commitmentBill(purchase), (store) => {
    check((question = {}, more = {}) => {
      const input = forecastSpend.input.parse({ period: JANUARY, ...question });
      const context = { ...readingContext(store, TODAY), ...more };
      return forecastAnswerSchema.parse(forecastSpend.run(context, input));
    });
  });
}

/** From 15 January on, $100 a day rather than $70 and $5 unused. */
const RISE = 25;

describe("a commitment that ends", () => {
  test("leaves its usage at the price on demand, and that is said", async () => {
    await forecasting({}, (forecast) => {
      const answer = forecast();
      expect(answer.expiries).toMatchObject([
        { id: "reservation-1", name: "web servers", expires: "2027-01-15", knownBy: "term" },
      ]);
      expect(answer.expiries[0]?.amounts).toEqual([
        { currency: "USD", value: expect.closeTo(17 * RISE, 6) },
      ]);
      const before = forecast({ period: { start: "2027-01-01", end: "2027-01-15" } });
      expect(before.expiries).toEqual([]);
      const text = cardText(forecastSpend.present(answer, forecastSpend.input.parse({})));
      expect(text).toContain("web servers ends on 15 January 2027 (by its purchase and its term)");
    });
  });

  test("changes the parts that it covers, and they add up to the whole", async () => {
    await forecasting({}, (forecast) => {
      const question = { period: WINTER, groupBy: ["ServiceName"] };
      const answer = forecast(question);
      const at = answer.table?.columns.findIndex(({ name }) => name === "forecast") ?? -1;
      const amounts = (answer.table?.rows ?? []).map((row) => Number(row[at]));
      const sum = amounts.reduce((total, amount) => total + amount, 0);
      expect(sum).toBeCloseTo(forecast({ period: WINTER }).forecast[0]?.mean ?? 0, 4);
      const storage = [{ dimension: "ServiceName", operator: "in", values: ["Storage"] }];
      expect(forecast({ period: WINTER, filters: storage }).expiries).toEqual([]);
    });
  });

  test("is committed until then", async () => {
    await forecasting({}, (forecast) => {
      const { makeup, mean = 0 } = forecast().forecast[0] ?? {};
      expect(makeup?.committed).toBeCloseTo(14 * 75, 3);
      expect(makeup?.expiries).toBeCloseTo(17 * RISE, 6);
      const parts = Object.values(makeup ?? {}).reduce((total, part) => total + part, 0);
      expect(parts).toBeCloseTo(mean, 6);
    });
  });

  test.each([
    ["a term in months", { SkuMeter: "Reservation, 12 months" }],
    ["a term of a year in short", { SkuMeter: "ReservedInstance:1yrAllUpfront" }],
  ])("is known by %s", async (_, purchase) => {
    await forecasting(purchase, (forecast) => {
      expect(forecast().expiries).toMatchObject([{ expires: "2027-01-15" }]);
    });
  });

  test("isn't guessed at where nothing tells its term, or it ends later", async () => {
    await forecasting({ SkuMeter: "Reservation D16s" }, (forecast) => {
      expect(forecast().expiries).toEqual([]);
    });
    await forecasting({ SkuMeter: "Reservation D16s, 3 years" }, (forecast) => {
      expect(forecast().expiries).toEqual([]);
    });
  });

  test("is known by the provider before all else", async () => {
    const item: KeptItem<"commitment-usage"> = {
      source: "azure",
      item: {
        id: "u-1",
        provider: "Microsoft",
        url: null,
        kind: "reservation",
        start: "2026-10-01",
        end: "2026-11-01",
        commitmentDiscountId: "reservation-1",
        currency: "USD",
        utilisation: 1,
        committed: 75,
        used: 70,
        onDemandCost: null,
        expires: "2027-01-20",
      },
      firstSeenAt: "2026-11-01T00:00:00Z",
      lastSeenAt: "2026-11-20T00:00:00Z",
      goneAt: null,
    };
    await forecasting({}, (forecast) => {
      const providers = { items: () => [item] } as unknown as SkillContext["providers"];
      expect(forecast({}, { providers }).expiries).toMatchObject([
        { expires: "2027-01-20", knownBy: "provider" },
      ]);
    });
  });

  test("changes billed cost by all that its usage will be billed", async () => {
    await forecasting({}, (forecast) => {
      const answer = forecast({ metric: "BilledCost" });
      expect(answer.expiries[0]?.amounts[0]?.value).toBeCloseTo(17 * 100, 6);
      expect(forecast({ metric: "ListCost" }).expiries).toEqual([]);
    });
  });
});
