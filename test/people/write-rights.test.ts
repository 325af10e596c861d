import { describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { ROLES, type Role } from "#src/people/person";
import type { Deed } from "#src/people/rights";
import { readAudit } from "#src/store/audit/audit-reader";
import {
  ACCOUNTS,
  type Calling,
  emailOf,
  FINOPS,
  HERE,
  LEAD_OF_SEARCH,
  NOW,
  TEAMS,
  type Team,
  type TwoTeams,
  withTwoTeams,
} from "./two-teams.ts";

/** What can be done to a thing of a team. */
interface Case {
  readonly does: string;
  /** What it takes; "own": whoever may act, since it becomes theirs. */
  readonly takes: Deed | "own";
  readonly input: (team: Team, world: TwoTeams) => object;
  /** What has happened before. */
  readonly after?: (team: Team, world: TwoTeams) => Promise<unknown>;
}

const only = (dimension: string, value: string) => [
  { dimension, operator: "in" as const, values: [value] },
];
const ofTeam = (team: Team) => only("team", team);
const ofAccount = (team: Team) => only("SubAccountId", ACCOUNTS[team]);
const ofPart = (team: Team) => [...ofTeam(team), ...only("RegionId", "us-east-1")];

/** Every skill that writes, with all that it takes different rights for. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  "resolve-anomaly": [
    {
      does: "says something of an anomaly",
      takes: "act",
      input: (team) => ({ filters: ofAccount(team), verdict: "expected" }),
    },
  ],
  "plan-change": [
    {
      does: "plans",
      takes: "act",
      input: (team) => ({
        name: "a region",
        filters: ofTeam(team),
        kind: "monthly",
        size: 100,
        period: { start: "2026-12-01", end: "2027-01-01" },
      }),
    },
    {
      does: "changes a plan",
      takes: "act",
      input: (team) => ({ change: "change", name: `growth of ${team}`, kind: "percent", size: 20 }),
    },
    {
      does: "moves a plan to other charges",
      takes: "act",
      input: (team) => ({
        change: "change",
        name: "growth of payments",
        filters: ofTeam(team),
        kind: "percent",
        size: 20,
      }),
    },
    {
      does: "forgets a plan",
      takes: "act",
      input: (team) => ({ change: "forget", name: `growth of ${team}` }),
    },
  ],
  "set-budget": [
    {
      does: "makes a budget",
      takes: "govern",
      input: (team) => ({ name: "new", filters: ofPart(team), amount: 1_000 }),
    },
    {
      does: "makes a budget that is one's own to say",
      takes: "govern",
      input: (team) => ({
        name: "new",
        filters: ofPart(team),
        amount: 1_000,
        owner: emailOf("owner"),
      }),
    },
    { does: "raises a budget", takes: "govern", input: (team) => ({ name: team, amount: 9_000 }) },
    {
      does: "takes a budget over",
      takes: "govern",
      input: (team) => ({ change: "change", name: team, owner: emailOf("owner") }),
    },
    {
      does: "deletes a budget",
      takes: "govern",
      input: (team) => ({ change: "delete", name: team }),
    },
  ],
  "set-suggested-budgets": [
    {
      does: "makes budgets",
      takes: "govern",
      input: (team) => ({
        budgets: [{ name: "new", filters: ofPart(team), currency: "USD", amount: 1_000 }],
      }),
    },
  ],
  "mute-budget": [
    { does: "silences a budget", takes: "act", input: (team) => ({ name: team }) },
    {
      does: "lets a budget be heard again",
      takes: "act",
      input: (team) => ({ name: team, mute: false }),
    },
  ],
  "decide-recommendation": [
    ...["accept", "done", "snooze", "dismiss"].map(
      (decision): Case => ({
        does: `${decision}: a recommendation`,
        takes: "act",
        input: (team, { numberOf }) => ({
          numbers: [numberOf(team, "small")],
          decision,
          reason: "planned",
        }),
      }),
    ),
    {
      does: "reopens a recommendation",
      takes: "act",
      input: (team, { numberOf }) => ({ numbers: [numberOf(team, "small")], decision: "reopen" }),
      after: (team, world) => accepted(team, "small", world),
    },
    ...["approve", "decline"].map(
      (decision): Case => ({
        does: `${decision}: what somebody else accepted`,
        takes: "govern",
        input: (team, { numberOf }) => ({ numbers: [numberOf(team, "large")], decision }),
        after: (team, world) => accepted(team, "large", world),
      }),
    ),
  ],
  "assign-recommendation": [
    {
      does: "takes a recommendation",
      takes: "act",
      input: (team, { numberOf }) => ({ numbers: [numberOf(team, "small")], to: "me" }),
    },
    {
      does: "releases a recommendation",
      takes: "act",
      input: (team, { numberOf }) => ({ numbers: [numberOf(team, "small")], to: null }),
    },
  ],
  "suppress-recommendations": [
    {
      does: "keeps recommendations quiet",
      takes: "govern",
      input: (team) => ({ filters: ofTeam(team) }),
    },
    {
      does: "lets them be told again",
      takes: "govern",
      input: (team) => ({ change: "take-back", number: 1 + TEAMS.indexOf(team) }),
    },
  ],
  "create-ticket": [
    {
      does: "opens a ticket",
      takes: "act",
      input: (team, { numberOf }) => ({ numbers: [numberOf(team, "small")] }),
    },
  ],
  "suggest-recommendation": [
    {
      does: "makes a recommendation of an anomaly",
      takes: "act",
      input: (team) => ({ filters: ofAccount(team) }),
    },
  ],
  "schedule-report": [
    {
      does: "has a report sent to where one is",
      takes: "own",
      input: (team) => ({ kind: "daily-brief", filters: ofTeam(team) }),
    },
    {
      does: "has a report sent elsewhere",
      takes: "govern",
      input: (team) => ({ kind: "daily-brief", filters: ofTeam(team), channel: "#all" }),
    },
    {
      does: "has another one's report sent at other times",
      takes: "act",
      input: (team) => ({ kind: "weekly-digest", filters: ofTeam(team), time: "10:00" }),
    },
  ],
  "stop-report": [
    {
      does: "stops another one's report",
      takes: "govern",
      input: (team) => ({ id: `s-${team}` }),
    },
  ],
  "bind-channel": [
    { does: "makes a channel a team's", takes: "govern", input: (team) => ({ team }) },
  ],
  "mute-alert": [
    { does: "silences an alert", takes: "act", input: (team) => ({ key: `test ${team}` }) },
  ],
};

/** Has somebody of FinOps accept a recommendation. */
function accepted(team: Team, size: "small" | "large", { call, numberOf }: TwoTeams) {
  const input = { numbers: [numberOf(team, size)], decision: "accept" };
  return call({ skill: "decide-recommendation", input, user: FINOPS, actionId: `before ${team}` });
}

/** Everybody is of payments. */
function isAllowed(role: Role, takes: Case["takes"], team: Team): boolean {
  if (role === "viewer") return false;
  if (role === "finops" || role === "admin" || takes === "own") return true;
  return team === "payments" && (takes === "act" || role === "owner");
}

const WRITING = skills.filter(({ access }) => access === "write").map(({ name }) => name);

test("every skill that writes is tried here", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(WRITING.toSorted());
});

