import fc from "fast-check";
import { UserError } from "#src/errors";
import type { DirectoryEntry } from "#src/people/directory-entry";
import { readPeopleCsv } from "#src/people/people-csv";
import { peopleTogether } from "#src/people/people-together";
import { readScim } from "#src/people/scim";
import { settings } from "../../people/random-entries.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { hostileText } from "../hostile-text.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";
import { mutatedText } from "../mutated-text.ts";

const CSV = [
  "email , slack , teams , team , role , scopes \n ann@example.com , T1/U1 , tenant/one , payments ; search , owner , prod \n bob@example.com ,,,,,* ",
  "email , team \n ann@example.com , payments \n kim@example.com , data ",
];

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const SCIM: Json = {
  totalResults: 3,
  Resources: [
    {
      schemas: [USER],
      id: "1",
      externalId: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
      userName: "ann@example.com",
      active: true,
      emails: [{ value: "ann@example.com", primary: true, type: "work" }],
      groups: [{ value: "g1", display: "Storage" }],
      roles: [{ value: "viewer" }],
    },
    { schemas: [USER], id: "2", userName: "bob@example.com", active: false },
    {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      id: "g1",
      displayName: "Storage",
      members: [{ value: "1" }],
    },
  ],
};

/** What people are imported from. */
interface Input {
  readonly kind: "csv" | "scim";
  readonly text: string;
}

const WORDS = ["=cmd", "admin", "T1/U2", "constructor", "ann@example.com", "\u212Aim@example.com"];
const csv = mutatedText(CSV, WORDS).map((text) => text.replaceAll(/ ?([,;\n]) ?/g, "$1"));
const scim = mutatedJson([SCIM]).map((json) => JSON.stringify(json));

/** Lists of people: taken as a whole or refused in words, and nobody gets what no list gives. */
export const peopleLists: FuzzTarget = {
  name: "people-lists",
  weight: 40,
  async open() {
    const inputs: fc.Arbitrary<Input> = fc.oneof(
      { weight: 4, arbitrary: csv.map((text) => ({ kind: "csv" as const, text })) },
      { weight: 4, arbitrary: scim.map((text) => ({ kind: "scim" as const, text })) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constantFrom("csv", "scim"), text: hostileText }),
      },
    );
    return {
      inputs,
      fuzz(input: Input) {
        const entries = entriesIn(input);
        const emails = entries.map(({ email }) => email);
        holds(new Set(emails).size === emails.length, "somebody is there twice");
        holds(
          emails.every((email) => /^[!-~]+$/.test(email)),
          "an address isn't plain",
        );
        const held = entries.map((entry) => ({ origin: input.kind, entry }));
        const people = peopleTogether([], held, settings);
        holds(people.length === entries.length, "not as many people as entries");
        for (const { role, limits } of people) {
          holds(role !== "admin" || /admin/i.test(input.text), "somebody became admin");
          const isWhole = limits.allowed.some((part) => part.length === 0);
          holds(!isWhole || input.text.includes("*"), "somebody sees everything");
        }
      },
      close: () => undefined,
    };
  },
};

/** None where it is refused. */
function entriesIn({ kind, text }: Input): readonly DirectoryEntry[] {
  try {
    if (kind === "csv") return readPeopleCsv("people.csv", text, settings.namedScopes);
    return readScim("people.json", text, settings, "tenant").entries;
  } catch (error) {
    holds(error instanceof UserError, `it throws ${error instanceof Error ? error.stack : error}`);
    return [];
  }
}
