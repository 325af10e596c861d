import { describe, expect, test } from "vitest";
import { silentLog } from "#src/log";
import type { Alert } from "#src/schedule/alert";
import { isQuiet, quietUntil } from "#src/schedule/quiet-hours";
import { routeOf } from "#src/schedule/route-alert";
import { Speaker } from "#src/schedule/speaker";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { openStore } from "#src/store/open-store";
import { StoredAlertMutes } from "#src/store/schedules/alert-mutes";
import { SimulatedClock } from "./simulated-clock.ts";
import { DELETED, type Mishap, SimulatedPlatform } from "./simulated-platform.ts";

const CHANNELS = new ChannelList(
  channelsSchema.parse({
    "slack:T1/PAY": {
      name: "#payments",
      team: "payments",
      timeZone: "Europe/Berlin",
      alerts: { cap: 2 },
    },
    "slack:T1/PROD": { team: "search", alerts: { environments: ["production"], from: "high" } },
    "slack:T1/ALL": { name: "#finops", quietHours: false },
    "slack:T1/OFF": { team: "ml", alerts: false },
  }),
  "UTC",
);

function alert(key: string, changes: Partial<Alert> = {}): Alert {
  const size = changes.size ?? 100;
  return {
    ...{ key, kind: "anomaly", severity: "medium", team: "payments", environment: null },
    ...{ channelHint: null, person: null, size, isOver: false },
    card: { title: `${key} ${changes.isOver ? "over" : size}`, blocks: [] },
    ...changes,
  };
}

/** A process whose world is set by hand; Friday, 10:00 in Berlin. */
function process() {
  const database = openStore(":memory:");
  const clock = new SimulatedClock("2026-03-06T09:00:00Z");
  const platform = new SimulatedPlatform(() => clock.now());
  const trouble: { now: Mishap } = { now: "none" };
  const courier = platform.courier(
    () => trouble.now,
    () => new Promise<never>(() => undefined),
  );
  let world: readonly Alert[] = [];
  const speaker = new Speaker({
    store: { database },
    couriers: { slack: courier },
    reporter: () => Promise.resolve(null),
    alerts: () => world,
    draw: (card) => Promise.resolve({ card, issue: () => "" }),
    direct: () => null,
    channels: CHANNELS,
    waitHours: 1,
    clock,
    log: silentLog,
  });
  const seen = async (instant: string, ...alerts: Alert[]) => {
    clock.sleepUntil(instant);
    world = alerts;
    await speaker.look();
    return platform.messages.map(({ text, thread }) => (thread === null ? text : `> ${text}`));
  };
  return { seen, platform, trouble, mutes: new StoredAlertMutes(database) };
}

