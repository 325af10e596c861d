import { describe, expect, test } from "vitest";
import { AccessError } from "#src/errors";
import { type Person, ROLES, type Role } from "#src/people/person";
import { type Deed, rightsOf, type Thing } from "#src/people/rights";
import type { Filter } from "#src/store/cost-query";
import type { Limits } from "#src/store/scope";

const is = (dimension: string, ...values: string[]): Filter => ({
  dimension,
  operator: "in",
  values,
});
const EVERYTHING: Limits = { allowed: [[]], denied: [] };

function rights(
  person: Partial<Pick<Person, "role" | "teams" | "accounts">> = {},
  sees: Limits = EVERYTHING,
) {
  const holder = {
    email: "ann@example.com",
    role: "member" as const,
    teams: [],
    accounts: [],
    ...person,
  };
  return rightsOf(holder, { sees, people: [] });
}

describe("whose something is", () => {
  const ofTwo = { teams: ["payments", "search"], accounts: ["1"] };
  test.each<[string, Thing, boolean]>([
    ["all of one's teams' charges", { filters: [is("team", "payments", "search")] }, true],
    ["a part of a team's", { filters: [is("team", "search"), is("ServiceName", "x")] }, true],
    ["one's account's", { filters: [is("SubAccountId", "1")] }, true],
    ["another team's", { filters: [is("team", "data")] }, false],
    ["another team's, too", { filters: [is("team", "payments", "data")] }, false],
    ["what no team is said of", { filters: [is("ServiceName", "x")] }, false],
    [
      "charges without a team",
      { filters: [{ dimension: "team", operator: "is_null", values: [] }] },
      false,
    ],
    [
      "all but another team's",
      { filters: [{ dimension: "team", operator: "not_in", values: ["data"] }] },
      false,
    ],
    ["the whole bill", { filters: [] }, false],
    ["what is about no charges", {}, false],
    ["what was given to one", { filters: [is("team", "data")], owner: "Ann@Example.com" }, true],
    ["what was given to somebody else", { owner: "bob@example.com" }, false],
    [
      "what is somebody else's of one's team",
      { filters: [is("team", "search")], owner: "b" },
      true,
    ],
  ])("%s", (_, thing, expected) => {
    expect(rights(ofTwo).may("act", thing)).toBe(expected);
  });

  test("nothing, for who is of no team", () => {
    expect(rights().may("act", { filters: [is("team", "payments")] })).toBe(false);
    expect(rights().may("act", { filters: [] })).toBe(false);
  });

  test("all that one sees, where one sees no other team's charges", () => {
    const sees = { allowed: [[is("team", "payments")]], denied: [] };
    const own = rights({ teams: ["payments"] }, sees);
    expect(own.may("act", { filters: [is("ServiceName", "x")] })).toBe(true);
    expect(own.may("act", {})).toBe(false);
    const more = { ...sees, allowed: [...sees.allowed, [is("team", "search")]] };
    expect(rights({ teams: ["payments"] }, more).may("act", { filters: [] })).toBe(false);
    expect(
      rights({ teams: ["payments"] }, { allowed: [], denied: [] }).may("act", { filters: [] }),
    ).toBe(false);
  });
});

describe("what a role may do", () => {
  const own = { filters: [is("team", "payments")] };
  const others = { filters: [is("team", "data")] };
  test.each<[Role, Record<Deed, string>]>([
    ["viewer", { act: "nothing", govern: "nothing", administer: "nothing" }],
    ["member", { act: "own", govern: "nothing", administer: "nothing" }],
    ["owner", { act: "own", govern: "own", administer: "nothing" }],
    ["finops", { act: "all", govern: "all", administer: "nothing" }],
    ["admin", { act: "all", govern: "all", administer: "all" }],
  ])("%s", (role, expected) => {
    const { may } = rights({ role, teams: ["payments"] });
    const does = (deed: Deed) => {
      if (may(deed, others)) return "all";
      return may(deed, own) ? "own" : "nothing";
    };
    const deeds = { act: does("act"), govern: does("govern"), administer: does("administer") };
    expect(deeds).toEqual(expected);
  });

  test("the local administrator may do everything", () => {
    const { role, may } = rightsOf(null);
    expect([role, may("act"), may("govern"), may("administer")]).toEqual([
      "admin",
      true,
      true,
      true,
    ]);
  });

  test("only a viewer may change nothing at all", () => {
    for (const role of ROLES) {
      const check = () => rights({ role }).requireAny();
      if (role === "viewer") expect(check).toThrow(AccessError);
      else expect(check).not.toThrow();
    }
  });
});

describe("a refusal", () => {
  const people = [
    { email: "lena@example.com", teams: ["data"], leads: true, accounts: [] },
    { email: "dan@example.com", teams: ["data"], leads: false, accounts: [] },
  ];
  const refusing = (role: Role, deed: Deed, thing: Thing) => {
    const ann = { email: "ann@example.com", role, teams: ["payments"], accounts: [] };
    return () => rightsOf(ann, { sees: EVERYTHING, people }).require(deed, thing);
  };
  const ofData = { filters: [is("team", "data")] };

  test("names who leads the team, and whose it is", () => {
    expect(refusing("member", "act", ofData)).toThrow("or FinOps: ask lena@example.com.");
    expect(refusing("member", "act", { ...ofData, owner: "dan@example.com" })).toThrow(
      "ask lena@example.com or dan@example.com.",
    );
  });

  test("doesn't send anybody to who may not do it either, or isn't known", () => {
    expect(refusing("owner", "govern", { ...ofData, owner: "dan@example.com" })).toThrow(
      "ask lena@example.com.",
    );
    expect(refusing("member", "act", { owner: "platform-team" })).toThrow(/or FinOps\.$/);
    expect(refusing("finops", "administer", {})).toThrow("Only an administrator may do that.");
  });
});
