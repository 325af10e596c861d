import { describe, expect, test } from "vitest";
import { budgetListSchema, judgedBudgets } from "#skills/budgets/budget-list";
import { reportAnswerSchema } from "#skills/reports/report-answer";
import { weeklyDigest } from "#skills/reports/weekly-digest";
import type { Answer } from "#src/answer";
import { budgetSchema } from "#src/budget-book";
import type { CardButton, SkillCall } from "#src/cards/card";
import { addDays } from "#src/focus/day";
import { ofTeam } from "../budgets/budget-bill.ts";
import {
  NORMAL,
  NOW,
  PAYMENTS,
  QUIET,
  type Reading,
  reading,
  type SmallWeek,
  TERRIBLE,
  TODAY,
} from "./small-weeks.ts";

const ANN = "ann@example.com";

function ask({ assistant }: Reading, text: string, user = ANN): Promise<Answer> {
  return assistant.ask({ text, user, now: NOW });
}

async function digestOf(week: SmallWeek, text = "weekly digest for payments") {
  let answer: Answer | null = null;
  await reading(week, async (all) => {
    answer = await ask(all, text);
  });
  return reportAnswerSchema.parse(answer);
}

function buttonsOf({ card }: Answer): readonly CardButton[] {
  return (card?.blocks ?? []).flatMap((block) => (block.type === "buttons" ? block.buttons : []));
}

function linesOf({ card }: Answer): string[] {
  const [first] = card?.blocks ?? [];
  return first?.type === "text" ? first.text.split("\n") : [];
}