describe("a matter", () => {
  test("is told once, kept up to date in its place, and closed there", async () => {
    const { seen, platform } = process();
    expect(await seen("2026-03-06T09:00:00Z", alert("a"))).toEqual(["a 100"]);
    expect(await seen("2026-03-06T10:00:00Z", alert("a"))).toEqual(["a 100"]);
    expect(platform.messages[0]?.updates).toBe(0);
    expect(await seen("2026-03-06T11:00:00Z", alert("a", { size: 120 }))).toEqual(["a 120"]);
    expect(await seen("2026-03-06T12:00:00Z")).toEqual(["a 120"]);
    expect(await seen("2026-03-06T13:00:00Z", alert("a", { isOver: true }))).toEqual(["a over"]);
    expect(platform.messages[0]?.updates).toBe(2);
  });

  test("that grows by half is told of in its thread, once a day", async () => {
    const { seen } = process();
    await seen("2026-03-05T09:00:00Z", alert("a"));
    expect(await seen("2026-03-05T10:00:00Z", alert("a", { size: 149 }))).toEqual(["a 149"]);
    const grown = ["a 150", "> a 150"];
    expect(await seen("2026-03-05T11:00:00Z", alert("a", { size: 150 }))).toEqual(grown);
    const more = ["a 400", "> a 150"];
    expect(await seen("2026-03-05T12:00:00Z", alert("a", { size: 400 }))).toEqual(more);
    expect(await seen("2026-03-06T09:00:00Z", alert("a", { size: 400 }))).toEqual([
      "a 400",
      "> a 150",
      "> a 400",
    ]);
  });

  test("that is wanted in a thread is told there, grows there, and stands beside it where it is gone", async () => {
    const { seen, platform } = process();
    const there = { channelHint: "slack:T1/PAY", thread: "root" };
    const wanted = alert("a", there);
    expect(await seen("2026-03-05T09:00:00Z", wanted)).toEqual(["> a 100"]);
    const grown = { ...there, size: 150 };
    await seen(
      "2026-03-05T10:00:00Z",
      alert("a", grown),
      alert("b", { ...there, thread: DELETED }),
    );
    expect(platform.messages.map(({ text, thread }) => [text, thread])).toEqual([
      ["a 150", "root"],
      ["a 150", "root"],
      ["b 100", null],
    ]);
    // Where it comes to another channel there is no such thread.
    await seen("2026-03-06T09:00:00Z", alert("c", { ...there, channelHint: "#nowhere" }));
    expect(platform.messages.at(-1)).toMatchObject({ text: "c 100", thread: null });
  });

  test("that begins anew within a day is the same, and later a new one", async () => {
    const { seen } = process();
    await seen("2026-03-03T09:00:00Z", alert("a"));
    await seen("2026-03-03T10:00:00Z", alert("a", { isOver: true }));
    expect(await seen("2026-03-04T08:00:00Z", alert("a", { size: 110 }))).toEqual(["a 110"]);
    await seen("2026-03-04T09:00:00Z", alert("a", { isOver: true }));
    expect(await seen("2026-03-05T10:00:00Z", alert("a"))).toEqual(["a over", "a 100"]);
  });

  test("that is over before it was told is never told", async () => {
    const { seen } = process();
    expect(await seen("2026-03-07T09:00:00Z", alert("a"))).toEqual([]);
    expect(await seen("2026-03-07T12:00:00Z", alert("a", { isOver: true }))).toEqual([]);
    expect(await seen("2026-03-09T09:00:00Z")).toEqual([]);
  });

  test("waits for the end of quiet hours", async () => {
    const { seen } = process();
    expect(await seen("2026-03-06T19:00:00Z", alert("a"))).toEqual([]);
    expect(await seen("2026-03-08T12:00:00Z", alert("a"))).toEqual([]);
    expect(await seen("2026-03-09T05:59:00Z", alert("a"))).toEqual([]);
    expect(await seen("2026-03-09T06:10:00Z", alert("a"))).toEqual(["a 100"]);
  });

  test("that couldn't be sent before quiet hours waits for their end", async () => {
    const { seen, trouble } = process();
    trouble.now = "rate-limited";
    expect(await seen("2026-03-05T18:59:00Z", alert("a"))).toEqual([]);
    trouble.now = "none";
    expect(await seen("2026-03-05T19:30:00Z", alert("a"))).toEqual([]);
    expect(await seen("2026-03-06T06:00:00Z", alert("a"))).toEqual(["a 100"]);
  });

  test("that comes a day late counts for that day", async () => {
    const { seen, trouble } = process();
    trouble.now = "rate-limited";
    expect(await seen("2026-03-05T18:30:00Z", alert("a"), alert("b"))).toEqual([]);
    trouble.now = "none";
    const four = ["a", "b", "c", "d"].map((key) => alert(key));
    expect(await seen("2026-03-06T06:00:00Z", ...four)).toEqual([
      "a 100",
      "b 100",
      "Held back\n2 more alerts, beyond today's 2: c 100; d 100.",
    ]);
    expect(await seen("2026-03-06T08:00:00Z", ...four, alert("e"))).toHaveLength(3);
  });

  test("that changed often while the platform was away is updated once", async () => {
    const { seen, trouble, platform } = process();
    await seen("2026-03-05T09:00:00Z", alert("a"));
    trouble.now = "rate-limited";
    await seen("2026-03-05T10:00:00Z", alert("a", { size: 110 }));
    await seen("2026-03-05T11:00:00Z", alert("a", { size: 120 }));
    trouble.now = "none";
    expect(await seen("2026-03-05T12:00:00Z", alert("a", { size: 130 }))).toEqual(["a 130"]);
    expect(platform.messages[0]?.updates).toBe(1);
  });

  test("that is muted is updated in silence, until it is heard again", async () => {
    const { seen, mutes } = process();
    await seen("2026-03-04T09:00:00Z", alert("a"));
    const by = { person: "ana@example.com", now: new Date("2026-03-04T10:00:00Z") };
    mutes.mute("press 1", "a", new Date("2026-03-06T10:00:00Z"), by);
    expect(await seen("2026-03-05T09:00:00Z", alert("a", { size: 300 }))).toEqual(["a 300"]);
    const heard = { ...by, now: new Date("2026-03-05T10:00:00Z") };
    mutes.mute("press 2", "a", null, heard);
    mutes.mute("press 1", "a", new Date("2026-03-06T10:00:00Z"), heard);
    expect(await seen("2026-03-05T11:00:00Z", alert("a", { size: 300 }))).toEqual([
      "a 300",
      "> a 300",
    ]);
  });

  test("beyond the day's cap is summed up in one line, and told once it grows", async () => {
    const { seen, platform } = process();
    const four = ["a", "b", "c"].map((key, at) => alert(key, { size: 100 + at }));
    const severe = alert("d", { severity: "high", size: 1 });
    const line = "Held back\n2 more alerts, beyond today's 2: b 101; a 100.";
    expect(await seen("2026-03-05T09:00:00Z", ...four, severe)).toEqual(["d 1", "c 102", line]);
    const more = await seen("2026-03-05T10:00:00Z", ...four, severe, alert("e"));
    expect(more[2]).toBe("Held back\n3 more alerts, beyond today's 2: b 101; a 100; e 100.");
    expect(platform.messages[2]?.updates).toBe(1);
    const next = await seen("2026-03-06T09:00:00Z", ...four, alert("e", { size: 200 }));
    expect(next.slice(3)).toEqual(["e 200"]);
  });
});

