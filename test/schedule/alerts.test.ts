import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alert } from "#src/schedule/alert";
import { localTime } from "#src/schedule/local-time";
import { isQuiet } from "#src/schedule/quiet-hours";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { openStore } from "#src/store/open-store";
import { StoredAlertMutes } from "#src/store/schedules/alert-mutes";
import { seeded } from "./seeded.ts";
import { Simulation, type Troubles } from "./simulated-company.ts";
import type { Shown } from "./simulated-platform.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = "2026-03-20T00:00:00Z";
const CAP = 2;

const CHANNELS = {
  "slack:T1/C0": {
    team: "team 0",
    timeZone: "Europe/Berlin",
    quietHours: { from: "19:00", until: "08:00", weekends: true },
    alerts: { cap: CAP },
  },
  "slack:T1/C1": {
    team: "team 1",
    timeZone: "Asia/Kolkata",
    quietHours: false,
    alerts: { cap: CAP },
  },
  "slack:T1/C2": {
    timeZone: "America/New_York",
    quietHours: { from: "12:00", until: "13:30", weekends: false },
    alerts: { cap: CAP, from: "low" },
  },
};
const CHANNEL_LIST = new ChannelList(channelsSchema.parse(CHANNELS), "UTC");

/** One matter of an invented world: when it goes on, and how it grows. */
interface Story {
  readonly key: string;
  readonly team: string | null;
  readonly severity: Alert["severity"];
  /** Pairs of hours since the start: from, until. */
  readonly spells: readonly (readonly [number, number])[];
  readonly growthPerDay: number;
}

function storiesOf(seed: number, days: number): Story[] {
  const random = seeded(seed);
  return Array.from({ length: 30 }, (_, number): Story => {
    const begin = random() * days * 24 * 0.8;
    const length = 2 + random() * 24 * 6;
    // After its end it may begin anew, soon or after days.
    const pause = random() < 0.5 ? 1 + random() * 20 : 30 + random() * 48;
    const again: [number, number][] =
      random() < 0.4 ? [[begin + length + pause, begin + length + pause + 30]] : [];
    return {
      key: `matter ${number}`,
      team: number % 3 === 2 ? null : `team ${number % 3}`,
      severity: random() < 0.5 ? "medium" : "high",
      spells: [[begin, begin + length], ...again],
      growthPerDay: random() < 0.5 ? 1 : 1 + random() * 0.6,
    };
  });
}

/** What the world's source says of a story at an instant: nothing before it began. */
function alertOf(story: Story, now: number): Alert[] {
  const hours = (now - Date.parse(START)) / HOUR;
  const begun = story.spells.filter(([from]) => from <= hours);
  const [from, until] = begun.at(-1) ?? [];
  if (from === undefined || until === undefined) return [];
  const isOver = hours >= until;
  const days = Math.floor((Math.min(hours, until) - from) / 24);
  const size = Math.round(100 * story.growthPerDay ** days);
  const title = `${story.key}: ${isOver ? "over" : `at ${size}`}`;
  return [
    {
      ...{ key: story.key, kind: "anomaly", severity: story.severity, team: story.team },
      ...{ environment: null, channelHint: null, person: null, size, isOver },
      card: { title, blocks: [] },
    },
  ];
}

interface Run {
  readonly stories: readonly Story[];
  readonly messages: readonly Shown[];
  readonly mutes: StoredAlertMutes;
  readonly end: number;
  readonly deaths: number;
}

async function simulate(seed: number, troubles: Troubles, days = 18): Promise<Run> {
  const database = openStore(":memory:");
  const stories = storiesOf(seed, days);
  const mutes = new StoredAlertMutes(database);
  for (const { key, spells } of stories.slice(0, 6)) {
    const now = new Date(Date.parse(START) + ((spells[0]?.[0] ?? 0) + 3) * HOUR);
    mutes.mute(key, key, new Date(now.getTime() + 3 * DAY), { person: "", now });
  }
  const end = Date.parse(START) + (days + 9) * DAY;
  const simulation = new Simulation({
    ...{ database, start: START, end: new Date(end).toISOString(), seed, troubles },
    channels: CHANNELS,
    alerts: (now) => stories.flatMap((story) => alertOf(story, now.getTime())),
    lookEvery: HOUR,
  });
  await simulation.run();
  const deaths = [...simulation.deaths.values()].reduce((a, b) => a + b, 0);
  return { stories, messages: simulation.platform.messages, mutes, end, deaths };
}