describe("a weekly digest", () => {
  test("has three lines where nothing happened, and all of it at a press", async () => {
    await reading(QUIET, async (all) => {
      const answer = await ask(all, "weekly digest for payments");
      expect(linesOf(answer)).toHaveLength(3);
      const [show] = buttonsOf(answer);
      expect(show).toMatchObject({ action: { input: { through: "2026-11-21", detail: true } } });
      const whole = await all.assistant.call(show?.action as unknown as SkillCall, { now: NOW });
      expect(whole.card?.blocks.some(({ type }) => type === "chart")).toBe(true);
    });
  });

  test("compares the seven complete days with those before, and the month with its budget", async () => {
    const { totals, comparison, period, report } = await digestOf(NORMAL);
    expect(period).toEqual({ start: "2026-11-15", end: "2026-11-22" });
    expect(totals).toEqual([{ currency: "USD", value: 2199 }]);
    expect(comparison?.delta[0]?.value).toBe(99);
    expect(report.month?.amounts[0]).toMatchObject({ value: 6405, previous: 6294 });
    expect(report.budgets).toMatchObject([{ name: "Payments", state: "at risk", amount: 9000 }]);
    const [usd] = report.movers;
    const changes = usd?.drivers.map(({ change }) => change) ?? [];
    expect(changes.reduce((sum, change) => sum + change, 0)).toBeCloseTo(99, 9);
  });

  test("judges budgets as answers about budgets do", async () => {
    const service = { dimension: "ServiceName", operator: "in" as const };
    const machines = { ...service, values: ["Amazon Elastic Compute Cloud"] };
    const others = [
      { name: "Machines", filters: [PAYMENTS, machines], currency: "USD", amount: 6_100 },
      { name: "All", filters: [], currency: "USD", amount: 14_000 },
      { name: "Quarter", filters: [PAYMENTS], currency: "USD", amount: 1, cadence: "quarterly" },
    ].map((one) => budgetSchema.parse(one));
    for (const week of [QUIET, NORMAL, TERRIBLE]) {
      await reading({ ...week, budgets: [...week.budgets, ...others] }, async (all) => {
        const { report } = reportAnswerSchema.parse(await ask(all, "weekly digest"));
        const judged = judgedBudgets(all.context(), budgetListSchema.parse({}));
        expect(report.budgets).toHaveLength(4);
        for (const { status } of judged) {
          const budget = report.budgets.find(({ name }) => name === status.name);
          expect(budget).toMatchObject({ state: status.state, actual: status.actual });
          expect(budget?.forecast).toBeCloseTo(status.forecast?.mean ?? Number.NaN, 6);
        }
      });
    }
  });

  test("tells each currency apart, what goes on and what ended, and the gravest to do next", async () => {
    const { totals, report } = await digestOf(TERRIBLE);
    expect(totals.map(({ currency }) => currency)).toEqual(["USD", "EUR"]);
    expect(report.open.map(({ impact }) => impact.currency)).toEqual(["USD", "EUR"]);
    expect(report.closed).toMatchObject([
      { slice: { ServiceName: "Amazon Relational Database Service" } },
    ]);
    expect(report.nextStep?.call).toMatchObject({ skill: "explain-anomaly" });
  });

  test("has whose decisions wait, with buttons that draw the same days anew", async () => {
    await reading(TERRIBLE, async (all) => {
      const answer = await ask(all, "weekly digest for payments");
      const { decisions } = reportAnswerSchema.parse(answer).report;
      expect(decisions.byOwner).toMatchObject([{ owner: "ana@example.com", count: 4 }]);
      const accept = buttonsOf(answer).find(({ label }) => label === "Accept");
      expect(accept?.action).toMatchObject({
        kind: "call",
        skill: "decide-recommendation",
        redraw: { skill: "weekly-digest", input: { through: "2026-11-21" } },
      });
    });
  });

  test("is of what its reader sees", async () => {
    await reading(TERRIBLE, async (all) => {
      const answer = await ask(all, "weekly digest", "dan@example.com");
      const { totals, report } = reportAnswerSchema.parse(answer);
      expect(totals).toEqual([{ currency: "USD", value: 1047 }]);
      expect([...report.budgets, ...report.open]).toEqual([]);
      expect(report.decisions.count).toBe(0);
    });
  });

  test("of the whole and of its teams add up", async () => {
    const [whole, payments, search] = await Promise.all([
      digestOf(NORMAL, "weekly digest"),
      digestOf(NORMAL),
      digestOf(NORMAL, "weekly digest for search"),
    ]);
    const sum = (payments.totals[0]?.value ?? 0) + (search.totals[0]?.value ?? 0);
    expect(whole.totals[0]?.value).toBeCloseTo(sum, 9);
    const month = (answer: typeof whole) => answer.report.month?.amounts[0]?.value ?? 0;
    expect(month(whole)).toBeCloseTo(month(payments) + month(search), 9);
  });

  test("waits for data that are on their way, but not for those of days that it isn't about", async () => {
    await reading(NORMAL, ({ context }) => {
      const on = (today: string, through: string | null = null) =>
        reportAnswerSchema.parse(
          weeklyDigest.run(context({ today }), { filters: [PAYMENTS], through, detail: false }),
        ).report.isAwaited;
      expect(on(TODAY)).toBe(false);
      expect(on(addDays(TODAY, 3))).toBe(true);
      expect(on(addDays(TODAY, 3), "2026-11-21")).toBe(false);
    });
  });

  test("says what there is where a team has no charges", async () => {
    await reading(QUIET, ({ context }) => {
      const question = { filters: [ofTeam("nobody")], through: null, detail: false };
      const answer = reportAnswerSchema.parse(weeklyDigest.run(context(), question));
      expect(answer.status).toBe("no_data");
      const card = weeklyDigest.present(answer, question);
      expect(JSON.stringify(card)).toContain("No charges");
    });
  });
});

describe("other reports", () => {
  test("the daily brief is of the last complete day beside the same weekday", async () => {
    const answer = await digestOf(NORMAL, "daily brief for payments");
    expect(answer.period).toEqual({ start: "2026-11-21", end: "2026-11-22" });
    expect(answer.comparison?.period).toEqual({ start: "2026-11-14", end: "2026-11-15" });
  });

  test("the monthly report has showback by team that adds up to the month", async () => {
    const answer = await digestOf(NORMAL, "monthly report");
    expect(answer.period).toEqual({ start: "2026-10-01", end: "2026-11-01" });
    expect(answer.groupBy).toEqual(["team"]);
    const rows = answer.report.parts?.rows ?? [];
    const sum = rows.reduce((total, { value }) => total + (value ?? 0), 0);
    expect(sum).toBeCloseTo(answer.totals[0]?.value ?? 0, 9);
    expect(rows.find(({ name }) => name === "payments")?.budget).toBe(9000);
    const own = await digestOf(NORMAL, "monthly report for payments");
    expect(own.groupBy).toEqual(["ServiceName"]);
  });

  test("the executive report has the year, without one before that isn't there", async () => {
    const { report } = await digestOf(NORMAL, "executive report");
    expect(report.year?.period).toEqual({ start: "2026-01-01", end: "2026-11-01" });
    expect(report.year?.amounts[0]).toMatchObject({ previous: null });
    expect(report.year?.amounts[0]?.months).toHaveLength(12);
  });
});
