import { describe, expect, test } from "vitest";
import { directoryOf } from "#src/chat/directory";
import { mentionedIds, withPeopleNamed } from "#src/chat/mentions";
import { peopleCalled } from "#src/people/people-called";
import { knownPeople } from "../known-people.ts";

const person = (email: string) => ({ email, teams: [], leads: false, accounts: [] });
const people = ["ana@example.com", "Ana.Diaz@example.com", "bob.lee@example.com"].map(person);
const emails = (words: string) => peopleCalled(words, people).map(({ email }) => email);

describe("people are called", () => {
  test.each([
    ["ana@example.com", ["ana@example.com"]],
    ["ana", ["ana@example.com"]],
    ["Ana Diaz", ["Ana.Diaz@example.com"]],
    ["@bob", ["bob.lee@example.com"]],
    ["lee", ["bob.lee@example.com"]],
    ["b", []],
    ["", []],
    ["zoe@example.com", []],
  ])("%s", (words, expected) => {
    expect(emails(words)).toEqual(expected);
  });

  test("by a part of their names, all whom it fits", () => {
    const two = [person("ana.diaz@example.com"), person("ana.wu@example.com")];
    expect(peopleCalled("ana", two)).toHaveLength(2);
  });
});

describe("people are mentioned", () => {
  const directory = directoryOf(
    knownPeople([{ email: "ann@example.com", slack: "T1/UANN" }, { email: "bob@example.com" }]),
    false,
  );
  const sender = { platform: "slack", tenant: "T1", id: "UX" } as const;

  test("by ids that the directory knows, or by what the platform vouches for", () => {
    const text = "assign it to <@UANN> or <@UBOB>, not <@UEVE>";
    expect(mentionedIds(text)).toEqual(["UANN", "UBOB", "UEVE"]);
    const bob = { ...sender, id: "UBOB", email: "bob@example.com" };
    expect(withPeopleNamed(text, sender, [bob], directory)).toBe(
      "assign it to <@ann@example.com> or <@bob@example.com>, not  ",
    );
  });

  test("of another workspace aren't taken for those of this one", () => {
    const other = { ...sender, tenant: "T2" };
    expect(withPeopleNamed("ask <@UANN>", other, [], directory)).toBe("ask  ");
  });
});
