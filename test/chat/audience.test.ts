import { describe, expect, test } from "vitest";
import { Access } from "#src/access";
import { audienceRulesOf } from "#src/audience-config";
import type { AudienceRule, Channel } from "#src/channel";
import { ChannelAudiences } from "#src/chat/audience";
import { directoryOf } from "#src/chat/directory";
import { ChannelMembers, type Members } from "#src/chat/members";
import type { PeopleBook } from "#src/people/person";
import { SharedScopes } from "#src/shared-scope";
import type { Filter } from "#src/store/cost-query";
import { type GivenPerson, knownPeople } from "../known-people.ts";
import { plainRow, teamDimension, withBill } from "../store/store-with-bill.ts";

const teamIs = (...values: readonly string[]): Filter => {
  return { dimension: "team", operator: "in", values };
};
const PEOPLE: readonly GivenPerson[] = [
  { email: "all@example.com", slack: "T1/UALL" },
  { email: "both@example.com", slack: "T1/UBOTH", scope: [teamIs("a", "b")] },
  { email: "a@example.com", slack: "T1/UA", scope: [teamIs("a")] },
  { email: "b@example.com", slack: "T1/UB", scope: [teamIs("b")] },
];
const SLACK = { platform: "slack", tenant: "T1" } as const;
const C1: Channel = { platform: "slack", tenant: "T1", id: "C1" };

interface Given {
  readonly rule?: AudienceRule;
  readonly team?: string;
  readonly people?: PeopleBook;
  /** Users of the channel; null where Slack doesn't tell. */
  readonly members?: readonly string[] | null;
  /** What Slack tells, in another place than that. */
  readonly told?: Members;
}

async function limiting(
  { rule = "members", team, people = knownPeople(PEOPLE), members: users = null, told }: Given,
  check: (audiences: ChannelAudiences) => Promise<void>,
): Promise<void> {
  await withBill([plainRow], [teamDimension()], async (store) => {
    const members = new ChannelMembers();
    const listed = users === null ? null : users.map((id) => ({ ...SLACK, id }));
    members.readBy("slack", async () => (told === undefined ? listed : told));
    const rules = audienceRulesOf({ "slack:T1/C1": { audience: rule, team } }, "members");
    const scopes = new SharedScopes(new Access(store, people), people);
    const directory = directoryOf(people, false);
    await check(new ChannelAudiences({ rules, members, directory, scopes }));
  });
}

describe("what is said in a channel", () => {
  test.each([
    ["all@example.com", ["UALL"], "open"],
    ["a@example.com", ["UALL", "UA"], "open"],
    ["a@example.com", ["UALL", "UBOTH", "UA"], "open"],
    ["all@example.com", ["UALL", "UA"], "within"],
    ["both@example.com", ["UALL", "UBOTH", "UA"], "within"],
    ["a@example.com", ["UA", "UB"], "alone"],
    ["all@example.com", ["UALL", "UA", "UB"], "alone"],
    ["all@example.com", ["UALL", "USTRANGER"], "alone"],
    ["all@example.com", [], "alone"],
    ["all@example.com", null, "alone"],
    ["gone@example.com", ["UA"], "alone"],
    [null, ["UALL"], "open"],
    [null, ["UA"], "within"],
  ] as const)("to %s before %j is %s", (asker, members, kind) =>
    limiting({ members }, async (audiences) => {
      const limit = await audiences.limitFor(C1, asker);
      expect(limit.kind).toBe(kind);
      if (limit.kind === "within") expect(limit.within.allowed).toEqual([[teamIs("a")]]);
    }),
  );

  test("by its team is limited to the team's charges, whoever is there", () =>
    limiting({ rule: "team", team: "b" }, async (audiences) => {
      const limit = await audiences.limitFor(C1, "both@example.com");
      expect(limit).toMatchObject({ kind: "within", within: { allowed: [[teamIs("b")]] } });
      expect((await audiences.limitFor(C1, "b@example.com")).kind).toBe("open");
      expect((await audiences.limitFor(C1, "a@example.com")).kind).toBe("alone");
    }));

  test.each([
    ["asker", "open"],
    ["private", "alone"],
  ] as const)("by %s is %s, whoever is there", (rule, kind) =>
    limiting({ rule, members: ["UALL"] }, async (audiences) => {
      expect((await audiences.limitFor(C1, "all@example.com")).kind).toBe(kind);
    }),
  );

  test("isn't limited where nobody else is; before other organisations it is private", () =>
    limiting({ rule: "private" }, async (audiences) => {
      const kindOf = async (channel: Channel | undefined) =>
        (await audiences.limitFor(channel, "all@example.com")).kind;
      expect(await kindOf(undefined)).toBe("open");
      expect(await kindOf({ ...C1, audience: "direct" })).toBe("open");
      expect(await kindOf({ ...C1, audience: "shared" })).toBe("alone");
    }));

  test.each([
    ["both@example.com", "UALL", "open"],
    ["both@example.com", "UA", "within"],
    ["a@example.com", "UB", "alone"],
    ["a@example.com", "USTRANGER", "alone"],
    [null, "UA", "within"],
    [null, "USTRANGER", "alone"],
    // Who it is, isn't told.
    ["a@example.com", null, "open"],
    [null, null, "alone"],
  ] as const)("unasked for %s, to %s alone, is %s, whatever the rule", async (person, id, kind) => {
    const told = { reader: id === null ? null : { ...SLACK, id } };
    for (const rule of ["members", "team", "asker", "private"] as const) {
      await limiting({ rule, team: "b", told }, async (audiences) => {
        expect((await audiences.limitFor(C1, person, "unasked")).kind).toBe(kind);
      });
    }
  });

  test("unasked is private before people of elsewhere, whatever the rule", async () => {
    const told = [
      { ...SLACK, id: "UALL" },
      { ...SLACK, id: "U9", kind: "external" },
    ] as const;
    for (const rule of ["members", "team", "asker"] as const) {
      await limiting({ rule, team: "a", told }, async (audiences) => {
        expect((await audiences.limitFor(C1, "all@example.com", "unasked")).kind).toBe("alone");
      });
    }
  });

  test("follows what people may see as it changes", async () => {
    let book = knownPeople(PEOPLE);
    let generation = 0;
    const people: PeopleBook = {
      get generation() {
        return String(generation);
      },
      list: () => book.list(),
      find: (email) => book.find(email),
    };
    await limiting({ people, members: ["UALL", "UA"] }, async (audiences) => {
      expect((await audiences.limitFor(C1, "all@example.com")).kind).toBe("within");
      book = knownPeople(PEOPLE.map((person) => ({ ...person, scope: [] })));
      generation += 1;
      expect((await audiences.limitFor(C1, "all@example.com")).kind).toBe("open");
    });
  });

  test("of thousands of people is known in a moment once they are", async () => {
    const many = Array.from({ length: 3000 }, (_, at) => ({
      email: `p${at}@example.com`,
      slack: `T1/U${at}`,
      scope: [teamIs("a", `own-${at % 40}`)],
    }));
    const members = many.map((_, at) => `U${at}`);
    await limiting({ people: knownPeople(many), members }, async (audiences) => {
      const limit = await audiences.limitFor(C1, "p1@example.com");
      expect(limit).toMatchObject({ kind: "within", within: { allowed: [[teamIs("a")]] } });
      const began = performance.now();
      await audiences.limitFor(C1, "p2@example.com");
      expect(performance.now() - began).toBeLessThan(20);
    });
  });
});
