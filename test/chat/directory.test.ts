import { describe, expect, test } from "vitest";
import { directChannelOf, directoryOf, unknownSenderText } from "#src/chat/directory";
import type { Sender, SenderKind } from "#src/chat/message";
import type { PeopleBook } from "#src/people/person";
import { knownPeople } from "../known-people.ts";

const people = knownPeople([
  { email: "Ann@example.com", role: "admin", team: "payments", slack: "T1/UANN" },
  { email: "bob@example.com", teams: "tenant/Object" },
  { email: "kim@example.com" },
]);
const closed = directoryOf(people, false);
const open = directoryOf(people, true);

function slack(id: string, more: Partial<Sender> = {}): Sender {
  return { platform: "slack", tenant: "T1", id, ...more };
}

const teams = (id: string, more: Partial<Sender> = {}): Sender => ({
  platform: "teams",
  tenant: "tenant",
  id,
  ...more,
});

describe("the directory", () => {
  test("finds people by their ids, and members by their address", () => {
    const ann = { email: "Ann@example.com", teams: ["payments"] };
    expect(closed.find(slack("UANN"))).toEqual(ann);
    expect(closed.find(slack("UNEW", { kind: "member", email: "ANN@example.com" }))).toEqual(ann);
    expect(closed.find(teams("OBJECT"))?.email).toBe("bob@example.com");
    expect(closed.find(slack("uann"))).toBeNull();
    expect(closed.find(slack("UANN", { tenant: "T2" }))).toBeNull();
    expect(closed.find(teams("UANN", { tenant: "T1" }))).toBeNull();
    expect(closed.find(slack("UEVE", { kind: "member", email: "eve@example.com" }))).toBeNull();
  });

  test("takes no other letter for one of an address", () => {
    const kelvin = slack("U9", { kind: "member", email: "\u212Aim@example.com" });
    expect(kelvin.email?.toLowerCase()).toBe("kim@example.com");
    expect(closed.find(kelvin)).toBeNull();
  });

  test.each<[SenderKind, boolean, boolean, boolean]>([
    // by written id, by address, where the workspace is open
    ["member", true, true, true],
    ["guest", true, false, false],
    ["external", true, false, false],
    ["unsure", true, false, false],
    ["bot", false, false, false],
  ])(
    "lets in a %s by id: %s, by address: %s, by openness: %s",
    (kind, byId, byEmail, byOpenness) => {
      expect(closed.find(slack("UANN", { kind })) !== null).toBe(byId);
      expect(closed.find(slack("U9", { kind, email: "ann@example.com" })) !== null).toBe(byEmail);
      expect(open.find(slack("U9", { kind })) !== null).toBe(byOpenness);
    },
  );

  test("lets in a guest by an id that somebody has written down, not by one that was read", () => {
    const [ann] = people.list();
    if (ann === undefined) throw new Error("nobody");
    const book: PeopleBook = { ...people, list: () => [{ ...ann, writtenIds: [] }] };
    const directory = directoryOf(book, false);
    expect(directory.find(slack("UANN"))?.email).toBe("Ann@example.com");
    expect(directory.find(slack("UANN", { kind: "guest" }))).toBeNull();
  });

  test("knows at once who came and who went", () => {
    let now = people;
    let generation = 0;
    const book: PeopleBook = {
      get generation() {
        return String(generation);
      },
      list: () => now.list(),
      find: (email) => now.find(email),
    };
    const directory = directoryOf(book, false);
    expect(directory.find(slack("UANN"))).not.toBeNull();
    now = knownPeople([{ email: "new@example.com", slack: "T1/UNEW" }]);
    generation++;
    expect(directory.find(slack("UANN"))).toBeNull();
    expect(directory.find(slack("UNEW"))?.email).toBe("new@example.com");
  });

  test("tells whoever is unknown by what they can be let in", () => {
    expect(unknownSenderText(slack("U9"))).toContain("with your e-mail address and slack: T1/U9");
    const guest = unknownSenderText(slack("U9", { kind: "guest" }));
    expect(guest).toContain("let a guest in");
    expect(guest).toContain("slack: T1/U9");
    expect(unknownSenderText(slack("B9", { kind: "bot" }))).not.toContain("administrator");
  });
});

const reachable = knownPeople([
  { email: "Ann@example.com", slack: "T1/UANN", teams: "tenant/ann" },
  { email: "bob@example.com", teams: "tenant/object" },
]);

test("a person's conversation is known by their id in Slack, else by that of Entra", () => {
  const channelOf = directChannelOf(reachable);
  expect(channelOf("ann@example.com")).toBe("slack:T1/UANN");
  expect(channelOf("bob@example.com")).toBe("teams:tenant/object");
  expect(channelOf("eve@example.com")).toBeNull();
});

test("it is one on a platform to which anything can be brought", () => {
  const inTeams = directChannelOf(reachable, (platform) => platform === "teams");
  expect(inTeams("ann@example.com")).toBe("teams:tenant/ann");
  const inSlack = directChannelOf(reachable, (platform) => platform === "slack");
  expect(inSlack("bob@example.com")).toBeNull();
});
