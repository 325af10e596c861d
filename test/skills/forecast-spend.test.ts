import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { forecastSpend } from "#skills/forecast/forecast-spend";
import { cardText } from "#src/cards/fallback-text";
import { UserError } from "#src/errors";
import { addDays } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import type { Store } from "#src/store/store";
import type { BillRow } from "../store/random-bill.ts";
import { chargeOn, teamDimension, withBill } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

const TODAY = "2026-11-20";
const NOVEMBER = { start: "2026-11-01", end: "2026-12-01" };
const OCTOBER = { start: "2026-10-01", end: "2026-11-01" };
const DECEMBER = { start: "2026-12-01", end: "2027-01-01" };
const NOTHING: readonly Filter[] = [];

function forecast(
  store: Store,
  question: object = {},
  scope: readonly Filter[] = NOTHING,
  today = TODAY,
): ForecastAnswer {
  const input = forecastSpend.input.parse(question);
  const context = readingContext(store, today, scope);
  return forecastAnswerSchema.parse(forecastSpend.run(context, input));
}

function textOf(answer: ForecastAnswer, question: object = {}): string {
  return cardText(forecastSpend.present(answer, forecastSpend.input.parse(question)));
}

/** Charges of a service from one day to another, both in, of some amount for each day. */
function daily(
  service: string,
  [first, last]: readonly [string, string],
  amountOf: (day: number) => number,
  more: Partial<BillRow> = {},
): BillRow[] {
  const rows: BillRow[] = [];
  for (let day = first, at = 0; day <= last; day = addDays(day, 1), at++) {
    const amount = String(amountOf(at));
    rows.push(chargeOn(day, { EffectiveCost: amount, ServiceName: service, ...more }));
  }
  return rows;
}

const SINCE_AUGUST = ["2026-08-01", "2026-11-19"] as const;
const COMPUTE = daily("Compute", SINCE_AUGUST, (at) => 10 + (at % 7), {
  Tags: '{"team":"web"}',
});
const STORAGE = daily("Storage", SINCE_AUGUST, (at) => 5 + at / 100);
const NEW = daily("Brand new", ["2026-11-16", "2026-11-19"], () => 2);
const EUROS = daily("Backup", SINCE_AUGUST, () => 3, { BillingCurrency: "EUR" });

