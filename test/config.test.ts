import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function configOf(yaml: string) {
  const file = join(folder, "tally.yaml");
  writeFileSync(file, yaml);
  return readConfig({ TALLY_CONFIG: file });
}

describe("readConfig", () => {
  test("has the defaults of the conventions", () => {
    const { allocation, completenessLagDays } = configOf("");
    expect(completenessLagDays).toBe(2);
    expect(allocation.map(({ name, tags }) => [name, tags[0]])).toEqual([
      ["team", "team"],
      ["environment", "environment"],
      ["application", "application"],
      ["cost_centre", "cost-center"],
    ]);
  });

  test("reads budgets, each with a name of its own", () => {
    const budget = "{ name: Payments, currency: USD, amount: 500 }";
    expect(configOf(`budgets: [${budget}]`).budgets).toMatchObject([
      { name: "Payments", cadence: "monthly", metric: "EffectiveCost", filters: [] },
    ]);
    const twice = `budgets: [${budget}, ${budget.replace("Payments", "payments")}]`;
    expect(() => configOf(twice)).toThrow("each budget needs a name of its own");
  });

  test("reads plans, each with a name of its own", () => {
    const plan = "{ name: New region, kind: monthly, size: 500, currency: USD, from: 2027-03-01 }";
    expect(configOf(`plans: [${plan}]`).plans).toMatchObject([
      { name: "New region", from: "2027-03-01", until: null, probability: 1, filters: [] },
    ]);
    const twice = `plans: [${plan}, ${plan.replace("New", "new")}]`;
    expect(() => configOf(twice)).toThrow("each plan needs a name of its own");
    expect(() => configOf(`plans: [${plan.replace("currency: USD, ", "")}]`)).toThrow(
      "an amount needs its currency",
    );
  });

  test("reads from what on anomalies are told, by what they are followed by", () => {
    expect(configOf("").anomalies).toEqual({ default: {}, rules: [] });
    const { anomalies } = configOf(`
anomalies:
  default: { amount: 50, percent: 20 }
  rules:
    - { filters: [{ dimension: environment, operator: in, values: [development] }], amount: 500 }
`);
    expect(anomalies.default).toEqual({ amount: 50, percent: 20 });
    expect(anomalies.rules).toMatchObject([
      { amount: 500, filters: [{ values: ["development"] }] },
    ]);
    const ruleOf = (dimension: string, more: string) =>
      `anomalies: { rules: [{ filters: [{ dimension: ${dimension}, operator: in, values: [x] }]${more} }] }`;
    expect(() => configOf(ruleOf("team", ""))).toThrow("an amount, a percent, or both");
    expect(() => configOf(ruleOf("RegionId", ", amount: 5"))).toThrow("anomalies go by team");
  });

  test("lets tally.yaml change part of a dimension, and add another", () => {
    const { allocation } = configOf(`
allocation:
  team:
    values: { Pay: payments }
    rules: [{ where: { SubAccountName: "data-*" }, value: data }]
    split: [{ where: { ServiceName: "AWS Support*" }, by: proportional }]
  product: { tags: [product] }
`);
    expect(allocation.at(0)).toMatchObject({
      tags: ["team", "squad", "owner"],
      values: { pay: "payments" },
      rules: [{ value: "data" }],
      split: [{ by: "proportional" }],
    });
    expect(allocation.at(-1)).toMatchObject({ name: "product", tags: ["product"] });
  });

  test("says what groups of elsewhere mean", () => {
    const { directory } = configOf(`
scopes: { storage: [{ dimension: ServiceName, operator: in, values: [Amazon S3] }] }
directory:
  sync: every 2 hours
  slackGroups: { payments-team: { team: payments, role: owner, scopes: [storage, "*"] } }
`);
    expect(directory).toMatchObject({
      sync: "every 2 hours",
      slackGroups: {
        "payments-team": { team: ["payments"], role: "owner", scopes: ["storage", "*"] },
      },
      scimGroups: {},
      namedScopes: { storage: [{ values: ["Amazon S3"] }] },
    });
  });

  test("says who reads along: all who are there, unless it is said otherwise", () => {
    const at = (id: string) => ({ platform: "slack", tenant: "T1", id }) as const;
    expect(configOf("").audiences.audienceOf(at("C1"))).toBe("members");
    const { audiences } = configOf(`
audience: private
channels: { slack:T1/C1: { team: payments, audience: team }, slack:T1/C2: { audience: asker } }
`);
    expect(["C1", "C2", "C3"].map((id) => audiences.audienceOf(at(id)))).toEqual([
      "team",
      "asker",
      "private",
    ]);
    expect([audiences.teamOf(at("C1")), audiences.teamOf(at("C2"))]).toEqual(["payments", null]);
  });

  test("lets the environment name the store", () => {
    expect(readConfig({ TALLY_DB: "/elsewhere.db" }).database).toBe("/elsewhere.db");
    const empty = readConfig({ TALLY_DB: "", TALLY_DEMO_DB: "", HOST: "", PORT: "" });
    const { database, demoDatabase, server } = readConfig({});
    expect(empty).toMatchObject({ database, demoDatabase, server });
  });

  test.each([
    ["completenessLagDays: soon", "completenessLagDays"],
    ["colour: blue", "colour"],
    ["audience: team", "audience"],
    ["channels: { slack:T1/C1: { audience: team } }", "say whose channel it is"],
    [
      "allocation: { team: { rules: [{ where: { Colour: x }, value: y }] } }",
      "allocation.team.rules.0.where",
    ],
    ["allocation: { Team: { tags: [team] } }", "allocation.Team"],
    ["people: [{ email: nobody }]", "people.0.email"],
    ["people: [{ email: a@b.example, scopes: [nothing] }]", "no scope is called nothing"],
    ["people: [{ email: a@b.example, scopes: [constructor] }]", "no scope is called constructor"],
    ["people: [{ email: a@b.example, except: ['*'] }]", "people.0.except.0"],
    ["people: [{ email: a@b.example }, { email: A@b.example }]", "A@b.example is there twice"],
    [
      "people: [{ email: a@b.example, slack: T1/U1 }, { email: c@b.example, slack: T1/U1 }]",
      "T1/U1 is there twice",
    ],
    ["scopes: { shop: [{ dimension: Teem, operator: in, values: [x] }] }", "shop: There is no dim"],
    [
      "people: [{ email: a@b.example, scope: [{ dimension: Teem, operator: is_null, values: [] }] }]",
      "people: a@b.example: There is no dimension “Teem”",
    ],
    ["scopes: { shop: [{ dimension: team, operator: in, values: [] }] }", "name a value at least"],
    ["scopes: { '*': [{ dimension: team, operator: in, values: [x] }] }", "scopes.*"],
    ["directory: { slackGroups: { x: { role: admin } } }", "directory.slackGroups.x.role"],
    ["directory: { departments: { x: { scopes: [nothing] } } }", "no scope is called nothing"],
    ["directory: { sync: sometimes }", "directory.sync"],
    ["a: [", "no readable YAML"],
  ])("refuses %j and names what is wrong", (yaml, part) => {
    expect(() => configOf(yaml)).toThrow(ConfigError);
    expect(() => configOf(yaml)).toThrow(part);
  });

  test("refuses a named file that isn't there", () => {
    expect(() => readConfig({ TALLY_CONFIG: join(folder, "nowhere.yaml") })).toThrow(ConfigError);
  });
});
