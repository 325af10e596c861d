import { describe, expect, test } from "vitest";
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

/** Tells some alerts to a channel, of which all there may see these, as they may. */
async function told(alerts: readonly Alert[], seen: (key: string) => string | null) {
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
    seen: async (some) =>
      some.flatMap((alert) => {
        const title = seen(alert.key);
        return title === null ? [] : [{ ...alert, card: titled(title).card }];
      }),
    draw: async (card) => ({ card, issue: () => "" }),
    direct: () => null,
    channels: new ChannelList(channelsSchema.parse(CHANNELS), "UTC"),
    waitHours: 3,
    clock,
    log: silentLog,
  });
  await speaker.look();
  const postings = new Postings(database).settledSince(new Date(0));
  return { texts: platform.messages.map(({ text }) => text), postings };
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
});
