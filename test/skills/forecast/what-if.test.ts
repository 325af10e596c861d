import { describe, expect, test } from "vitest";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { cardText } from "#src/cards/fallback-text";
import { readingContext } from "../reading-context.ts";
import { commitmentBill, withCommitments } from "./commitment-bill.ts";

const TODAY = "2026-11-20";
const DECEMBER = { start: "2026-12-01", end: "2027-01-01" };
const only = (dimension: string, ...values: string[]) => [{ dimension, operator: "in", values }];
const COMPUTE = only("ServiceName", "Compute");

async function forecasting(check: (forecast: (question?: object) => ForecastAnswer) => void) {
  await withCommitments(commitmentBill(), (store) => {
    check((question = {}) => {
      const input = forecastSpend.input.parse(question);
      return forecastAnswerSchema.parse(forecastSpend.run(readingContext(store, TODAY), input));
    });
  });
}

const entryOf = ({ scenario }: ForecastAnswer) => scenario?.entries[0];

describe("beside the forecast as it stands", () => {
  test("charges that grow add what they grow by", async () => {
    await forecasting((forecast) => {
      const whatIf = { kind: "percent", size: 15, filters: COMPUTE };
      const answer = forecast({ period: DECEMBER, whatIf });
      const compute = forecast({ period: DECEMBER, filters: COMPUTE }).forecast[0]?.mean ?? 0;
      const [base] = answer.forecast;
      expect(entryOf(answer)?.difference).toBeCloseTo(0.15 * compute, 3);
      expect(entryOf(answer)?.mean).toBeCloseTo((base?.mean ?? 0) + 0.15 * compute, 3);
      expect(entryOf(answer)?.percent).toBeCloseTo((15 * compute) / (base?.mean ?? 0), 3);
      expect(answer.totals).toEqual([{ currency: "USD", value: base?.mean }]);
    });
  });

  test("in the running month only what is still to come grows", async () => {
    await forecasting((forecast) => {
      const answer = forecast({ whatIf: { kind: "percent", size: 10, filters: [] } });
      const [base] = answer.forecast;
      const left = (base?.mean ?? 0) - (base?.booked ?? 0);
      expect(entryOf(answer)?.difference).toBeCloseTo(0.1 * left, 3);
      expect(entryOf(answer)?.lo95).toBeGreaterThanOrEqual(base?.booked ?? 0);
    });
  });

  test("without some charges, what they cost is gone, and what of it is booked is told", async () => {
    await forecasting((forecast) => {
      const answer = forecast({ whatIf: { kind: "without", filters: COMPUTE } });
      const [compute] = forecast({ filters: COMPUTE }).forecast;
      expect(entryOf(answer)?.difference).toBeCloseTo(-(compute?.mean ?? 0), 6);
      expect(entryOf(answer)?.booked).toBeCloseTo(-(compute?.booked ?? 0), 6);
      const rest = [{ dimension: "ServiceName", operator: "not_in", values: ["Compute"] }];
      const others = forecast({ filters: rest });
      expect(entryOf(answer)?.mean).toBeCloseTo(others.forecast[0]?.mean ?? 0, 0);
    });
  });

  test("what a question leaves out can be seen put back", async () => {
    await forecasting((forecast) => {
      const filters = [{ dimension: "ServiceName", operator: "not_in", values: ["Compute"] }];
      const answer = forecast({ filters, whatIf: { kind: "with", filters: COMPUTE } });
      const whole = forecast().forecast[0]?.mean ?? 0;
      expect(entryOf(answer)?.mean).toBeCloseTo(whole, 0);
    });
  });

  test("an amount from a later day on counts from there", async () => {
    await forecasting((forecast) => {
      const whatIf = { kind: "monthly", size: 310, currency: "USD", from: "2026-12-22" };
      expect(entryOf(forecast({ period: DECEMBER, whatIf }))?.difference).toBeCloseTo(100, 6);
    });
  });

  test("a commitment takes its discount off what is steadily used on demand", async () => {
    await forecasting((forecast) => {
      const whatIf = { kind: "commitment", filters: [] };
      const answer = forecast({ period: DECEMBER, whatIf });
      // $40 a day on demand on the quietest day; covered usage is 30% cheaper.
      expect(entryOf(answer)?.difference).toBeCloseTo(-0.3 * 40 * 31, 6);
      expect(answer.scenario?.notes.join()).toContain("Compute 30.0%");
    });
  });

  test("a commitment whose price nothing tells is said to be unknown", async () => {
    await forecasting((forecast) => {
      const filters = [
        { dimension: "CommitmentDiscountType", operator: "contains", values: ["Savings Plan"] },
      ];
      const question = { whatIf: { kind: "commitment", filters } };
      const answer = forecast(question);
      expect(answer.scenario?.entries).toEqual([]);
      const text = cardText(forecastSpend.present(answer, forecastSpend.input.parse(question)));
      expect(text).toContain("its price isn't known here");
    });
  });
});

test("a condition is told with what it changes and by how much", async () => {
  await forecasting((forecast) => {
    const question = { period: DECEMBER, whatIf: { kind: "percent", size: -20, filters: COMPUTE } };
    const answer = forecast(question);
    const text = cardText(forecastSpend.present(answer, forecastSpend.input.parse(question)));
    expect(text).toMatch(
      /If ServiceName Compute cost 20\.0% less: \$[\d,.]+ rather than \$[\d,.]+, −\$/,
    );
  });
});
