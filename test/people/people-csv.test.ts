import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPeopleCsv } from "#src/people/people-csv";
import { settings } from "./random-entries.ts";

const { namedScopes } = settings;

function read(...lines: string[]) {
  return readPeopleCsv("people.csv", lines.join("\n"), namedScopes);
}

describe("people as CSV", () => {
  test("have what their line says, in columns of any order", () => {
    expect(
      read(
        "role,Email,slack,teams,team,scopes",
        "Owner, Ann@Example.com ,T0123/U0456,Tenant/Object,search; payments;search,prod",
        ",bob@example.com,,,,",
        "",
        `viewer,kim@example.com,,,"Data, and more",*`,
      ),
    ).toEqual([
      {
        email: "ann@example.com",
        slack: "T0123/U0456",
        teamsId: "tenant/object",
        teams: ["payments", "search"],
        role: "owner",
        scopes: ["prod"],
        groups: [],
        sees: null,
      },
      expect.objectContaining({ email: "bob@example.com", role: null, teams: [], slack: null }),
      expect.objectContaining({
        email: "kim@example.com",
        teams: ["Data, and more"],
        scopes: ["*"],
      }),
    ]);
    expect(read("email", "ann@example.com")).toHaveLength(1);
    expect(read("email;team", "ann@example.com;payments")[0]?.teams).toEqual(["payments"]);
    expect(read("email")).toEqual([]);
  });

  test("are taken all or none; every wrong line is named", () => {
    const lines = [
      "email,slack,teams,team,role,scopes",
      "ann@example.com,U0456,,payments,boss,",
      "Ann Administrator,,,,,",
      "",
      "bob@example.com,T1/U1,,,,nothing",
      '"kim@example.com",T1/U2,no id,,,',
      "bob@example.com,T1/U1,,,,",
    ];
    expect(() => read(...lines)).toThrow(/people.csv isn't imported, and nothing was changed/);
    for (const problem of [
      /line 2: slack: write it as T0123\/U0456/,
      /line 2: role: /,
      /line 3: email: /,
      /line 5: no scope is called nothing in tally.yaml/,
      /line 6: teams: write it as TENANT\/OBJECT/,
      /line 7: bob@example.com is line 5 already/,
      /line 7: T1\/U1 is line 5 already/,
    ]) {
      expect(() => read(...lines)).toThrow(problem);
    }
  });

  test.each([
    [["name,team", "Ann,payments"], /line 1: there is no column email/],
    [
      ["email,name", "ann@example.com,Ann"],
      /line 1: there is no column “name”; there may be email, slack/,
    ],
    [["email,team,Team", "ann@example.com,a,b"], /line 1: the column team is there twice/],
    [["email,team", "ann@example.com"], /people.csv, row 1/],
    [["email,team", 'ann@example.com,"open'], /people.csv/],
    [[""], /line 1: there is no column email/],
  ])("%j isn't taken", (lines, problem) => {
    expect(() => read(...lines)).toThrow(problem);
  });

  test("many wrong lines are counted", () => {
    const lines = Array.from({ length: 30 }, (_, at) => `nobody ${at}`);
    expect(() => read("email", ...lines)).toThrow(/line 21: .*\nAnd 10 more\.$/);
  });

  test("whatever stands in the file, it is read or refused in words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        try {
          readPeopleCsv("people.csv", `email,team\n${text}`, namedScopes);
        } catch (error) {
          expect(error).toMatchObject({ name: "UserError" });
        }
      }),
    );
  });
});
