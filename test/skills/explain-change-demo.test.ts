import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoAllocationRules, demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { demoTruth, type PlantedAnomaly } from "#data/sample/truth";
import { type Driver, explainAnswerSchema } from "#skills/spend/explain/explanation";
import { explainChangeSkill } from "#skills/spend/explain-change";
import { formatMoney } from "#src/cards/format";
import { addMonths } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../store/random-bill.ts";
import { teamDimension } from "../store/store-with-bill.ts";
import { readingContext } from "./reading-context.ts";

const TODAY = "2026-11-20";
const folder = temporaryFolder();
const allocation = [
  teamDimension({
    tags: ["team", "squad", "owner"],
    values: { pay: "payments" },
    rules: [...demoAllocationRules],
  }),
];
const store = new Store(join(folder, "demo.db"), allocation);

beforeAll(() => {
  const deliveries = demoDeliveries(TODAY).filter((one) => one.billingPeriodStart >= "2026-08-01");
  loadDemo(store, { columns: demoColumns, deliveries }, new Date(`${TODAY}T09:00:00Z`), () => {});
}, 60_000);

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** The month that an event changed most, asked about as somebody would who saw its account, service or team. */
function driversAt({ start, filters, currency }: PlantedAnomaly): readonly Driver[] {
  const late = Number(start.slice(8)) > 24;
  const month = addMonths(start, late ? 1 : 0);
  const seen = ["SubAccountId", "team", "ServiceName"].find((name) => name in filters) ?? "";
  const input = explainChangeSkill.input.parse({
    period: { start: month, end: addMonths(month, 1) },
    filters: [{ dimension: seen, operator: "in", values: [filters[seen] ?? ""] }],
    compare: {
      kind: "period",
      period: { start: addMonths(month, -1), end: month },
      running: addMonths(month, 1) > TODAY,
    },
  });
  const context = readingContext(store, TODAY);
  const answer = explainAnswerSchema.parse(explainChangeSkill.run(context, input));
  return answer.explanation.find((one) => one.currency === currency)?.drivers ?? [];
}

/** Whether a driver is about the charges of an event: what it names agrees, and it names something of it. */
function isAbout(driver: Driver, { cause, filters }: PlantedAnomaly): boolean {
  const named = [...driver.slice, ...driver.within];
  const agrees = named.every(({ dimension, value }) => (cause[dimension] ?? value) === value);
  const sees = ["SubAccountId", "team", "ServiceName"].find((name) => name in filters) ?? "";
  const beyond = Object.keys(cause).filter((name) => name !== sees && name !== "BillingCurrency");
  const names = beyond.length === 0 || named.some(({ dimension }) => beyond.includes(dimension));
  return driver.kind === "slice" && agrees && (names || driver.resources.length === 1);
}

describe("every planted event of the demo company", () => {
  test.each(demoTruth(TODAY).anomalies.map((event) => [event.id, event] as const))(
    "%s is the first or second driver of its month",
    (_, event) => {
      const drivers = driversAt(event);
      const at = drivers.findIndex((driver) => isAbout(driver, event));
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(2);
      expect(Math.sign(drivers[at]?.change ?? 0)).toBe(Math.sign(event.impactPerDay));
      expect(drivers[at]?.firstDay).toBe(event.start);
    },
  );
});

test("the reservation that ended is the cause, at the difference to on-demand", () => {
  const event = demoTruth(TODAY).anomalies.find(({ id }) => id === "rds-reservation-ended");
  if (event === undefined) throw new Error("the demo has no such event");
  const [driver] = driversAt(event);
  expect(driver?.causes[0]?.kind).toBe("commitment_expired");
  const days = 31;
  expect(driver?.causes[0]?.amount).toBeGreaterThan(0.95 * event.impactPerDay * days);
  expect(driver?.causes[0]?.amount).toBeLessThan(1.05 * event.impactPerDay * days);
});

test("every amount of the card's words is one of the answer", () => {
  const input = explainChangeSkill.input.parse({
    period: { start: "2026-10-01", end: "2026-11-01" },
    compare: {
      kind: "period",
      period: { start: "2026-09-01", end: "2026-10-01" },
      running: false,
    },
  });
  const answer = explainAnswerSchema.parse(
    explainChangeSkill.run(readingContext(store, TODAY), input),
  );
  const card = explainChangeSkill.present(answer, input);
  const words = card.blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
  const amounts = `${card.title}\n${words.join("\n")}`.match(/[$€][\d,]+\.\d\d/g) ?? [];
  const known = new Set<string>();
  JSON.stringify(answer, (_, value: unknown) => {
    if (typeof value === "number") {
      for (const currency of ["USD", "EUR"]) known.add(formatMoney(Math.abs(value), currency));
    }
    return value;
  });
  expect(amounts.length).toBeGreaterThan(10);
  expect(amounts.filter((amount) => !known.has(amount))).toEqual([]);
});
