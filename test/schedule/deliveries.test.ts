import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "#src/focus/day";
import type { Schedule } from "#src/schedule-book";
import { openStore } from "#src/store/open-store";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { localInstant } from "./local-instant.ts";
import { Simulation, type Troubles } from "./simulated-company.ts";

/** Seconds, and more of them on a machine that has other work. */
const PATIENCE = { timeout: 90_000 };
const HOUR = 3_600_000;
const START = "2026-02-10T00:00:00Z";
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Pacific/Chatham",
] as const;
const TIMES = ["09:00", "08:30", "02:30", "00:00", "17:45"] as const;

/** Forty teams: a weekly digest each, some with a daily brief, some with a monthly report. */
function fortyTeams(): Schedule[] {
  return Array.from({ length: 40 }, (_, team): Schedule => {
    const timeZone = ZONES[team % ZONES.length] ?? "UTC";
    const time = TIMES[team % TIMES.length] ?? "09:00";
    return {
      name: `team ${team}`,
      kind: team % 8 === 0 ? "daily-brief" : team % 8 === 1 ? "monthly-report" : "weekly-digest",
      team: `team ${team}`,
      filters: [],
      call: null,
      channel: `slack:T1/C${team}`,
      times: { rhythm: rhythmOf(team), time, timeZone },
      files: [],
      person: "",
    };
  });
}

function rhythmOf(team: number): Schedule["times"]["rhythm"] {
  if (team % 8 === 0) return { every: "day" };
  if (team % 8 === 1) return { every: "month", day: team % 16 === 1 ? "last" : 3 };
  return { every: "week", weekday: team % 3 === 0 ? "friday" : "monday" };
}

/** What is due, day by day, reckoned without the program. */
function dueOf({ times: { rhythm, time, timeZone } }: Schedule, start: string, end: string) {
  const due: { readonly day: Day; readonly at: number }[] = [];
  for (let day = addDays(start.slice(0, 10), -1); day <= end.slice(0, 10); day = addDays(day, 1)) {
    if (!isDay(rhythm, day)) continue;
    const at = localInstant(day, time, timeZone).getTime();
    if (at > Date.parse(start) && at <= Date.parse(end)) due.push({ day, at });
  }
  return due;
}

function isDay(rhythm: Schedule["times"]["rhythm"], day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (rhythm.every === "week") return weekday === (rhythm.weekday === "monday" ? 1 : 5);
  if (rhythm.every !== "month") return true;
  if (rhythm.day === "last") return addDays(day, 1).endsWith("-01");
  return Number(day.slice(8)) === rhythm.day;
}

async function simulate(days: number, seed: number, troubles: Troubles, platform = "slack") {
  const database = openStore(":memory:");
  const versions = new ScheduleVersions(database);
  const schedules = fortyTeams().map((schedule) => ({
    ...schedule,
    channel: schedule.channel.replace("slack", platform),
  }));
  for (const schedule of schedules) {
    const version = { id: schedule.name, schedule, person: "", setAt: START } as const;
    versions.keep(schedule.name, { ...version, origin: "conversation" });
  }
  const end = `${addDays(START.slice(0, 10), days)}T00:00:00Z`;
  const finds = (channel: string) => channel.startsWith("slack:");
  const simulation = new Simulation({ database, start: START, end, seed, troubles, finds });
  await simulation.run();
  return { simulation, schedules, end, postings: new Postings(database) };
}

/** Milliseconds between two instants in which something ran. */
function uptime(downtimes: readonly [number, number][], from: number, until: number): number {
  const down = downtimes.map(([a, b]) => Math.max(0, Math.min(b, until) - Math.max(a, from)));
  return until - from - down.reduce((sum, part) => sum + part, 0);
}

/** Long enough to send anything, with all the waiting for data and for the platform. */
const ENOUGH = 18 * HOUR;

