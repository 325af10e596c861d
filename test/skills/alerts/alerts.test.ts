import { describe, expect, test } from "vitest";
import { alertsIn } from "#skills/alerts/alerts";
import { commitmentAlerts } from "#skills/alerts/commitment-alerts";
import type { CardButton } from "#src/cards/card";
import { addDays } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import { FeedLog } from "#src/store/providers/feed-log";
import { commitmentBill, withCommitments } from "../forecast/commitment-bill.ts";
import { readingContext } from "../reading-context.ts";
import {
  NORMAL,
  NOW,
  QUIET,
  type Reading,
  reading,
  service,
  TERRIBLE,
  TODAY,
} from "../reports/small-weeks.ts";

function alertsOf({ context }: Reading, more: Partial<SkillContext> = {}): readonly Alert[] {
  return alertsIn(context(more), (error) => {
    throw error;
  });
}

const ofKind = (alerts: readonly Alert[], kind: string) =>
  alerts.filter((alert) => alert.kind === kind && !alert.isOver);

function choicesOf({ card }: Alert): readonly CardButton[] {
  return card.blocks.flatMap((block) => {
    if (block.type === "buttons") return block.buttons;
    return block.type === "select" ? block.options : [];
  });
}

function usageOf(utilisation: number, start: string, end: string) {
  return {
    id: start,
    provider: "AWS",
    url: null,
    kind: "savings-plan" as const,
    start,
    end,
    commitmentDiscountId: "sp-1",
    currency: "USD",
    utilisation,
    committed: 1_000,
    used: utilisation * 1_000,
    onDemandCost: null,
    expires: null,
  };
}

