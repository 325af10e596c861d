import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DemoTruth, demoAllocationRules, demoTruth } from "#data/sample/demo-company";
import { type BudgetsAnswer, budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import { readConfig } from "#src/config";
import { addMonths } from "#src/focus/day";
import { openTally, type Tally } from "#src/main";
import { temporaryFolder } from "../store/random-bill.ts";

const BUILD_MS = 60_000;
const TODAY = "2026-11-20";
const NOW = new Date(`${TODAY}T09:00:00Z`);
const TEAM_TAGS = ["team", "squad", "owner"];

interface Charges {
  readonly Tags: string | null;
  /** Of a shared resource's share. */
  readonly AllocatedTags: string | null;
  readonly SubAccountName: string | null;
  readonly InvoiceIssuerName: string;
  readonly BillingCurrency: string;
  readonly cost: number;
}

describe("the demo company's budgets", () => {
  const folder = temporaryFolder();
  let tally: Tally;
  let answer: BudgetsAnswer;
  let charges: readonly Charges[];

  beforeAll(async () => {
    const config = { ...readConfig({}), demoDatabase: join(folder, "demo.db") };
    tally = openTally(config, { now: NOW, conversations: "in memory", onDemoProgress: () => {} });
    const listed = await tally.assistant.call({ skill: "list-budgets", input: {} }, { now: NOW });
    answer = budgetsAnswerSchema.parse(listed);
    charges = tally.store.database
      .prepare<[string, string], Charges>(
        `SELECT Tags, AllocatedTags, SubAccountName, InvoiceIssuerName, BillingCurrency, SUM(EffectiveCost) AS cost
         FROM focus WHERE ChargePeriodStart >= ? AND ChargePeriodStart < ?
         GROUP BY 1, 2, 3, 4, 5`,
      )
      .all(addMonths(TODAY, 0), "2026-11-21");
  }, BUILD_MS);

  afterAll(() => {
    tally.store.close();
    rmSync(folder, { recursive: true });
  });

  test("are those of the truth, with what its charges add up to", () => {
    const { budgets } = demoTruth(TODAY);
    const expected = budgets.map((budget) => [
      budget.name,
      budget.currency,
      budget.monthlyAmount,
      expect.closeTo(spentOn(budget), 4),
    ]);
    const got = answer.budgets.map((one) => [one.name, one.currency, one.amount, one.actual]);
    expect(got.toSorted(byName)).toEqual(expected.toSorted(byName));
  });

  test("are over or at risk by their actual and their forecast, the furthest over first", () => {
    const expected = answer.budgets.map(({ actual, amount, forecast }) => {
      if ((actual ?? 0) > amount) return "over";
      return (forecast?.mean ?? 0) > amount ? "at risk" : "on track";
    });
    const states = answer.budgets.map(({ state }) => state);
    expect(states).toEqual(expected);
    expect(states.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))).toEqual(states);
    const runOut = answer.budgets.map(({ overrunDay }) => overrunDay !== null);
    expect(runOut).toEqual(states.map((state) => state !== "on track"));
    expect(answer.budgets[0]).toMatchObject({ name: "Team ml", state: "over" });
  });

  test("are forecast as the forecast of the same charges has it", async () => {
    const [first] = answer.budgets;
    const input = { filters: first?.filters, period: first?.period };
    const { totals } = await tally.assistant.call({ skill: "forecast-spend", input }, { now: NOW });
    expect(totals).toEqual([
      { currency: "USD", value: expect.closeTo(first?.forecast?.mean ?? 0, 4) },
    ]);
  });

  test("keep currencies apart", () => {
    expect(answer.totals.map(({ currency }) => currency).toSorted()).toEqual(["EUR", "USD"]);
    const dollars = answer.budgets.filter(({ currency }) => currency === "USD");
    const sum = dollars.reduce((total, { actual }) => total + (actual ?? 0), 0);
    expect(answer.totals.find(({ currency }) => currency === "USD")?.value).toBeCloseTo(sum, 6);
    expect(answer.table?.columns.map(({ name }) => name)).toContain("BillingCurrency");
  });

  function spentOn({ filters, currency }: DemoTruth["budgets"][number]): number {
    return charges
      .filter(
        (row) =>
          row.BillingCurrency === currency &&
          (filters["team"] === undefined || teamOf(row) === filters["team"]) &&
          (filters["InvoiceIssuerName"] ?? row.InvoiceIssuerName) === row.InvoiceIssuerName,
      )
      .reduce((total, { cost }) => total + cost, 0);
  }
});

const ORDER = ["over", "at risk", "on track"];

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a).localeCompare(String(b));
}

/** The team by the tags as they were delivered, else by the demo's rules. */
function teamOf({ Tags, AllocatedTags, SubAccountName }: Charges): string | undefined {
  const tags = [AllocatedTags, Tags].flatMap((text) =>
    Object.entries(JSON.parse(text ?? "{}") as Record<string, unknown>),
  );
  for (const key of TEAM_TAGS) {
    const tag = tags.find(([name]) => name.trim().toLowerCase() === key);
    if (tag !== undefined) return String(tag[1]).trim().toLowerCase();
  }
  return demoAllocationRules.find(({ where }) => {
    const [start = "", ...end] = where.SubAccountName.split("*");
    const name = SubAccountName ?? "";
    return end.length === 0 ? name === start : name.startsWith(start);
  })?.value;
}