function check({ simulation, schedules, end }: Awaited<ReturnType<typeof simulate>>): number {
  const { platform, downtimes } = simulation;
  const shown = Map.groupBy(platform.messages, ({ channel }) => channel);
  let count = 0;
  for (const schedule of schedules) {
    const due = dueOf(schedule, START, end);
    const messages = shown.get(schedule.channel) ?? [];
    const days = messages.map(({ text }) => text.split("\n")[0]?.split(" of ")[1] ?? "");
    // In order, and none twice.
    expect(days).toEqual([...new Set(days)].toSorted());
    due.forEach(({ day, at }, index) => {
      const message = messages[days.indexOf(day)];
      const until = due[index + 1]?.at ?? Date.parse(end);
      if (message === undefined) {
        expect(uptime(downtimes, at, until), `${schedule.name} ${day}`).toBeLessThan(ENOUGH);
        return;
      }
      count += 1;
      expect(message.at).toBeGreaterThanOrEqual(at);
      expect(message.at - at > HOUR).toBe(message.text.includes("Late: this was due on"));
      const asked = uptime(downtimes, at, message.at);
      expect(asked, `${schedule.name} ${day}`).toBeLessThan(ENOUGH);
    });
    expect(days.every((day) => due.some((one) => one.day === day))).toBe(true);
  }
  return count;
}

describe("reports of forty teams in eight time zones", () => {
  test("without trouble, each comes at its local time, over 400 days", PATIENCE, async () => {
    const run = await simulate(400, 1, { calls: 0, deaths: 0, waits: 0 });
    const sent = check(run);
    const due = run.schedules.flatMap((schedule) => dueOf(schedule, START, run.end));
    expect(sent).toBe(due.length);
    expect(sent).toBeGreaterThan(3700);
    const starts = new Set(due.map(({ at }) => at));
    expect(run.simulation.platform.messages.filter(({ at }) => !starts.has(at))).toEqual([]);
  });

  test(
    "through deaths and errors, each comes once and in order, over 400 days",
    PATIENCE,
    async () => {
      const run = await simulate(400, 2, { calls: 0.25, deaths: 0.05, waits: 0.1 });
      expect(check(run)).toBeGreaterThan(3500);
      expect([...run.simulation.deaths.keys()].toSorted()).toEqual([
        "computing",
        "killed after",
        "killed before",
      ]);
      expect(run.simulation.downtimes.length).toBeGreaterThan(10);
    },
  );

  test("whatever happens", PATIENCE, async () => {
    const shares = fc.record({
      calls: fc.double({ min: 0, max: 0.4, noNaN: true }),
      deaths: fc.double({ min: 0, max: 0.15, noNaN: true }),
      waits: fc.double({ min: 0, max: 0.2, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(), shares, async (seed, troubles) => {
        check(await simulate(30, seed, troubles));
      }),
      { numRuns: 8 },
    );
  });

  test("where the platform doesn't say what arrived, nothing is doubled, and what is missing is unsure", async () => {
    const troubles = { calls: 0.2, deaths: 0.03, waits: 0 };
    const { simulation, schedules, postings, end } = await simulate(120, 3, troubles, "teams");
    const texts = simulation.platform.messages.map(({ text }) => text.split("\n")[0]);
    expect(new Set(texts).size).toBe(texts.length);
    const all = schedules.flatMap(({ name }) => postings.of(name, 1000));
    const isShown = new Set(simulation.platform.messages.map(({ mark }) => mark));
    expect(all.filter(({ state, id }) => state === "sent" && !isShown.has(id))).toEqual([]);
    const isOld = (dueAt: string) => dueAt < addDays(end.slice(0, 10), -2);
    expect(all.filter(({ state, dueAt }) => state === "open" && isOld(dueAt))).toEqual([]);
    expect(all.filter(({ state }) => state === "failed")).toEqual([]);
    expect(all.some(({ state, id }) => state === "unsure" && !isShown.has(id))).toBe(true);
  });
});
