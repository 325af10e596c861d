import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Routing } from "#src/router/router";
import { inTeamsChannel } from "#src/router/team-of-channel";

const skills = new Map([
  ["get-spend", { input: z.object({ filters: z.array(z.unknown()) }) }],
  ["list-suppressions", { input: z.object({}) }],
]);
const ofData = { dimension: "team", operator: "in", values: ["data"] };

/** A call of a skill as a router gives it. */
function called(input: object = {}, skill = "get-spend"): Routing {
  return { kind: "skill", skill, input, assumptions: [] };
}

function isTheTeams(routing: Routing, question = "our spend"): boolean {
  const read = inTeamsChannel(routing, question, "data", skills);
  const isRead = read !== routing;
  if (isRead) expect(read).toMatchObject({ input: { filters: [ofData] } });
  return isRead;
}

describe("words of a team's channel", () => {
  test.each(["our spend", "what do we pay?", "is it ours?", "We’ve spent", "what did it cost us?"])(
    "“%s” speak of the team",
    (question) => {
      expect(isTheTeams(called(), question)).toBe(true);
    },
  );

  test.each([
    "spend",
    "show us the spend",
    "cost for US accounts",
    "cost for us-east-1",
    "cost by us east region",
    "hours of compute",
    "our company's spend",
    "what do we spend company-wide?",
    "what do all our teams spend?",
  ])("“%s” don't", (question) => {
    expect(isTheTeams(called(), question)).toBe(false);
  });
});

describe("calls that say whose they are", () => {
  test.each<[string, object]>([
    ["another team's charges", { filters: [{ ...ofData, values: ["web"] }] }],
    ["charges of no team", { filters: [{ dimension: "team", operator: "is_null", values: [] }] }],
    ["a table by team", { groupBy: ["ServiceName", "team"] }],
    ["one grouping by team", { groupBy: "team" }],
    ["budgets of teams", { dimension: "team" }],
    ["teams side by side", { compare: { kind: "values", dimension: "team" } }],
    ["a budget by name", { name: "web" }],
    ["budgets by name", { names: ["web"] }],
    ["recommendations by number", { numbers: [12] }],
    ["an anomaly of a list", { list: { filters: [] } }],
  ])("%s stay as they are", (_what, input) => {
    expect(isTheTeams(called(input))).toBe(false);
  });

  test("other conditions are kept beside the team", () => {
    const filters = [{ dimension: "ServiceName", operator: "in", values: ["S3"] }];
    const read = inTeamsChannel(called({ filters }), "our S3 spend", "data", skills);
    expect(read).toMatchObject({ input: { filters: [...filters, ofData] } });
  });

  test("a skill that isn't about charges stays as it is", () => {
    expect(isTheTeams(called({}, "list-suppressions"))).toBe(false);
    const routing: Routing = { kind: "unsupported", wish: null };
    expect(inTeamsChannel(routing, "our spend", "data", skills)).toBe(routing);
  });
});
