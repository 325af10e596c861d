import { expect, test } from "vitest";
import { directChannelOf } from "#src/chat/directory";
import { knownPeople } from "../known-people.ts";

test("a person's conversation is known by their id in Slack", () => {
  const channelOf = directChannelOf(
    knownPeople([
      { email: "Ann@example.com", slack: "T1/UANN" },
      { email: "bob@example.com", teams: "tenant/object" },
    ]),
  );
  expect(channelOf("ann@example.com")).toBe("slack:T1/UANN");
  expect(channelOf("bob@example.com")).toBeNull();
  expect(channelOf("eve@example.com")).toBeNull();
});