describe("alerts", () => {
  test("are none where nothing happens", async () => {
    await reading(QUIET, (all) => {
      expect(alertsOf(all).filter(({ isOver }) => !isOver)).toEqual([]);
    });
  });

  test("are one for each anomaly that goes on, for the team that it is of", async () => {
    await reading(TERRIBLE, (all) => {
      const alerts = ofKind(alertsOf(all), "anomaly");
      expect(alerts).toMatchObject([
        { severity: "high", person: "ana@example.com", team: "payments", isOver: false },
        { severity: "high", person: "ana@example.com", team: "payments", isOver: false },
      ]);
      expect(new Set(alerts.map(({ key }) => key)).size).toBe(2);
      expect(alerts[0]?.size).toBeGreaterThan(4_000);
    });
  });

  test("keep their keys and grow as days pass, and are over once they are seen to", async () => {
    await reading(TERRIBLE, (all) => {
      const earlier = addDays(TODAY, -1);
      const [before] = ofKind(alertsOf(all, { today: earlier }), "anomaly");
      const [after] = ofKind(alertsOf(all), "anomaly");
      expect(after?.key).toBe(before?.key);
      expect(after?.size).toBeGreaterThan(before?.size ?? 0);
      const { anomalyFeedback } = all.context();
      const [start = "", ...pattern] = (before?.key.replace("anomaly ", "") ?? "").split(" ");
      const said = { verdict: "acknowledged", until: null, note: null } as const;
      const by = { person: "ann@example.com", givenAt: NOW.toISOString() };
      anomalyFeedback.keep("a1", { pattern: pattern.join(" "), start, ...said, ...by });
      const seen = alertsOf(all).find(({ key }) => key === before?.key);
      expect(seen?.isOver).toBe(true);
    });
  });

  test("tell of a budget once a threshold is passed, as large as thresholds are many", async () => {
    await reading(NORMAL, (all) => {
      expect(ofKind(alertsOf(all), "budget")).toMatchObject([
        {
          key: "budget Payments 2026-11-01",
          severity: "medium",
          team: "payments",
          person: "ana@example.com",
          size: 2,
        },
      ]);
    });
    await reading(TERRIBLE, (all) => {
      expect(ofKind(alertsOf(all), "budget")).toMatchObject([{ severity: "high", size: 8 }]);
    });
  });

  test("tell how a budget's period ended, and nothing of one that is muted", async () => {
    await reading(TERRIBLE, (all) => {
      const ended = alertsOf(all, { today: "2026-12-02", now: new Date("2026-12-02T09:00:00Z") });
      expect(ended.find(({ key }) => key === "budget Payments 2026-11-01")).toMatchObject({
        isOver: true,
      });
      const run = { name: "Payments", periodStart: "2026-11-01" };
      const said = { isSilent: true, person: "ann@example.com", now: NOW };
      all.context().budgets.mutes.silence("a2", run, said);
      expect(ofKind(alertsOf(all), "budget")).toEqual([]);
    });
  });

  test("tell of a source that is silent, and say nothing of what its days would show", async () => {
    await reading(TERRIBLE, (all) => {
      const today = addDays(TODAY, 9);
      const alerts = alertsOf(all, { today });
      expect(ofKind(alerts, "sync")).toMatchObject([{ severity: "high", size: 2 }]);
      expect(ofKind(alerts, "anomaly")).toEqual([]);
      expect(ofKind(alerts, "budget")).toEqual([]);
      expect(ofKind(alertsOf(all), "sync")).toEqual([]);
    });
  });

  test("tell of commitments of which little is used, until more is", async () => {
    await reading(QUIET, (all) => {
      const feeds = new FeedLog(all.store.database);
      const keep = (utilisation: number, start: string, end: string) =>
        feeds.keep({
          source: "aws",
          feed: "commitments",
          kind: "commitment-usage",
          items: [usageOf(utilisation, start, end)],
          listed: null,
          memory: null,
          now: NOW,
        });
      keep(0.4, "2026-09-01", "2026-10-01");
      expect(ofKind(alertsOf(all), "commitment-usage")).toMatchObject([
        { key: "commitment-usage sp-1", severity: "high", size: 600 },
      ]);
      keep(0.95, "2026-10-01", "2026-11-01");
      expect(alertsOf(all).find(({ kind }) => kind === "commitment-usage")?.isOver).toBe(true);
    });
  });

  test("tell that a commitment ends 30 days before, and once more in its last week", async () => {
    await withCommitments(commitmentBill(), (store) => {
      const on = (today: string) =>
        ofKind(commitmentAlerts(readingContext(store, today)), "commitment-expiry");
      expect(on("2026-12-10")).toEqual([]);
      const [first] = on("2026-12-20");
      expect(first).toMatchObject({ severity: "medium", size: 1 });
      expect(first?.card.title).toBe("web servers ends on 15 January 2027");
      expect(on("2027-01-09")).toMatchObject([{ key: first?.key, severity: "high", size: 2 }]);
    });
  });

  test("tell that credits run out once a complete week is without them", async () => {
    const daysWithout = Object.fromEntries(
      Array.from({ length: 83 - 75 }, (_, at) => [75 + at, null]),
    );
    const credits = service("payments", "Credits", -0.5, daysWithout, {
      ChargeCategory: "Credit",
      ResourceId: "",
    });
    await reading({ ...QUIET, rows: [...QUIET.rows, ...credits] }, (all) => {
      const [credit, ...others] = ofKind(alertsOf(all), "credit");
      expect(others).toEqual([]);
      expect(credit).toMatchObject({
        severity: "medium",
        card: { title: "Credits in USD are running out" },
      });
    });
  });

  test("can't be muted by who acts on all that they see, and doesn't see it", async () => {
    await reading(TERRIBLE, async (all) => {
      const { mutes } = all.context().schedules;
      const seen = alertsOf(all, all.access.viewOf("fin@example.com")).map(({ key }) => key);
      const hidden = alertsOf(all).find(({ key }) => !seen.includes(key))?.key ?? "";
      const mute = async (key = "", actionId = key) => {
        const by = { user: "fin@example.com", now: NOW, actionId };
        return (await all.assistant.call({ skill: "mute-alert", input: { key } }, by)).status;
      };
      expect([await mute(hidden), mutes.isMuted(hidden, NOW)]).toEqual(["refused", false]);
      expect([await mute(seen[0]), mutes.isMuted(seen[0] ?? "", NOW)]).toEqual(["answered", true]);
    });
  });

  test("can be muted for a time by their card, and by words", async () => {
    await reading(TERRIBLE, async (all) => {
      const [alert] = ofKind(alertsOf(all), "anomaly");
      if (alert === undefined) throw new Error("no alert");
      const week = choicesOf(alert).find(({ label, action }) => {
        return label === "1 week" && action.kind === "call" && action.skill === "mute-alert";
      });
      if (week?.action.kind !== "call") throw new Error("no way to mute it");
      const by = { user: "ann@example.com", now: NOW, actionId: "press-1" };
      const done = await all.assistant.call(week.action, by);
      expect(done.text).toContain("is silent until 30 November 2026");
      const { mutes } = all.context().schedules;
      expect(mutes.isMuted(alert.key, NOW)).toBe(true);
      expect(mutes.isMuted(alert.key, new Date("2026-11-30T00:00:00Z"))).toBe(false);
      const thread = { user: "ann@example.com", now: NOW, thread: "t" };
      await all.assistant.ask({ ...thread, text: `unmute the alert “${alert.key}”` });
      await all.assistant.ask({ ...thread, text: "yes" });
      expect(mutes.isMuted(alert.key, NOW)).toBe(false);
    });
  });
});
