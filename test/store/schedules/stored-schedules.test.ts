import { describe, expect, test } from "vitest";
import type { Schedule } from "#src/schedule-book";
import { ChannelList } from "#src/schedule-config";
import type { Filter } from "#src/store/cost-query";
import { openStore } from "#src/store/open-store";
import { StoredSchedules } from "#src/store/schedules/stored-schedules";
import { makeScope } from "#src/store/scope";

const ofPayments: Schedule = {
  ...{ name: "Payments", kind: "weekly-digest", team: "payments", filters: [], call: null },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "day" }, time: "09:00", timeZone: "UTC" },
  ...{ files: [], person: "ana@example.com" },
};
const all: Schedule = { ...ofPayments, name: "All", team: null, person: "" };
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
});
