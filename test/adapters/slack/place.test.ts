import { expect, test } from "vitest";
import { channelOf } from "#src/adapters/slack/place";

test.each([
  ["a direct conversation", { channel: "D1" }, "direct"],
  ["a channel of the workspace", { channel: "C1", isShared: false }, "members"],
  ["a channel with other organisations", { channel: "C1", isShared: true }, "shared"],
  ["a channel of which Slack doesn't say it", { channel: "C1" }, undefined],
])("who reads what is said in %s", (_where, place, audience) => {
  expect(channelOf({ team: "T1", ...place }).audience).toBe(audience);
});
