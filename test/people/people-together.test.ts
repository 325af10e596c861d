import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EntryInput, entrySchema, type HeldEntry } from "#src/people/directory-entry";
import { peopleTogether } from "#src/people/people-together";
import { type Person, ROLES } from "#src/people/person";
import { personOf } from "#src/people/person-config";
import { listArbitrary, settings } from "./random-entries.ts";

function held(origin: string, input: EntryInput): HeldEntry {
  return { origin, entry: entrySchema.parse(input) };
}

function only(people: readonly Person[]): Person {
  const [person, ...others] = people;
  if (person === undefined || others.length > 0) throw new Error(`${people.length} people`);
  return person;
}

const email = "ann@example.com";
const storage = settings.namedScopes["storage"];
const teams = (...values: string[]) => [{ dimension: "team", operator: "in", values }];

describe("people of lists", () => {
  test("see the charges of their teams, and are members", () => {
    const person = only(
      peopleTogether([], [held("csv", { email, teams: ["search", "data"] })], settings),
    );
    expect(person).toMatchObject({
      email,
      role: "member",
      leads: false,
      teams: ["data", "search"],
    });
    expect(person.limits).toEqual({ allowed: [teams("data", "search")], denied: [] });
  });

  test("see their named scopes instead, all of the bill where it is one", () => {
    const limits = (scopes: string[]) =>
      only(peopleTogether([], [held("csv", { email, teams: ["data"], scopes })], settings)).limits;
    expect(limits(["storage"])).toEqual({ allowed: [storage], denied: [] });
    expect(limits(["*"]).allowed).toEqual([[]]);
    // What is gone from tally.yaml stands for nothing, and not for the teams.
    expect(limits(["gone"]).allowed).toEqual([]);
    expect(limits(["constructor"]).allowed).toEqual([]);
  });

  test("see nothing by being known alone", () => {
    expect(only(peopleTogether([], [held("scim", { email })], settings)).limits.allowed).toEqual(
      [],
    );
  });

  test("have what tally.yaml says of their groups, as long as it says so", () => {
    const groups = [
      { list: "slackGroups" as const, name: "payments-team" },
      { list: "slackGroups" as const, name: "finops-team" },
    ];
    const entries = [held("slack:T1", { email, slack: "T1/U1", groups })];
    const person = only(peopleTogether([], entries, settings));
    expect(person).toMatchObject({ role: "finops", teams: ["payments"], slack: "T1/U1" });
    expect(person.limits.allowed).toEqual([[], teams("payments")]);
    const without = { ...settings, slackGroups: {} };
    expect(only(peopleTogether([], entries, without))).toMatchObject({
      role: "member",
      teams: [],
      limits: { allowed: [], denied: [] },
    });
  });

  test("have what all lists give, and the highest role", () => {
    const entries = [
      held("csv", { email, teams: ["payments"], role: "owner" }),
      held("scim", { email, scopes: ["storage"], role: "viewer", teams: ["search"] }),
    ];
    const person = only(peopleTogether([], entries, settings));
    expect(person).toMatchObject({ role: "owner", leads: true, teams: ["payments", "search"] });
    expect(person.limits.allowed).toEqual([teams("payments"), storage]);
  });

  test("can be let in as guests by the ids of a CSV, not by those that were only read", () => {
    const ofCsv = only(peopleTogether([], [held("csv", { email, slack: "T1/U1" })], settings));
    expect(ofCsv.writtenIds).toEqual(["T1/U1"]);
    const ofSlack = [
      held("slack:T1", { email, slack: "T1/U1" }),
      held("scim", { email, teamsId: "tenant/one" }),
    ];
    expect(only(peopleTogether([], ofSlack, settings))).toMatchObject({
      slack: "T1/U1",
      teamsId: "tenant/one",
      writtenIds: [],
    });
  });
});

describe("people of tally.yaml", () => {
  test("keep what it says, and get ids that it doesn't have", () => {
    const listed = personOf({
      email: "Ann@example.com",
      role: "viewer",
      team: "data",
      slack: "T1/UANN",
    });
    const entries = [
      held("csv", {
        email,
        slack: "T1/UOTHER",
        teamsId: "tenant/one",
        role: "admin",
        teams: ["x"],
      }),
    ];
    expect(only(peopleTogether([listed], entries, settings))).toEqual({
      ...listed,
      teamsId: "tenant/one",
      writtenIds: ["T1/UANN", "tenant/one"],
    });
  });

  test("keep their ids against whoever else a list gives them to", () => {
    const listed = personOf({ email: "root@example.com", role: "admin", slack: "T1/UROOT" });
    const entries = [held("csv", { email, slack: "T1/UROOT", teams: ["data"] })];
    const [root, ann] = peopleTogether([listed], entries, settings);
    expect(root).toEqual(listed);
    expect(ann).toMatchObject({ email, slack: null, writtenIds: [] });
  });
});

test("whatever lists there are, and in whichever order they came, rights add up and ids are one person's", () => {
  const listed = [
    personOf({ email: "Ann@example.com", role: "viewer", slack: "T1/U1" }),
    personOf({ email: "lou@example.com", team: "data" }),
  ];
  const origins = ["csv", "csv:more", "scim", "slack:T1", "slack:T2"];
  const lists = fc.tuple(...origins.map(() => listArbitrary));
  fc.assert(
    fc.property(lists, fc.integer(), (given, seed) => {
      const entries = given.flatMap((list, at) =>
        list.map((entry) => ({ origin: origins[at] ?? "", entry })),
      );
      const people = peopleTogether(listed, entries, settings);
      const order = (a: HeldEntry, b: HeldEntry) => mixed(a, seed) - mixed(b, seed);
      expect(peopleTogether(listed, entries.toSorted(order), settings)).toEqual(people);

      const emails = people.map((person) => person.email.toLowerCase());
      expect(new Set(emails).size).toBe(emails.length);
      for (const ids of [people.map(({ slack }) => slack), people.map(({ teamsId }) => teamsId)]) {
        const known = ids.filter((id) => id !== null);
        expect(new Set(known).size).toBe(known.length);
      }
      for (const { email: one, role, teams: own, limits } of listed) {
        const person = people.find((candidate) => candidate.email === one);
        expect(person).toMatchObject({ role, teams: own, limits });
      }
      // A list more takes nothing from anybody, and one less gives nothing.
      const fewer = peopleTogether(
        listed,
        entries.filter(({ origin }) => origin !== "scim"),
        settings,
      );
      for (const person of fewer) {
        const more = people.find((candidate) => candidate.email === person.email);
        expect(more?.limits.allowed).toEqual(expect.arrayContaining([...person.limits.allowed]));
        expect(ROLES.indexOf(more?.role ?? "viewer")).toBeGreaterThanOrEqual(
          lowest(person, entries),
        );
      }
    }),
    { numRuns: 300 },
  );
});

/** Some number of an entry that a seed makes another. */
function mixed({ origin, entry }: HeldEntry, seed: number): number {
  const text = `${origin}${entry.email}${seed}`;
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1009, 7);
}

/** A person without a stated role is a member, whom a stated one may make a viewer. */
function lowest(person: Person, entries: readonly HeldEntry[]): number {
  const isStated = entries.some(
    ({ origin, entry }) =>
      entry.email === person.email.toLowerCase() && origin !== "scim" && entry.role !== null,
  );
  return isStated ? ROLES.indexOf(person.role) : 0;
}
