import { describe, expect, test } from "vitest";
import { channelName } from "#src/channel";
import { silentLog } from "#src/log";
import type { Alert } from "#src/schedule/alert";
import { Speaker } from "#src/schedule/speaker";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { openStore } from "#src/store/open-store";
import { Postings } from "#src/store/schedules/postings";
import { SimulatedClock } from "./simulated-clock.ts";
import { SimulatedPlatform, titled } from "./simulated-platform.ts";

const NOON = "2026-03-03T12:00:00Z";
const CHANNELS = { "slack:T1/C1": { quietHours: false, alerts: { cap: 1 } } };

function alertOf(key: string, size = 1): Alert {
  return {
    ...{ key, kind: "anomaly", severity: "high", team: null, environment: null, size },
    ...{ channelHint: null, person: null, isOver: false },
    card: titled(`${key} in full`).card,
  };
}

const ANN = "slack:T1/UANN";

/** Tells some alerts to a channel, of which all there may see these, as they may; then those left to Ann, if she may. */
async function told(
  alerts: readonly Alert[],
  seen: (key: string, channel: string) => string | null,
) {
  const database = openStore(":memory:");
  const clock = new SimulatedClock(NOON);
  const platform = new SimulatedPlatform(() => clock.now());
  const courier = platform.courier(
    () => "none",
    () => new Promise<never>(() => undefined),
  );
  const speaker = new Speaker({
    store: { database },
    couriers: { slack: courier },
    reporter: async () => null,
    alerts: () => alerts,
    seen: async (some, channel) =>
      some.flatMap((alert) => {
        const title = seen(alert.key, channelName(channel));
        return title === null ? [] : [{ ...alert, card: titled(title).card }];
      }),
    draw: async (card) => ({ card, issue: () => "" }),
    direct: (person) => (person === "ann@example.com" ? ANN : null),
    channels: new ChannelList(channelsSchema.parse(CHANNELS), "UTC"),
    waitHours: 3,
    clock,
    log: silentLog,
  });
  await speaker.look();
  clock.sleepUntil("2026-03-03T12:10:00Z");
  await speaker.look();
  const postings = new Postings(database).settledSince(new Date(0));
  const { messages } = platform;
  const toAnn = messages.filter(({ channel }) => channel === ANN).map(({ text }) => text);
  const inChannel = messages.filter(({ channel }) => channel !== ANN).map(({ text }) => text);
  return { texts: inChannel, toAnn, postings };
}

describe("an alert in a channel", () => {
  test("is told as all there may see it", async () => {
    const { texts } = await told([alertOf("EC2")], () => "as all see it");
    expect(texts).toEqual([expect.stringContaining("as all see it")]);
  });

  test("isn't told where not all may see it", async () => {
    const { texts, postings } = await told([alertOf("EC2")], () => null);
    expect(texts).toEqual([]);
    expect(postings).toMatchObject([
      { state: "skipped", problem: "Not everybody there may see it." },
    ]);
  });

  test("that was held back is summed up with those that all may see", async () => {
    const alerts = [alertOf("EC2", 3), alertOf("S3", 2), alertOf("VM", 1)];
    const { texts } = await told(alerts, (key) => (key === "VM" ? null : `${key} for all`));
    expect(texts.join("; ")).toContain("1 more alert");
    expect(texts.join("; ")).toContain("S3 for all");
    expect(texts.join("; ")).not.toMatch(/VM|in full/);
  });

  const ofAnn = (key: string) => ({
    ...alertOf(key),
    channelHint: "slack:T1/C1",
    person: "ann@example.com",
  });

  test("that not all there may see is told to whom it concerns, as they may see it", async () => {
    const forAnn = (_: string, channel: string) => (channel === ANN ? "as Ann sees it" : null);
    const { texts, toAnn } = await told([ofAnn("EC2"), alertOf("S3")], forAnn);
    expect(texts).toEqual([]);
    expect(toAnn).toEqual([expect.stringContaining("as Ann sees it")]);
  });

  test("that whom it concerns may not see either is told to nobody", async () => {
    const { texts, toAnn, postings } = await told([ofAnn("EC2")], () => null);
    expect([texts, toAnn]).toEqual([[], []]);
    expect(postings.map(({ channel, state }) => [channel, state])).toEqual([
      ["slack:T1/C1", "skipped"],
      [ANN, "skipped"],
    ]);
  });

  test("that was held back is told to whom it concerns where not all may see it", async () => {
    const alerts = [alertOf("EC2", 3), alertOf("S3", 2), ofAnn("VM")];
    const { texts, toAnn } = await told(alerts, (key, channel) =>
      key === "VM" && channel !== ANN ? null : `${key} for ${channel}`,
    );
    expect(texts.join("; ")).toContain("1 more alert");
    expect(texts.join("; ")).not.toMatch(/VM|in full/);
    expect(toAnn).toEqual([expect.stringContaining(`VM for ${ANN}`)]);
  });
});
