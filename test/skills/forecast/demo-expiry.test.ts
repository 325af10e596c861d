import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ForecastAnswer, forecastAnswerSchema } from "#skills/forecast/forecast-answer";
import { readConfig } from "#src/config";
import { addDays } from "#src/focus/day";
import { openTally, type Tally } from "#src/main";
import { temporaryFolder } from "../../store/random-bill.ts";

const BUILD_MS = 60_000;
const NOW = new Date("2026-11-20T09:00:00Z");
const WINTER = { start: "2026-12-01", end: "2027-03-01" };
const DAYS_LOOKED_AT = 28;

let tally: Tally;
let answer: ForecastAnswer;
const folder = temporaryFolder();

beforeAll(async () => {
  const config = { ...readConfig({}), demoDatabase: join(folder, "demo.db") };
  tally = openTally(config, { now: NOW, conversations: "in memory", onDemoProgress: () => {} });
  const call = { skill: "forecast-spend", input: { period: WINTER } };
  answer = forecastAnswerSchema.parse(await tally.assistant.call(call, { now: NOW }));
}, BUILD_MS);

afterAll(() => {
  tally.store.close();
  rmSync(folder, { recursive: true });
});

test("the demo company's reservation ends with the year, and its machines cost what they do on demand", () => {
  expect(answer.expiries).toMatchObject([
    { name: "vm-d16s-v5-west-europe", expires: "2027-01-01", knownBy: "term" },
  ]);
  const end = addDays(answer.dataThrough ?? "", 1);
  const { onDemand, now } = tally.store.database
    .prepare<[string, string], { onDemand: number; now: number }>(
      `SELECT SUM(CASE WHEN CommitmentDiscountStatus = 'Used' THEN ContractedCost ELSE 0 END) AS onDemand,
              SUM(EffectiveCost) AS now
       FROM focus WHERE CommitmentDiscountName = 'vm-d16s-v5-west-europe'
         AND ChargeCategory = 'Usage' AND ChargePeriodStart >= ? AND ChargePeriodStart < ?`,
    )
    .get(addDays(end, -DAYS_LOOKED_AT), end) ?? { onDemand: 0, now: 0 };
  const daysWithout = 31 + 28;
  const rise = ((onDemand - now) / DAYS_LOOKED_AT) * daysWithout;
  expect(rise).toBeGreaterThan(1_000);
  expect(answer.expiries[0]?.amounts).toEqual([
    { currency: "EUR", value: expect.closeTo(rise, 2) },
  ]);
});

test("what a forecast is made of adds up to it", () => {
  for (const { makeup, mean } of answer.forecast) {
    const sum = Object.values(makeup).reduce((total, part) => total + part, 0);
    expect(sum).toBeCloseTo(mean, 6);
    expect(makeup.committed).toBeGreaterThan(0);
  }
});
