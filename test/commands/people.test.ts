import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UsageError } from "#src/commands/command";
import { people as command } from "#src/commands/people";
import { readConfig } from "#src/config";
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
  test("takes a CSV after a dry run, and forgets whoever isn't in it any more", () => {
    const header = "email,slack,teams,team,role,scopes";
    const bob = "bob@example.com,,,,viewer,storage";
    write("people.csv", header, "ann@example.com,T1/UANN,,payments,owner,", bob);
    const dry = people("import", "people.csv", "--dry-run").stdout;
    expect(dry).toContain("ann@example.com: new, owner, teams payments.");
    expect(dry).toContain("It would be: 2 added");

    const done = people("import", "people.csv").stdout;
    expect(done).toContain("2 added, 0 changed, 0 removed, 0 as they are.");
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
    const again = people("import", "people.csv").stdout;
    expect(again).toContain("ann@example.com: gone; had owner, teams payments.");
    expect(again).toContain("bob@example.com: member, scopes storage; other role than before.");
    const ann = people("show", "ann@example.com").stdout;
    expect(ann).toContain("Has no rights any more.");
    expect(ann).toMatch(/csv +owner, teams payments/);
  });

  test("takes a wrong file not at all", () => {
    write("wrong.csv", "email,scopes", "eve@example.com,storage", "kim@example.com,nothing");
    const { status, stderr, stdout } = people("import", "wrong.csv");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("line 3: no scope is called nothing in tally.yaml.");
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
    const all = listed();
    expect(all).toMatchObject({
      "lou@example.com": { role: "finops", sees: "everything", from: ["scim"] },
      "max@example.com": { from: ["csv:contractors"] },
      "bob@example.com": { from: ["csv"] },
    });
    expect(all).not.toHaveProperty(["eve@example.com"]);
  });

  test("says what is missing for Slack's groups, and who is nobody", () => {
    expect(people("sync").stderr).toContain("Slack has to be set up");
    const nobody = people("show", "nobody@example.com");
    expect(nobody.status).toBe(2);
    expect(nobody.stderr).toContain("isn't known");
  });

  test.each([[[]], [["import"]], [["list", "x"]], [["import", "a", "b"]], [["drop", "x"]]])(
    "says how it is called for %j",
    async (words) => {
      const config = readConfig({ TALLY_CONFIG: join(folder, "tally.yaml") });
      await expect(command.run(words, config)).rejects.toThrow(UsageError);
    },
  );
});
