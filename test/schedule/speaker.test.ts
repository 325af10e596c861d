import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Courier, CourierError } from "#src/chat/courier";
import { silentLog } from "#src/log";
import type { Reporter, ReportRequest } from "#src/schedule/compose-report";
import { Speaker } from "#src/schedule/speaker";
import type { Schedule } from "#src/schedule-book";
import { ChannelList } from "#src/schedule-config";
import { StoredFeedback } from "#src/store/chat/feedback";
import { openStore } from "#src/store/open-store";
import { StoredOpinions } from "#src/store/schedules/opinions";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { temporaryFolder } from "../store/random-bill.ts";
import { SimulatedClock } from "./simulated-clock.ts";
import { SimulatedPlatform, titled } from "./simulated-platform.ts";

const START = "2026-03-02T00:00:00Z";
const good = { verdict: "good", note: null } as const;
const daily: Schedule = {
  ...{ name: "brief", kind: "daily-brief", team: null, filters: [], call: null },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "day" }, time: "09:00", timeZone: "Europe/Berlin" },
  ...{ files: [], person: "" },
};

/** One process on an empty store, with a clock that goes as it is told. */
function process(file = ":memory:") {
  const database = openStore(file);
  const clock = new SimulatedClock(START);
  const platform = new SimulatedPlatform(() => clock.now());
  const asked: ReportRequest[] = [];
  const courier = platform.courier(
    () => "none",
    () => new Promise<never>(() => undefined),
  );
  const versions = new ScheduleVersions(database);
  const parts = {
    courier: courier as Courier,
    report: (({ period }) => Promise.resolve(titled(`brief of ${period}`))) as Reporter,
  };
  const speaker = new Speaker({
    store: { database },
    couriers: {
      slack: {
        post: (...words) => parts.courier.post(...words),
        update: (...words) => parts.courier.update(...words),
        find: (...words) => parts.courier.find(...words),
        remember: (...words) => parts.courier.remember(...words),
      },
    },
    reporter: (request) => {
      asked.push(request);
      return parts.report(request);
    },
    alerts: () => [],
    draw: (card) => Promise.resolve({ card, issue: () => "" }),
    direct: () => null,
    channels: new ChannelList({}, "UTC"),
    waitHours: 3,
    clock,
    log: silentLog,
  });
  const set = (schedule: Schedule | null, setAt = START) => {
    const version = { id: "brief", schedule, person: "", setAt, origin: "conversation" } as const;
    versions.keep(`${setAt} ${JSON.stringify(schedule)}`, version);
  };
  /** Looks every quarter of an hour, as often as it takes. */
  const until = async (instant: string) => {
    while (clock.now() < Date.parse(instant)) {
      clock.sleepUntil(new Date(clock.now() + 900_000).toISOString());
      await speaker.look();
    }
  };
  const postings = new Postings(database);
  const states = () => postings.of("brief", 9).map(({ step, state }) => `${step} ${state}`);
  const texts = () => platform.messages.map(({ text }) => text);
  return { database, clock, platform, asked, parts, speaker, set, until, postings, states, texts };
}

