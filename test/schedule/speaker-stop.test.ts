import { expect, onTestFinished, test } from "vitest";
import type { Courier } from "#src/chat/courier";
import { silentLog } from "#src/log";
import { Speaker } from "#src/schedule/speaker";
import { systemClock } from "#src/schedule/system-clock";
import type { Schedule } from "#src/schedule-book";
import { ChannelList } from "#src/schedule-config";
import { openStore } from "#src/store/open-store";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";

const DAY = 86_400_000;

/** A digest that is due at 00:00 UTC each day. */
function digest(name: string): Schedule {
  return {
    ...{ name, kind: "daily-brief", team: null, filters: [], call: null },
    channel: "slack:T1/C1",
    times: { rhythm: { every: "day" }, time: "00:00", timeZone: "UTC" },
    ...{ files: [], person: "" },
  };
}

test("a Tally that is told to end while it sends lets the message get out, and the next sends the rest once", async () => {
  const database = openStore(":memory:");
  onTestFinished(() => void database.close());
  const versions = new ScheduleVersions(database);
  // More than are on their way at once.
  const names = Array.from({ length: 10 }, (_, number) => `report ${number}`);
  const setAt = new Date(Date.now() - DAY).toISOString();
  for (const name of names) {
    const schedule = digest(name);
    versions.keep(name, { id: name, schedule, person: "", setAt, origin: "conversation" });
  }
  const arrived: string[] = [];
  let begun: () => void = () => undefined;
  let letOut: () => void = () => undefined;
  const firstBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const letFirstOut = new Promise<void>((resolve) => {
    letOut = resolve;
  });
  const courier: Courier = {
    async post(_channel, { card }) {
      begun();
      if (arrived.length === 0) await letFirstOut;
      arrived.push(card.title);
      return `m${arrived.length}`;
    },
    update: () => Promise.resolve(),
    remember: () => undefined,
    find: () => Promise.resolve(null),
  };
  const speaker = () =>
    new Speaker({
      store: { database },
      couriers: { slack: courier },
      reporter: async ({ schedule }) => ({
        card: { title: schedule.name, blocks: [] },
        issue: () => "",
      }),
      alerts: () => [],
      draw: (card) => Promise.resolve({ card, issue: () => "" }),
      direct: () => null,
      channels: new ChannelList({}, "UTC"),
      waitHours: 24,
      clock: systemClock,
      log: silentLog,
    });
  const first = speaker();
  first.start();
  await firstBegun;
  const stopped = first.stop();
  letOut();
  await stopped;
  const before = arrived.length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(names.length);
  await speaker().look();
  expect(arrived.toSorted()).toEqual(names.toSorted());
});