const keyOf = ({ text }: Shown) => text.split(":")[0] ?? "";
const isHeldBack = ({ text }: Shown) => text.startsWith("Held back");
const isNew = (shown: Shown) => shown.thread === null && !isHeldBack(shown);

function checkChannels({ messages }: Run): void {
  for (const shown of messages) {
    const settings = CHANNEL_LIST.settingsOf(shown.channel);
    expect(isQuiet(settings, new Date(shown.at)), shown.text).toBe(false);
  }
  const placed = messages.map((shown) => {
    const { timeZone } = CHANNEL_LIST.settingsOf(shown.channel);
    return { shown, place: `${shown.channel} ${localTime(new Date(shown.at), timeZone).day}` };
  });
  for (const [place, ofDay] of Map.groupBy(placed, (one) => one.place)) {
    expect(ofDay.filter(({ shown }) => isNew(shown)).length, place).toBeLessThanOrEqual(CAP);
  }
  const lines = messages.filter(isHeldBack).map(({ mark }) => mark);
  expect(new Set(lines).size).toBe(lines.length);
}

function checkMatters(run: Run): void {
  const { stories, messages, end } = run;
  const marks = messages.map(({ mark }) => mark);
  expect(new Set(marks).size).toBe(marks.length);
  const firsts = Map.groupBy(messages.filter(isNew), keyOf);
  for (const story of stories) {
    const told = firsts.get(story.key) ?? [];
    expect(told.length, story.key).toBeLessThanOrEqual(mattersOf(story));
    const last = told.at(-1);
    if (last !== undefined) expect(last.text).toBe(alertOf(story, end)[0]?.card.title);
    for (const first of told) checkThread(run, first);
  }
  expect(messages.filter(({ thread }) => thread !== null && !marksOf(firsts).has(thread))).toEqual(
    [],
  );
}

function marksOf(firsts: ReadonlyMap<string, readonly Shown[]>): Set<string> {
  return new Set([...firsts.values()].flat().map(({ id }) => id));
}

/** What begins anew within a day is the same still. */
function mattersOf({ spells: [one, two] }: Story): number {
  return one !== undefined && two !== undefined && two[0] - one[1] > 23 ? 2 : 1;
}

/** Nothing but growth by half, and nothing while it is muted. */
function checkThread({ messages, mutes }: Run, first: Shown): void {
  let size = 0;
  for (const shown of messages.filter(({ id, thread }) => [id, thread].includes(first.id))) {
    expect(mutes.isMuted(keyOf(shown), new Date(shown.at)), shown.text).toBe(false);
    if (shown.thread === null) continue;
    const grown = Number(shown.text.split(" at ")[1]);
    expect(grown, shown.text).toBeGreaterThanOrEqual(size * 1.5);
    size = grown;
  }
}

/** Each that went on long enough, and wasn't muted, was told, or summed up in a line. */
function checkNoneForgotten({ stories, messages }: Run): void {
  const told = messages.map(({ text }) => text).join("\n");
  for (const { key, spells } of stories.slice(6)) {
    const [from, until] = spells[0] ?? [0, 0];
    if (until - from > 6 * 24) expect(told).toContain(`${key}:`);
  }
}

describe("alerts", () => {
  test("no matter is told twice, caps and quiet hours are kept, cards are up to date", async () => {
    const run = await simulate(5, { calls: 0, deaths: 0, waits: 0 });
    checkChannels(run);
    checkMatters(run);
    checkNoneForgotten(run);
    expect(run.messages.filter(isNew).length).toBeGreaterThan(15);
    expect(run.messages.some(({ thread }) => thread !== null)).toBe(true);
    expect(run.messages.some(isHeldBack)).toBe(true);
  });

  test("nor through deaths and errors", { timeout: 60_000 }, async () => {
    const shares = fc.record({
      calls: fc.double({ min: 0, max: 0.3, noNaN: true }),
      deaths: fc.double({ min: 0, max: 0.05, noNaN: true }),
      waits: fc.constant(0),
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(), shares, async (seed, troubles) => {
        const run = await simulate(seed, troubles);
        checkChannels(run);
        checkMatters(run);
      }),
      { numRuns: 6 },
    );
  });
});
