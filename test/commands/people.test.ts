import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../store/random-bill.ts";
import { runTally } from "./run-tally.ts";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  write(
    "tally.yaml",
    "scopes:",
    "  storage: [{ dimension: ServiceName, operator: in, values: [Amazon S3] }]",
    "people: [{ email: root@example.com, role: admin }]",
    "directory:",
    "  slackGroups: { finops-team: { role: finops, scopes: ['*'] } }",
    "  scimGroups: { FinOps: { role: finops, scopes: ['*'] } }",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, ...lines: string[]): void {
  writeFileSync(join(folder, name), lines.join("\n"));
}

function people(...words: string[]) {
  return runTally(folder, ["people", ...words]);
}

/** `{ "ann@example.com": … }` */
function listed() {
  const lines = people("list", "--json").stdout.trim().split("\n");
  return Object.fromEntries(lines.map((line) => JSON.parse(line)).map((one) => [one.email, one]));
}

describe("tally people", () => {
  test("takes a CSV after a dry run, once, and forgets whoever isn't in it any more", () => {
    const header = "email,slack,teams,team,role,scopes";
    const bob = "bob@example.com,,,,viewer,storage";
    write("people.csv", header, "ann@example.com,T1/UANN,,payments,owner,", bob);
    const dry = people("import", "people.csv", "--dry-run");
    expect(dry.stdout).toContain("ann@example.com: new, owner, teams payments.");
    expect(dry.stdout).toContain("It would be: 2 added");
    expect(Object.keys(listed())).toEqual(["root@example.com"]);

    expect(people("import", "people.csv").stdout).toContain(
      "2 added, 0 changed, 0 removed, 0 as they are.",
    );
    expect(people("import", "people.csv").stdout).toBe(
      "0 added, 0 changed, 0 removed, 2 as they are.\n",
    );
    expect(listed()).toMatchObject({
      "ann@example.com": {
        role: "owner",
        teams: ["payments"],
        sees: "team = payments",
        slack: "T1/UANN",
        from: ["csv"],
      },
      "bob@example.com": { role: "viewer", sees: "ServiceName = Amazon S3" },
      "root@example.com": { role: "admin", sees: "everything", from: ["tally.yaml"] },
    });

    write("people.csv", header, bob.replace("viewer", "member"));
    const { stdout } = people("import", "people.csv");
    expect(stdout).toContain("ann@example.com: gone; had owner, teams payments.");
    expect(stdout).toContain("bob@example.com: member, scopes storage; other role than before.");
    expect(people("show", "ann@example.com").stdout).toMatch(
      /Has no rights any more.[^]*csv +owner, teams payments/,
    );
  });

  test("takes a wrong file not at all", () => {
    const before = listed();
    write("wrong.csv", "email,scopes", "eve@example.com,storage", "kim@example.com,nothing");
    const { status, stderr, stdout } = people("import", "wrong.csv");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("line 3: no scope is called nothing in tally.yaml.");
    expect(listed()).toEqual(before);
    expect(people("import", "missing.csv").stderr).toContain("missing.csv can't be read");
  });

  test("takes SCIM beside it, and several lists by their names", () => {
    const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    const Resources = [
      { schemas, userName: "lou@example.com", groups: [{ value: "1", display: "FinOps" }] },
      { schemas, userName: "old@example.com", active: false },
    ];
    write("scim.json", JSON.stringify({ totalResults: 2, Resources }));
    const { stdout } = people("import", "scim.json");
    expect(stdout).toContain("lou@example.com: new, groups FinOps.");
    expect(stdout).toContain("Not active, so left out: 1.");
    write("more.csv", "email,team", "max@example.com,data");
    people("import", "more.csv", "--name", "contractors");
    expect(listed()).toMatchObject({
      "lou@example.com": { role: "finops", sees: "everything", from: ["scim"] },
      "max@example.com": { from: ["csv:contractors"] },
      "bob@example.com": { from: ["csv"] },
    });
    expect(people("list").stdout).toMatch(/csv:contractors: 1 people, read .* UTC/);
  });

  test("says what is missing for Slack's groups, and who is nobody", () => {
    expect(people("sync")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Slack has to be set up"),
    });
    expect(people("show", "nobody@example.com")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("isn't known"),
    });
    for (const words of [[], ["import"], ["list", "x"], ["import", "a", "b"], ["drop", "x"]]) {
      expect(people(...words).stderr).toContain("Usage: tally people");
    }
    expect(people("import", "more.csv", "--name", "a b").stderr).toContain("--name is of letters");
  });
});
