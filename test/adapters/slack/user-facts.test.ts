import { expect, test } from "vitest";
import { factsOf, type SlackUser } from "#src/adapters/slack/user-facts";

const confirmed = { is_email_confirmed: true, profile: { email: "ann@example.com" } };

test.each<[string, SlackUser, readonly string[]]>([
  ["member", { team_id: "T1" }, []],
  ["member", { team_id: "T1", is_restricted: false, is_bot: false, deleted: false }, []],
  ["member", {}, []],
  ["guest", { team_id: "T1", is_restricted: true }, []],
  ["guest", { team_id: "T1", is_restricted: true, is_ultra_restricted: true }, []],
  ["external", { team_id: "T1", is_stranger: true }, []],
  ["external", { team_id: "T9" }, []],
  ["external", { team_id: "T9", is_restricted: true }, ["T1"]],
  ["bot", { team_id: "T1", is_bot: true }, []],
  ["bot", { team_id: "T1", is_workflow_bot: true }, []],
  ["bot", { id: "USLACKBOT", team_id: "T1" }, []],
  ["former", { team_id: "T1", deleted: true }, []],
  ["former", { team_id: "T1", deleted: true, is_restricted: true }, []],
  // Of the same organisation, or of a workspace that tally.yaml lets in by name.
  ["member", { team_id: "T2", enterprise_user: { teams: ["T2", "T1"] } }, []],
  ["external", { team_id: "T2", enterprise_user: { teams: ["T2", "T3"] } }, []],
  ["member", { team_id: "T9", is_stranger: true }, ["T9"]],
  ["guest", { team_id: "T9", is_stranger: true, is_restricted: true }, ["T9"]],
])("somebody is a %s as Slack says %j", (kind, user, trusted) => {
  const facts = factsOf({ ...user, ...confirmed }, "T1", trusted);
  expect(facts).toEqual(kind === "member" ? { kind, email: "ann@example.com" } : { kind });
});

test("an address counts once it is confirmed", () => {
  expect(factsOf({ ...confirmed, is_email_confirmed: false }, "T1")).toEqual({ kind: "member" });
});
