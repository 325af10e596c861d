import { expect, test } from "vitest";
import { directChannelOf } from "#src/chat/directory";
import { knownPeople } from "../known-people.ts";

const people = knownPeople([
  { email: "Ann@example.com", slack: "T1/UANN", teams: "tenant/ann" },
  { email: "bob@example.com", teams: "tenant/object" },
]);

test("a person's conversation is known by their id in Slack, else by that of Entra", () => {
  const channelOf = directChannelOf(people);
  expect(channelOf("ann@example.com")).toBe("slack:T1/UANN");
  expect(channelOf("bob@example.com")).toBe("teams:tenant/object");
  expect(channelOf("eve@example.com")).toBeNull();
});

test("it is one on a platform to which anything can be brought", () => {
  const inTeams = directChannelOf(people, (platform) => platform === "teams");
  expect(inTeams("ann@example.com")).toBe("teams:tenant/ann");
  const inSlack = directChannelOf(people, (platform) => platform === "slack");
  expect(inSlack("bob@example.com")).toBeNull();
});
