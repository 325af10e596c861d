import { describe, expect, test } from "vitest";
import { z } from "zod";
import { budgetAlertsDue } from "#skills/budgets/budget-alerts";
import type { CardButton } from "#src/cards/card";
import { type Asking, asking, budget, charges, DAYS, NOW, TODAY } from "./budget-bill.ts";

/** On the 19th, $1,700 are spent through the 17th, and $3,000 forecast. */
const AT_60 = budget({
  amount: 2_750,
  owner: "ana@example.com",
  channel: "#payments",
  thresholds: [
    { percent: 50, of: "actual" },
    { percent: 60, of: "actual" },
    { percent: 90, of: "actual" },
    { percent: 100, of: "forecast" },
  ],
});

const callSchema = z.object({ kind: z.literal("call"), skill: z.string(), input: z.unknown() });
const askSchema = z.object({ kind: z.literal("ask"), question: z.string() });

const dueIn = ({ context }: Asking, day = TODAY) => budgetAlertsDue(context(day));

describe("alerts of budgets", () => {
  test("are due for what was passed, in one card", async () => {
    await asking([AT_60], (all) => {
      const { due, heldBack } = dueIn(all);
      expect(heldBack).toEqual([]);
      expect(due).toHaveLength(1);
      const [alert] = due;
      if (alert === undefined) throw new Error("no alert");
      expect(alert).toMatchObject({
        run: { name: "Payments", periodStart: "2026-11-01" },
        owner: "ana@example.com",
        channel: "#payments",
        thresholds: [
          { percent: 60, of: "actual" },
          { percent: 50, of: "actual" },
          { percent: 100, of: "forecast" },
        ],
      });
      expect(alert.card.title).toBe("Payments has passed 60% of $2,750.00");
    });
  });

  test("have buttons that explain, forecast, raise after a yes, and mute", async () => {
    await asking([AT_60], async (all) => {
      const { say, assistant } = all;
      const [alert] = dueIn(all).due;
      const buttons = (alert?.card.blocks ?? []).flatMap((block): readonly CardButton[] =>
        block.type === "buttons" ? block.buttons : [],
      );
      expect(buttons.map(({ label }) => label)).toEqual([
        "Explain",
        "Forecast",
        "Raise to $3,100.00",
        "Mute until 1 December 2026",
      ]);
      for (const { action } of buttons.slice(0, 2)) {
        const call = callSchema.parse(action);
        expect(await assistant.call(call, { now: NOW })).toMatchObject({ status: "answered" });
      }
      const { question } = askSchema.parse(buttons[2]?.action);
      const asked = { text: question, user: "ann@example.com", thread: "alert", now: NOW };
      const state = alert?.state;
      const shown = await assistant.ask(state === undefined ? asked : { ...asked, state });
      expect(shown.status).toBe("confirm");
      expect(shown.text).toContain("will be $3,100.00 a month; now it is $2,750.00 a month.");
      expect(shown.text).toContain("Its owner is ana@example.com.");
      expect((await say("is payments over budget?")).text).toContain("$2,750.00");
    });
  });

  test("are silent while the budget is muted, until its next period", async () => {
    await asking([AT_60], (all) => {
      const { mutes } = all.context().budgets;
      const run = { name: "Payments", periodStart: "2026-11-01" };
      mutes.silence("a", run, { isSilent: true, person: "ann@example.com", now: NOW });
      expect(dueIn(all)).toEqual({ due: [], heldBack: [] });
    });
  });

  test("count complete days only, and wait for the first one of a period", async () => {
    // The 18th alone is $2,000: it isn't complete on the 19th.
    const late = Array.from({ length: DAYS + 2 }, (_, day) => (day === DAYS ? 2_000 : 100));
    const given = [budget({ amount: 3_650, thresholds: [{ percent: 60, of: "actual" }] })];
    await asking(
      given,
      (all) => {
        expect(dueIn(all).due).toEqual([]);
        expect(dueIn(all, "2026-11-20").due).toHaveLength(1);
      },
      charges("payments", late),
    );
    await asking([budget({ thresholds: [{ percent: 100, of: "forecast" }] })], (all) => {
      expect(dueIn(all, "2026-11-02")).toEqual({
        due: [],
        heldBack: [{ name: "Payments", why: "No day of its period is complete." }],
      });
      expect(dueIn(all, "2026-11-04").due).toHaveLength(1);
    });
  });

  test("wait where a source failed, or fell silent lately", async () => {
    await asking([AT_60, budget({ name: "Small", amount: 9e6 })], (all) => {
      expect(dueIn(all, "2026-11-28").heldBack).toMatchObject([
        { name: "Payments", why: expect.stringContaining("has no data after 2026-11-17") },
      ]);
      const { source } = all.context().costs.freshness([], TODAY, 2).sources[0] ?? { source: "" };
      all.store.database
        .prepare(
          `INSERT INTO sync_source (name, kind, tried_at, succeeded_at, problems, held, gone, calls, call_cost)
           VALUES (?, 'focus-files', '2026-11-19T06:00:00Z', '2026-11-18T06:00:00Z', '["no access"]', '[]', '[]', 0, 0)`,
        )
        .run(source);
      expect(dueIn(all)).toMatchObject({
        due: [],
        heldBack: [{ name: "Payments", why: expect.stringContaining("failed") }],
      });
    });
  });
});