function measure({ table }: ForecastAnswer, name: string): number[] {
  const at = table?.columns.findIndex((column) => column.name === name) ?? -1;
  return (table?.rows ?? []).map((row) => Number(row[at]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe("the running month", () => {
  test("ends near what its habits say, with what is booked and last month beside it", async () => {
    await withBill([...COMPUTE, ...STORAGE], [], (store) => {
      const answer = forecast(store);
      expect(answer).toMatchObject({
        status: "answered",
        period: NOVEMBER,
        dataThrough: "2026-11-18",
        granularity: null,
        table: null,
        comparison: { period: OCTOBER, fullTotals: null },
      });
      const [usd] = answer.forecast;
      const days = Array.from({ length: 30 }, (_, day) => 92 + day);
      const truth = sum(days.map((at) => 10 + (at % 7) + 5 + at / 100));
      expect(Math.abs((usd?.mean ?? 0) / truth - 1)).toBeLessThan(0.01);
      expect(usd?.lo95).toBeLessThanOrEqual(usd?.lo80 ?? 0);
      expect(usd?.hi95).toBeGreaterThanOrEqual(usd?.hi80 ?? 0);
      expect(usd?.booked).toBeLessThan(usd?.lo95 ?? 0);
      expect(answer.totals).toEqual([{ currency: "USD", value: usd?.mean }]);
    });
  });

  test("says how far off it was before, once there are months to look back on", async () => {
    const long = daily("Compute", ["2026-03-01", "2026-11-19"], (at) => 10 + (at % 7));
    await withBill(long, [], (store) => {
      const answer = forecast(store);
      const { accuracy } = answer.forecast[0] ?? {};
      expect(accuracy?.months).toBe(6);
      expect(accuracy?.medianPercent).toBeLessThan(3);
      expect(textOf(answer)).toContain("My last 6 month-end forecasts, as of the same day");
    });
    await withBill(
      daily("Compute", ["2026-11-01", "2026-11-19"], () => 10),
      [],
      (store) => {
        expect(forecast(store).forecast[0]?.accuracy).toBeNull();
      },
    );
  });

  test("tells the interval and no number that isn't in the object", async () => {
    await withBill(COMPUTE, [], (store) => {
      const answer = forecast(store);
      const text = textOf(answer);
      expect(text).toMatch(/November 2026 is expected to come to \$\d+\.\d\d: with 80% confidence/);
      const amounts =
        JSON.stringify(answer)
          .match(/-?\d+(?:\.\d+)?/g)
          ?.map((text) => Math.abs(Number(text))) ?? [];
      const shown = new Set(amounts.map((amount) => amount.toFixed(2)));
      for (const [, amount = ""] of text.matchAll(/\$([\d,]+\.\d\d)/g)) {
        expect(shown).toContain(amount.replaceAll(",", ""));
      }
    });
  });

  test("isn't below a fee that is booked for all of it", async () => {
    const fee = chargeOn("2026-11-01", {
      EffectiveCost: "3000",
      ServiceName: "Support",
      ChargePeriodEnd: "2026-12-01T00:00:00Z",
    });
    await withBill([...COMPUTE, fee], [], (store) => {
      const { booked = 0, lo95 = 0 } = forecast(store).forecast[0] ?? {};
      expect(booked).toBeGreaterThan(3000);
      expect(lo95).toBeGreaterThanOrEqual(booked);
    });
  });

  test("never ends below what is booked", async () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(amounts, async (values) => {
        const days = ["2026-09-21", "2026-11-19"] as const;
        const rows = daily("Compute", days, (at) => values[at] ?? 0);
        await withBill(rows, [], (store) => {
          for (const one of forecast(store).forecast) {
            for (const bound of [one.mean, one.lo80, one.lo95]) {
              expect(bound).toBeGreaterThanOrEqual(one.booked - 1e-9);
            }
          }
        });
      }),
      { numRuns: 8 },
    );
  });
});

test("what a store holds of days after today isn't known today", async () => {
  const jump = daily("Compute", ["2026-08-01", "2026-11-19"], (at) => (at < 70 ? 10 : 500));
  await withBill(jump, [], (store) => {
    const answer = forecast(store, {}, NOTHING, "2026-09-20");
    expect(answer.forecast[0]?.mean).toBeCloseTo(300, 3);
    expect(answer.forecast[0]?.booked).toBeCloseTo(200, 9);
  });
});

describe("a month that is over", () => {
  test("is forecast at its actual", async () => {
    await withBill([...COMPUTE, ...STORAGE], [], (store) => {
      const answer = forecast(store, { period: OCTOBER, groupBy: ["ServiceName"] });
      const [usd] = answer.forecast;
      const days = Array.from({ length: 31 }, (_, day) => 61 + day);
      expect(usd?.mean).toBeCloseTo(sum(days.map((at) => 10 + (at % 7) + 5 + at / 100)), 9);
      expect(usd).toMatchObject({ lo95: usd?.mean, hi95: usd?.mean, booked: usd?.mean });
      expect(usd).toMatchObject({ model: "actual", accuracy: null });
      expect(answer.comparison).toBeNull();
      expect(textOf(answer)).toContain("October 2026 is over and came to");
    });
  });
});

describe("parts", () => {
  const bill = [...COMPUTE, ...STORAGE, ...NEW];

  test.each([
    ["of a month", {}],
    ["of three months", { period: { start: "2026-12-01", end: "2027-03-01" } }],
    ["of days", { granularity: "day" }],
  ])("%s add up to the whole, which stays what it is alone", async (_, question) => {
    await withBill(bill, [], (store) => {
      const answer = forecast(store, { ...question, groupBy: ["ServiceName"] });
      const whole = forecast(store, question).forecast[0]?.mean ?? 0;
      expect(sum(measure(answer, "forecast"))).toBeCloseTo(answer.forecast[0]?.mean ?? 0, 6);
      expect(answer.forecast[0]?.mean).toBeCloseTo(whole, 6);
      expect(sum(measure(answer, "booked"))).toBeCloseTo(answer.forecast[0]?.booked ?? 0, 6);
      expect(JSON.stringify(answer.table?.rows)).toContain("Brand new");
    });
  });

  test("aren't below what is booked for them", async () => {
    await withBill(bill, [teamDimension()], (store) => {
      const answer = forecast(store, { groupBy: ["team"] });
      expect(answer.groupBy).toEqual(["team"]);
      expect(answer.table?.rows.map(([team]) => team)).toEqual(["web", null]);
      const booked = measure(answer, "booked");
      for (const [at, mean] of measure(answer, "forecast").entries()) {
        expect(mean).toBeGreaterThanOrEqual(booked[at] ?? 0);
      }
    });
  });

  test("that are many are still all listed", async () => {
    const services = Array.from({ length: 12 }, (_, at) =>
      daily(`Service ${at}`, ["2026-10-01", "2026-11-19"], () => 12 - at),
    );
    await withBill(services.flat(), [], (store) => {
      const answer = forecast(store, { groupBy: ["ServiceName"] });
      expect(answer.table?.rows).toHaveLength(12);
      expect(sum(measure(answer, "forecast"))).toBeCloseTo(78 * 30, 0);
      expect(answer.assumptions.join()).toContain("the 6 smallest or newest");
    });
  });
});

describe("months to come", () => {
  test("are rows, and the first of them is compared with the last whole month", async () => {
    await withBill(COMPUTE, [], (store) => {
      const rest = forecast(store, { period: { start: TODAY, end: "2027-02-01" } });
      expect(rest.granularity).toBe("month");
      expect(rest.table?.rows.map(([month]) => month)).toEqual([
        "2026-11-01",
        "2026-12-01",
        "2027-01-01",
      ]);
      const december = forecast(store, { period: DECEMBER });
      expect(december.comparison?.period).toEqual(OCTOBER);
      expect(Math.abs((december.forecast[0]?.mean ?? 0) / (13 * 31) - 1)).toBeLessThan(0.05);
    });
  });

  test("are judged by forecasts made as far ahead", async () => {
    const long = daily("Compute", ["2026-03-01", "2026-11-19"], (at) => 10 + (at % 7));
    await withBill(long, [], (store) => {
      const answer = forecast(store, { period: DECEMBER });
      expect(answer.forecast[0]?.accuracy?.months).toBe(6);
      expect(answer.forecast[0]?.accuracy?.medianPercent).toBeLessThan(3);
      expect(textOf(answer, { period: DECEMBER })).toContain("6 forecasts, made as far ahead,");
    });
  });

  test("beyond the end of next year aren't told", async () => {
    await withBill(COMPUTE, [], (store) => {
      const period = { start: "2028-01-01", end: "2028-02-01" };
      expect(() => forecast(store, { period })).toThrow(UserError);
    });
  });
});

test("two currencies are two forecasts", async () => {
  await withBill([...COMPUTE, ...EUROS], [], (store) => {
    const answer = forecast(store, { groupBy: ["ServiceName"] });
    expect(answer.forecast.map(({ currency }) => currency).toSorted()).toEqual(["EUR", "USD"]);
    const euros = answer.forecast.find(({ currency }) => currency === "EUR");
    expect(euros?.mean).toBeCloseTo(90, 3);
    expect(answer.table?.columns.map(({ name }) => name)).toContain("BillingCurrency");
  });
});

describe("without enough data", () => {
  test("a few days say why there is no forecast", async () => {
    await withBill(
      daily("Compute", ["2026-11-14", "2026-11-19"], () => 10),
      [],
      (store) => {
        const answer = forecast(store);
        expect(answer).toMatchObject({ status: "no_data", totals: [], forecast: [] });
        expect(answer.notes).toEqual([
          "A forecast needs at least 7 days with complete data, and 5 days are known.",
        ]);
        expect(textOf(answer)).toContain("at least 7 days");
      },
    );
  });

  test("no charges at all say so", async () => {
    await withBill(COMPUTE, [], (store) => {
      const filters = [{ dimension: "ServiceName", operator: "in", values: ["Nothing"] }];
      expect(forecast(store, { filters })).toMatchObject({ status: "no_data", forecast: [] });
    });
  });

  test("a currency that is too new is named beside the others", async () => {
    const few = daily("Backup", ["2026-11-16", "2026-11-19"], () => 3, { BillingCurrency: "EUR" });
    await withBill([...COMPUTE, ...few], [], (store) => {
      const answer = forecast(store);
      expect(answer.forecast.map(({ currency }) => currency)).toEqual(["USD"]);
      expect(answer.notes.join()).toContain("No forecast in EUR");
    });
  });
});

test("a person sees the forecast of what they may see", async () => {
  const other = daily("Compute", SINCE_AUGUST, () => 1000, { SubAccountId: "2" });
  await withBill([...EUROS, ...other], [], (store) => {
    const scope: Filter[] = [{ dimension: "SubAccountId", operator: "in", values: ["1"] }];
    const answer = forecast(store, {}, scope);
    expect(answer.forecast.map(({ currency }) => currency)).toEqual(["EUR"]);
    expect(answer.forecast[0]?.mean).toBeCloseTo(90, 3);
  });
});

test("days without a charge of a slice are 0, days without any data are gaps", async () => {
  const weekdays = daily("Batch", SINCE_AUGUST, (at) => (at % 7 < 2 ? 0 : 10)).filter(
    ({ EffectiveCost }) => EffectiveCost !== "0",
  );
  await withBill([...COMPUTE, ...weekdays], [], (store) => {
    const filters = [{ dimension: "ServiceName", operator: "in", values: ["Batch"] }];
    const mean = forecast(store, { filters, period: DECEMBER }).forecast[0]?.mean ?? 0;
    expect(mean).toBeGreaterThan(190);
    expect(mean).toBeLessThan(250);
  });
  const gappy = daily("Compute", SINCE_AUGUST, () => 10).filter(
    ({ ChargePeriodStart }) => !String(ChargePeriodStart).startsWith("2026-10-1"),
  );
  await withBill(gappy, [], (store) => {
    expect(forecast(store, { period: DECEMBER }).forecast[0]?.mean).toBeCloseTo(310, 3);
  });
});