describe("a schedule", () => {
  test("is sent at its local time, before and after a clock change", async () => {
    const { set, until, platform } = process();
    set({ ...daily, times: { ...daily.times, rhythm: { every: "week", weekday: "monday" } } });
    await until("2026-04-01T00:00:00Z");
    expect(platform.messages.map(({ at }) => new Date(at).toISOString().slice(5, 16))).toEqual([
      "03-02T08:00",
      "03-09T08:00",
      "03-16T08:00",
      "03-23T08:00",
      "03-30T07:00",
    ]);
  });

  test("waits for data up to its limit, and is then sent all the same, marked late", async () => {
    const { set, until, asked, parts, platform } = process();
    set(daily);
    parts.report = ({ mayWait }) => Promise.resolve(mayWait ? "wait" : titled("brief"));
    await until("2026-03-02T12:00:00Z");
    expect(asked.length).toBe(13);
    expect(platform.messages).toMatchObject([
      {
        at: Date.parse("2026-03-02T11:00:00Z"),
        text: "brief\nLate: this was due on 2026-03-02 at 09:00 (Europe/Berlin). It waited for data.",
      },
    ]);
  });

  test("with nothing to say says nothing", async () => {
    const { set, until, parts, states, texts } = process();
    set(daily);
    parts.report = () => Promise.resolve(null);
    await until("2026-03-02T12:00:00Z");
    expect(texts()).toEqual([]);
    expect(states()).toEqual(["2026-03-02 skipped"]);
  });

  test("sends only the newest of what it missed, marked late", async () => {
    const { set, until, clock, speaker, texts } = process();
    set(daily);
    await until("2026-03-02T12:00:00Z");
    clock.sleepUntil("2026-03-06T15:00:00Z");
    await speaker.look();
    await speaker.look();
    expect(texts()).toEqual([
      "brief of 2026-03-02",
      "brief of 2026-03-06\nLate: this was due on 2026-03-06 at 09:00 (Europe/Berlin).",
    ]);
  });

  test("owes nothing of the time before it was set, or after it was stopped", async () => {
    const { set, until, texts } = process();
    set(daily, "2026-03-02T08:30:00Z");
    await until("2026-03-03T12:00:00Z");
    set(null, "2026-03-04T07:00:00Z");
    await until("2026-03-06T12:00:00Z");
    expect(texts()).toEqual(["brief of 2026-03-03"]);
  });

  test("that changes isn't sent twice on a day, and goes where it is wanted now", async () => {
    const { set, until, platform } = process();
    set(daily);
    await until("2026-03-02T12:00:00Z");
    set({ ...daily, times: { ...daily.times, time: "15:00" } }, "2026-03-02T12:00:00Z");
    await until("2026-03-03T12:00:00Z");
    set({ ...daily, channel: "slack:T1/C2" }, "2026-03-03T12:00:00Z");
    await until("2026-03-04T12:00:00Z");
    expect(platform.messages.map(({ channel, text }) => `${channel} ${text}`)).toEqual([
      "slack:T1/C1 brief of 2026-03-02",
      "slack:T1/C2 brief of 2026-03-04",
    ]);
  });

  test("that is stopped while it waits isn't sent", async () => {
    const { set, until, parts, states } = process();
    set(daily);
    parts.report = () => Promise.resolve("wait");
    await until("2026-03-02T09:00:00Z");
    set(null, "2026-03-02T09:05:00Z");
    await until("2026-03-02T10:00:00Z");
    expect(states()).toEqual(["2026-03-02 skipped"]);
  });

  test("fails at once where the channel is gone, and is tried the next time", async () => {
    const { set, until, parts, states, postings } = process();
    set(daily);
    const { courier } = parts;
    parts.courier = {
      ...courier,
      post: () => Promise.reject(new CourierError("impossible", "channel_not_found")),
    };
    await until("2026-03-02T12:00:00Z");
    expect(postings.of("brief", 1)[0]).toMatchObject({
      state: "failed",
      problem: "channel_not_found",
      tries: 0,
    });
    parts.courier = courier;
    await until("2026-03-03T12:00:00Z");
    expect(states()).toEqual(["2026-03-03 sent", "2026-03-02 failed"]);
  });

  test("that can't be computed is given up after a day, and the next one is tried", async () => {
    const { set, until, parts, states, asked } = process();
    parts.report = () => Promise.reject(new Error("a bug"));
    set({ ...daily, times: { ...daily.times, rhythm: { every: "week", weekday: "monday" } } });
    await until("2026-03-04T00:00:00Z");
    expect(states()).toEqual(["2026-03-02 failed"]);
    expect(asked).toHaveLength(30);
    await until("2026-03-09T09:00:00Z");
    expect(states()).toEqual(["2026-03-09 open", "2026-03-02 failed"]);
  });

  test("whose last report didn't arrive for sure gives way to the next", async () => {
    const { set, until, clock, speaker, parts, texts, states } = process();
    set(daily);
    const { courier } = parts;
    const lost = new CourierError("unsure", "timed out");
    parts.courier = { ...courier, post: () => Promise.reject(lost) };
    await until("2026-03-02T08:15:00Z");
    parts.courier = courier;
    clock.sleepUntil("2026-03-03T08:00:00Z");
    await speaker.look();
    expect(texts()).toEqual(["brief of 2026-03-03"]);
    expect(states()).toEqual(["2026-03-03 sent", "2026-03-02 skipped"]);
  });

  test("what arrived although its process died is found, and known again by what it is about", async () => {
    const { set, until, parts, platform, states } = process();
    set(daily);
    const { courier } = parts;
    parts.courier = {
      ...courier,
      post: async (...words) => {
        await courier.post(...words);
        throw new CourierError("unsure", "timed out");
      },
    };
    await until("2026-03-02T12:00:00Z");
    expect(states()).toEqual(["2026-03-02 sent"]);
    expect(platform.messages).toHaveLength(1);
    expect(platform.remembered).toEqual([platform.messages[0]?.id]);
  });

  test("what was sent is forgotten after 400 days, but for the last report", async () => {
    const { database, set, clock, speaker, postings, states } = process();
    set({ ...daily, times: { ...daily.times, rhythm: { every: "month", day: 3 } } });
    const feedback = new StoredFeedback(database);
    for (const day of ["2026-03-03", "2026-04-03", "2026-05-03"]) {
      clock.sleepUntil(`${day}T08:30:00Z`);
      await speaker.look();
      feedback.keep(postings.of("brief", 1)[0]?.id ?? "", "ann", good, new Date(clock.now()));
    }
    const opinions = new StoredOpinions(database);
    expect(opinions.since(new Date(START))).toHaveLength(3);
    clock.sleepUntil("2027-05-10T08:30:00Z");
    await speaker.look();
    expect(states()).toEqual(["2027-05-03 sent", "2026-05-03 sent"]);
    expect(opinions.since(new Date(START)).map(({ period }) => period)).toEqual(["2026-05-03"]);
    set(null, "2027-05-11T00:00:00Z");
    clock.sleepUntil("2029-01-01T00:00:00Z");
    await speaker.look();
    expect(states()).toEqual(["2027-05-03 sent"]);
  });

  test("a platform that asks for time gets it", async () => {
    const { set, until, parts, platform } = process();
    set(daily);
    const { courier } = parts;
    let tries = 0;
    parts.courier = {
      ...courier,
      post: (...words) => {
        tries += 1;
        if (tries > 1) return courier.post(...words);
        return Promise.reject(new CourierError("later", "ratelimited", 2 * 3_600_000));
      },
    };
    await until("2026-03-02T12:00:00Z");
    expect(platform.messages.map(({ at }) => at)).toEqual([Date.parse("2026-03-02T10:00:00Z")]);
  });

  test("waits where another process writes for long", async () => {
    const folder = temporaryFolder();
    try {
      const { database, clock, set, speaker, texts } = process(join(folder, "store.db"));
      database.pragma("busy_timeout = 1");
      set(daily);
      const other = openStore(join(folder, "store.db"));
      other.exec("BEGIN IMMEDIATE");
      clock.sleepUntil("2026-03-02T08:00:00Z");
      await speaker.look();
      expect(texts()).toEqual([]);
      other.exec("COMMIT");
      await speaker.look();
      expect(texts()).toEqual(["brief of 2026-03-02"]);
      other.close();
      database.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("looks again by itself until it is stopped", async () => {
    const { set, clock, speaker, texts } = process();
    set(daily);
    speaker.start();
    await clock.until("2026-03-02T08:00:00Z");
    expect(texts()).toEqual(["brief of 2026-03-02"]);
    await speaker.stop();
    expect(clock.waiting).toBe(0);
  });
});

describe("what tally.yaml has", () => {
  const at = (hour: number) => new Date(Date.parse(START) + hour * 3_600_000);

  test("holds from when it was first read, until it changes or is gone", () => {
    const versions = new ScheduleVersions(openStore(":memory:"));
    versions.noteFile(new Map([["brief", daily]]), at(1));
    versions.noteFile(new Map([["brief", daily]]), at(2));
    const weekly = { ...daily, kind: "weekly-digest" } as const;
    versions.noteFile(new Map([["brief", weekly]]), at(3));
    const [held] = versions.held();
    expect(held?.schedule.kind).toBe("weekly-digest");
    expect(held?.versions.map(({ setAt }) => setAt)).toEqual(
      [1, 3].map((h) => at(h).toISOString()),
    );
    versions.noteFile(new Map(), at(4));
    expect(versions.held()).toEqual([]);
  });

  test("what a person says of it stands until the file says something new", () => {
    const versions = new ScheduleVersions(openStore(":memory:"));
    const file = new Map([["brief", daily]]);
    versions.noteFile(file, at(1));
    const id = versions.held()[0]?.id ?? "";
    const said = { id, person: "ana@example.com", origin: "conversation" } as const;
    versions.keep("a", { ...said, schedule: null, setAt: at(2).toISOString() });
    versions.noteFile(file, at(3));
    expect(versions.held()).toEqual([]);
    versions.noteFile(new Map([["brief", { ...daily, team: "data" }]]), at(4));
    expect(versions.held()).toHaveLength(1);
  });
});

describe("a posting", () => {
  const key = { kind: "alert", subject: "s", step: "1", channel: "slack:T1/C1" } as const;
  const now = new Date(START);
  const owner = (name: string, alive: readonly string[]) => ({
    name,
    isAlive: (other: string) => alive.includes(other),
  });

  test("is planned once, and one process has it at a time, until it dies or its time is up", () => {
    const postings = new Postings(openStore(":memory:"));
    expect(postings.plan(key, "2026-03-02", now)).toBe(true);
    expect(postings.plan(key, "2026-03-02", now)).toBe(false);
    const claim = (name: string, alive: readonly string[], at = now) =>
      postings.claim(owner(name, alive), at, 60_000, () => true)?.subject ?? null;
    expect(claim("a", ["a", "b"])).toBe("s");
    expect(claim("b", ["a", "b"])).toBeNull();
    expect(claim("b", ["b"])).toBe("s");
    expect(claim("a", ["a", "b"], new Date(now.getTime() + 60_000))).toBe("s");
  });

  test("waits for the one before it of its subject", () => {
    const postings = new Postings(openStore(":memory:"));
    postings.plan(key, "2026-03-02", now);
    postings.plan({ ...key, kind: "growth" }, "2026-03-02", now);
    postings.plan({ ...key, subject: "other" }, "2026-03-02", now);
    const claim = () => postings.claim(owner("a", ["a"]), now, 60_000, () => true);
    const first = claim();
    expect([first?.kind, claim()?.subject, claim()]).toEqual(["alert", "other", null]);
    postings.settle(first?.id ?? "", "sent", { messageId: "m", day: "2026-03-02" }, now);
    expect(claim()?.kind).toBe("growth");
  });

  test("isn't handed to the platform by a process that it was taken from", () => {
    const postings = new Postings(openStore(":memory:"));
    postings.plan(key, "2026-03-02", now);
    const [a, b] = [owner("a", []), owner("b", [])];
    const { id = "" } = postings.claim(a, now, 60_000, () => true) ?? {};
    postings.claim(b, now, 60_000, () => true);
    expect(postings.begin(id, null, a, { now, lease: 60_000 })).toBe(false);
    expect(postings.begin(id, null, b, { now, lease: 60_000 })).toBe(true);
  });
});