describe.each(Object.entries(CASES))("%s", (skill, cases) => {
  test.each(cases)("$does: takes $takes", ({ takes, input, after }) =>
    withTwoTeams(async (world) => {
      for (const team of TEAMS) await after?.(team, world);
      for (const [team, role] of TEAMS.flatMap((one) =>
        ROLES.map((role) => [one, role] as const),
      )) {
        const calling = { skill, input: input(team, world), user: emailOf(role) };
        world.store.database.exec("BEGIN");
        if (isAllowed(role, takes, team)) await expectDone(world, calling);
        else await expectRefused(world, calling);
        world.store.database.exec("ROLLBACK");
      }
    }),
  );
});

test("a refusal says who may do it instead", () =>
  withTwoTeams(async ({ call, numberOf }) => {
    const input = { numbers: [numberOf("search", "small")], decision: "accept" };
    const skill = "decide-recommendation";
    expect((await call({ skill, input, user: emailOf("owner") })).text).toBe(
      `That isn't yours or your team's to change; its owner may do it, or FinOps: ask ${LEAD_OF_SEARCH}.`,
    );
    const own = { numbers: [numberOf("payments", "large")], decision: "approve" };
    expect((await call({ skill, input: own, user: emailOf("member") })).text).toBe(
      "That is for the owner of the team, or for FinOps: ask owner@example.com.",
    );
  }));

