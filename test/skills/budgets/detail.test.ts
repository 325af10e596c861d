import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { budgetsAnswerSchema } from "#skills/budgets/budget-answer";
import type { Answer } from "#src/answer";
import { addDays, daysIn } from "#src/focus/day";
import { importBills } from "#src/ingest/import-bills";
import { plannedChangeSchema } from "#src/planned-change-book";
import type { Store } from "#src/store/store";
import { temporaryFolder } from "../../store/random-bill.ts";
import { START } from "../anomaly-bill.ts";
import { asking, budget, charges, DAYS, NOW, ofTeam, ROWS } from "./budget-bill.ts";

const onlyIn = (answer: Answer) => budgetsAnswerSchema.parse(answer).budgets[0];

/** Of the payments team: $60 a day for EC2, and $40 for S3 that became $80 on 6 November. */
const NOVEMBER_6 = daysIn({ start: START, end: "2026-11-06" });
const S3 = Array.from({ length: DAYS }, (_, day) => (day < NOVEMBER_6 ? 40 : 80));
const TWO_SERVICES = [
  ...charges("payments", 60, { ServiceName: "EC2" }),
  ...charges("payments", S3, { ServiceName: "S3", ResourceId: "bucket-1" }),
];

/** Imports rows with more columns than the bill of the other tests has. */
async function importRows(store: Store, rows: readonly Readonly<Record<string, string>>[]) {
  const folder = temporaryFolder();
  const path = join(folder, "more.csv");
  const columns = Object.keys(rows[0] ?? {});
  const cell = (text = "") => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(","));
  writeFileSync(path, `${[columns.join(","), ...lines].join("\n")}\n`);
  await importBills(store, { paths: [path], again: false, now: NOW });
  rmSync(folder, { recursive: true });
}

describe("a budget that is asked about alone", () => {
  test("has what is above its share of the budget", async () => {
    await asking(
      [budget({ amount: 3_100 })],
      async ({ say }) => {
        const answer = await say("why is payments over budget?");
        const status = onlyIn(answer);
        // October's $3,100 shares out as $1,860 for EC2 and $1,240 for S3; by the 17th of November as 17 days of it.
        expect(status?.drivers).toEqual([
          {
            label: expect.stringContaining("S3"),
            actual: 5 * 40 + 12 * 80,
            allowance: expect.closeTo(17 * 40, 6),
            above: expect.closeTo(480, 6),
            since: "2026-11-06",
            owner: "payments",
          },
        ]);
        expect(answer.text).toContain("$480.00 above its share since 6 November 2026");
      },
      TWO_SERVICES,
    );
  });

  test("has what is committed: what commitments paid for, and recurring fees", async () => {
    const plain = { CommitmentDiscountId: "", ChargeFrequency: "Usage-Based" };
    const rows = [
      ...charges("payments", 50).map((row) => ({ ...row, ...plain })),
      ...charges("payments", 30).map((row) => ({ ...row, ...plain, CommitmentDiscountId: "sp-1" })),
      ...charges("payments", 20).map((row) => ({ ...row, ...plain, ChargeFrequency: "Recurring" })),
    ];
    const nothingElse = charges("search", 1);
    await asking(
      [budget()],
      async ({ say, store }) => {
        await importRows(store, rows);
        const answer = await say("is payments over budget?");
        expect(onlyIn(answer)?.committed).toEqual({ amount: 850, percent: 50 });
        expect(answer.text).toContain("$850.00 of what is spent (50.0%) is committed");
      },
      nothingElse,
    );
  });

  test("has what is left a day, and the overrun between the days of its interval", async () => {
    const wobbling = Array.from({ length: DAYS }, (_, day) => 100 + ((day * 37) % 41) - 20);
    await asking(
      [budget({ amount: 2_400 })],
      async ({ say }) => {
        const status = onlyIn(await say("is payments over budget?"));
        const { overrunDay, overrunInterval } = status ?? {};
        expect(status?.state).toBe("at risk");
        expect((overrunInterval?.earliest ?? "9") <= (overrunDay ?? "")).toBe(true);
        expect((overrunInterval?.latest ?? "9") >= (overrunDay ?? "")).toBe(true);
        expect(status?.leftPerDay).toBeCloseTo((status?.remaining ?? 0) / 11, 9);
      },
      charges("payments", wobbling),
    );
  });

  test("counts what is planned until the end of its period", async () => {
    await asking([budget({ amount: 3_100 })], async ({ say, context }) => {
      const expected = async () =>
        onlyIn(await say("is payments over budget?"))?.forecast?.mean ?? 0;
      const before = await expected();
      const plan = plannedChangeSchema.parse({
        name: "Load test",
        filters: [ofTeam("payments")],
        kind: "one-off",
        size: 700,
        currency: "USD",
        from: "2026-11-25",
        until: "2026-11-27",
      });
      const saidAt = NOW.toISOString();
      context().plans.keep("a1", { name: plan.name, plan, person: "ann@example.com", saidAt });
      expect((await expected()) - before).toBeCloseTo(700, 6);
    });
  });

  test("that was used up on a day that is over has no interval around it", async () => {
    await asking([budget({ amount: 1_450 })], async ({ say }) => {
      const status = onlyIn(await say("is payments over budget?"));
      const day = addDays("2026-11-01", 14);
      expect(status).toMatchObject({
        overrunDay: day,
        overrunInterval: { earliest: day, latest: day },
        leftPerDay: null,
      });
    });
  });

  test("has neither where there was nothing before, and a list has none", async () => {
    await asking(
      [budget(), budget({ name: "All", filters: [] })],
      async ({ say }) => {
        const { budgets } = budgetsAnswerSchema.parse(await say("budgets"));
        expect(budgets.map(({ drivers, committed }) => [drivers, committed])).toEqual([
          [[], null],
          [[], null],
        ]);
      },
      ROWS,
    );
    const late = charges("payments", 100).slice(-10);
    await asking(
      [budget({ amount: 500 })],
      async ({ say }) => {
        expect(onlyIn(await say("is payments over budget?"))?.drivers).toEqual([]);
      },
      late,
    );
  });
});
