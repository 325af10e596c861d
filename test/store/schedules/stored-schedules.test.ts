import { describe, expect, test } from "vitest";
import type { Schedule } from "#src/schedule-book";
import { ChannelList } from "#src/schedule-config";
import { StoredFeedback } from "#src/store/chat/feedback";
import type { Filter } from "#src/store/cost-query";
import { openStore } from "#src/store/open-store";
import { Postings } from "#src/store/schedules/postings";
import { StoredMatters } from "#src/store/schedules/stored-matters";
import { StoredSchedules } from "#src/store/schedules/stored-schedules";
import { makeScope } from "#src/store/scope";

const ofPayments: Schedule = {
  ...{ name: "Payments", kind: "weekly-digest", team: "payments", filters: [], call: null },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "day" }, time: "09:00", timeZone: "UTC" },
  ...{ files: [], person: "ana@example.com" },
};
const all: Schedule = { ...ofPayments, name: "All", team: null, person: "" };
const ALERT = {
  ...{ key: "payroll", kind: "anomaly", severity: "high", team: null, environment: null },
  ...{ channelHint: null, person: null, size: 1, isOver: false },
};
const setAt = "2026-11-20T09:00:00Z";

function team(name: string): Filter[] {
  return [{ dimension: "team", operator: "in", values: [name] }];
}

function books() {
  const database = openStore(":memory:");
  const channels = new ChannelList({}, "UTC");
  const of = (person: string, scope: readonly Filter[] = []) =>
    new StoredSchedules(database, channels, makeScope(scope), person);
  return {
    database,
    admin: of(""),
    ana: of("Ana@example.com", team("data")),
    bo: of("bo@example.com", team("payments")),
  };
}

describe("schedules", () => {
  test("are kept once for an action, and changed and stopped by further versions", () => {
    const { admin } = books();
    const version = { id: "1", schedule: ofPayments, person: "", setAt };
    expect(admin.keep("a", version)).toBe(true);
    expect(admin.keep("a", { ...version, schedule: all })).toBe(false);
    expect(admin.keptBy("a")?.schedule?.name).toBe("Payments");
    expect(admin.keptBy("b")).toBeNull();
    admin.keep("b", { ...version, schedule: { ...ofPayments, name: "Renamed" } });
    expect(admin.held().map(({ schedule, versions }) => [schedule.name, versions.length])).toEqual([
      ["Renamed", 2],
    ]);
    admin.keep("c", { ...version, schedule: null });
    expect(admin.held()).toEqual([]);
  });

  test("are seen by whom they are for, and by who sees all of their charges", () => {
    const { admin, ana, bo } = books();
    admin.keep("a", { id: "1", schedule: ofPayments, person: "", setAt });
    admin.keep("b", { id: "2", schedule: all, person: "", setAt });
    const names = (book: StoredSchedules) => book.held().map(({ schedule }) => schedule.name);
    expect([names(admin), names(ana), names(bo)]).toEqual([
      ["Payments", "All"],
      ["Payments"],
      ["Payments"],
    ]);
    expect(bo.mayKeep({ ...all, person: "bo@example.com" })).toBe(true);
    expect(bo.mayKeep(all)).toBe(false);
  });

  test("are told opinions of to who sees them; of alerts, to who sees everything", () => {
    const { database, admin, ana, bo } = books();
    admin.keep("a", { id: "1", schedule: ofPayments, person: "", setAt });
    admin.keep("b", { id: "2", schedule: all, person: "", setAt });
    const [now, day] = [new Date(setAt), "2026-11-20"];
    const [postings, matters] = [new Postings(database), new StoredMatters(database)];
    const alert = { ...ALERT, card: { title: "Payroll rose", blocks: [] } };
    matters.begin("payroll", "slack:T1/C1", JSON.stringify(alert), now);
    const sent = ["1", "2"].flatMap((subject) => {
      postings.plan({ kind: "report", subject, step: day, channel: "slack:T1/C1" }, day, now);
      return postings.of(subject, 1);
    });
    const feedback = new StoredFeedback(database);
    for (const { id } of [...sent, ...matters.waiting()]) {
      feedback.keep(id, "ana@example.com", { verdict: "bad", note: null }, now);
    }
    const names = (book: StoredSchedules) => book.opinions(new Date(0)).map(({ name }) => name);
    expect(names(admin).toSorted()).toEqual(["All", "Payments", "Payroll rose"]);
    expect([names(ana), names(bo)]).toEqual([["Payments"], ["Payments"]]);
  });
});