test("what waits for somebody's approval is what they may approve", () =>
  withTwoTeams(async (world) => {
    for (const team of TEAMS) await accepted(team, "large", world);
    const waiting = async (user: string) => {
      const input = { waitsFor: "me" };
      const { table } = await world.call({ skill: "list-recommendations", input, user });
      return table?.rows.map(([number]) => Number(number)).toSorted() ?? [];
    };
    const [ofPayments, ofSearch] = TEAMS.map((team) => world.numberOf(team, "large"));
    expect(await waiting(emailOf("member"))).toEqual([]);
    expect(await waiting(emailOf("owner"))).toEqual([ofPayments]);
    expect(await waiting(LEAD_OF_SEARCH)).toEqual([ofSearch]);
    expect(await waiting(emailOf("finops"))).toEqual([ofPayments, ofSearch]);
    expect(await waiting(FINOPS)).toEqual([]);
  }));

test("what somebody may no longer do isn't done, although they were asked", () =>
  withTwoTeams(async (world) => {
    const { setRole, numberOf } = world;
    const assistant = world.assistant();
    const say = (text: string) =>
      assistant.ask({ text, user: emailOf("finops"), thread: "t", channel: HERE, now: NOW });
    expect((await say(`accept rec ${numberOf("search", "small")}`)).status).toBe("confirm");
    setRole(emailOf("finops"), "member");
    const before = totalsOf(world);
    expect(await say("yes")).toMatchObject({ status: "refused" });
    expect(totalsOf(world)).toEqual(before);
  }));

test.each([
  ["set-budget", { name: "search", amount: 7_777 }],
  ["plan-change", { change: "change", name: "growth of search", kind: "percent", size: 77 }],
])(
  "%s: what was done isn't told to whom it isn't to do, who presses the same button",
  (skill, input) =>
    withTwoTeams(async ({ call }) => {
      const press = { skill, input, actionId: "press" };
      const done = await call({ ...press, user: FINOPS });
      expect(done.text).toContain("77");
      expect(await call({ ...press, user: FINOPS })).toMatchObject({ status: "answered" });
      const other = await call({ ...press, user: emailOf("owner") });
      expect(other.status).toBe("refused");
      expect(other.text).not.toContain("77");
    }),
);

test("a refusal is recorded as a decision about access, with what was wanted", () =>
  withTwoTeams(async ({ store, call, assistant, numberOf }) => {
    const input = { numbers: [numberOf("search", "small")], decision: "accept" };
    const user = emailOf("viewer");
    await call({ skill: "decide-recommendation", input, user, actionId: "now" });
    await assistant().ask({ text: "mute the search budget", user, now: NOW });
    const access = { since: null, until: null, person: user, kind: "access", limit: null } as const;
    const entries = readAudit(store.database, access);
    expect(entries.map(({ what }) => JSON.parse(what))).toMatchObject([
      { skill: "decide-recommendation", status: "refused", action: "now" },
      { status: "refused", asked: "in words" },
    ]);
    expect(entries[1]?.text).toContain("mute the search budget");
  }));

async function expectDone({ call }: TwoTeams, calling: Calling): Promise<void> {
  const proposed = await call(calling);
  expect(proposed, `${calling.user}: ${proposed.text}`).toMatchObject({ status: "confirm" });
  const done = await call({ ...calling, actionId: "now" });
  expect(done, `${calling.user}: ${done.text}`).toMatchObject({ status: "answered" });
}

/** Before anything is asked, again at the click, and with nothing changed by it. */
async function expectRefused(world: TwoTeams, calling: Calling): Promise<void> {
  const { call } = world;
  const proposed = await call(calling);
  expect(proposed, `${calling.user}: ${proposed.text}`).toMatchObject({ status: "refused" });
  const before = totalsOf(world);
  const done = await call({ ...calling, actionId: "now" });
  expect(done, `${calling.user}: ${done.text}`).toMatchObject({ status: "refused" });
  expect(totalsOf(world)).toEqual(before);
}

/** How many rows each table has that a skill may write to. */
function totalsOf({ store: { database } }: TwoTeams): unknown[] {
  const tables = database
    .prepare<[], { readonly name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite%'",
    )
    .all();
  return tables.map(({ name }) => database.prepare(`SELECT count(*) AS rows FROM ${name}`).get());
}
