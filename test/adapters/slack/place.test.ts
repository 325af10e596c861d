import { expect, test } from "vitest";
import { channelOf } from "#src/adapters/slack/place";
import { channelName } from "#src/channel";

test.each([
  ["a direct conversation", { channel: "D1" }, "direct"],
  ["a channel of the workspace", { channel: "C1", isShared: false }, "members"],
  ["a channel with other organisations", { channel: "C1", isShared: true }, "shared"],
  ["a channel of which Slack doesn't say it", { channel: "C1" }, undefined],
])("who reads what is said in %s", (_where, place, audience) => {
  expect(channelOf({ team: "T1", ...place }).audience).toBe(audience);
});

test("a place in a thread knows the message above it, as couriers name it", () => {
  const place = { team: "T1", channel: "C1", threadTs: "100.1" };
  expect(channelOf(place).thread).toBe("C1/100.1");
  expect(channelName(channelOf(place))).toBe("slack:T1/C1");
  expect(channelOf({ team: "T1", channel: "C1" })).not.toHaveProperty("thread");
});