describe("an alert goes", () => {
  const route = (changes: Partial<Alert>) =>
    routeOf(alert("a", changes), CHANNELS, (person) =>
      person === "ana@example.com" ? "slack:T1/ANA" : null,
    );

  test.each<[string, Partial<Alert>, string | null]>([
    ["to its team's channel", {}, "slack:T1/PAY"],
    ["to the channel that it names", { channelHint: "finops" }, "slack:T1/ALL"],
    ["elsewhere, where it names one that isn't known", { channelHint: "#nowhere" }, "slack:T1/PAY"],
    [
      "to whom it concerns, without a channel",
      { team: null, person: "ana@example.com" },
      "slack:T1/ANA",
    ],
    ["to everybody's, where it is nobody's", { team: null }, "slack:T1/ALL"],
    ["past a channel that wants graver ones", { team: "search" }, "slack:T1/ALL"],
    [
      "past one of another environment",
      { team: "search", severity: "high", environment: "staging" },
      "slack:T1/ALL",
    ],
    [
      "to one of its environment",
      { team: "search", severity: "high", environment: "production" },
      "slack:T1/PROD",
    ],
    ["past one that takes none", { team: "ml" }, "slack:T1/ALL"],
    ["nowhere, where nobody wants it", { team: null, severity: "low" }, null],
  ])("%s", (_, changes, channel) => {
    expect(route(changes)).toBe(channel);
  });

  test("to the next of these where it can't be shown, each but once", () => {
    const direct = () => "slack:T1/ANA";
    const one = alert("a", { channelHint: "finops", person: "ana@example.com" });
    const next = (place: string) => routeOf(one, CHANNELS, direct, place);
    expect(next("slack:T1/ALL")).toBe("slack:T1/PAY");
    expect(next("slack:T1/PAY")).toBe("slack:T1/ANA");
    expect(next("slack:T1/ANA")).toBe(null);
  });
});

describe("quiet hours", () => {
  const settings = CHANNELS.settingsOf("slack:T1/PAY");

  test.each([
    ["2026-03-06T18:59:00Z", false],
    ["2026-03-06T19:00:00Z", true],
    ["2026-03-07T11:00:00Z", true],
    ["2026-03-09T05:59:00Z", true],
    ["2026-03-09T06:00:00Z", false],
    ["2026-03-30T05:00:00Z", false],
  ])("of Berlin, at %s: %s", (instant, quiet) => {
    expect(isQuiet(settings, new Date(instant))).toBe(quiet);
  });

  test("end on Monday morning", () => {
    const end = quietUntil(settings, new Date("2026-03-06T19:20:00Z"));
    expect(end.toISOString()).toBe("2026-03-09T06:00:00.000Z");
  });
});
