import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { secretProblem, withSecretFiles } from "#src/secrets/secret-files";
import { SECRET_VARIABLES } from "#src/secrets/secret-variables";
import { runTally } from "../commands/run-tally.ts";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";

const VALUE = "correct-horse-battery-staple-1234";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string, mode = 0o600): string {
  const file = join(folder, `${crypto.randomUUID()}.secret`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe("secrets from files", () => {
  test.each(SECRET_VARIABLES)("%s may come from a file", (name) => {
    const file = fileWith(`${VALUE}\n`);
    const { environment, secrets } = withSecretFiles({ [`${name}_FILE`]: file, OTHER: "kept" });
    expect(environment).toMatchObject({ [name]: VALUE, OTHER: "kept" });
    expect(secrets).toEqual([{ name, value: VALUE, file, isOpenToAll: false }]);
  });

  test("take the place that they have in the settings", () => {
    const file = fileWith(VALUE);
    const config = readConfig({
      TALLY_WEB_TOKEN_FILE: file,
      TALLY_MODEL_KEY_FILE: file,
      TALLY_AUDIT_KEY_FILE: file,
      SLACK_APP_TOKEN_FILE: file,
      TEAMS_CLIENT_SECRET_FILE: file,
      AZURE_CLIENT_SECRET_FILE: file,
      TALLY_TICKETS_TOKEN_FILE: file,
    } as Parameters<typeof readConfig>[0]);
    expect(config).toMatchObject({
      server: { token: VALUE },
      model: { apiKey: VALUE },
      slack: { appToken: VALUE },
      teams: { clientSecret: VALUE },
      sourceEnvironment: { AZURE_CLIENT_SECRET: VALUE },
      ticketEnvironment: { TALLY_TICKETS_TOKEN: VALUE },
    });
    expect(config.auditSeal).not.toBeNull();
  });

  test("that an orchestrator swaps behind a link are followed", () => {
    const link = join(folder, "link");
    symlinkSync(fileWith(`${VALUE}\r\n`, 0o440), link);
    const { secrets } = withSecretFiles({ TALLY_WEB_TOKEN_FILE: link });
    expect(secrets).toMatchObject([{ value: VALUE, file: link, isOpenToAll: false }]);
  });

  test.each([
    ["both ways", () => ({ TALLY_WEB_TOKEN: VALUE, TALLY_WEB_TOKEN_FILE: fileWith(VALUE) })],
    ["a file that isn't there", () => ({ TALLY_WEB_TOKEN_FILE: join(folder, "nowhere") })],
    ["a folder", () => ({ TALLY_WEB_TOKEN_FILE: folder })],
    ["an empty file", () => ({ TALLY_WEB_TOKEN_FILE: fileWith("\n") })],
    ["several lines", () => ({ TALLY_WEB_TOKEN_FILE: fileWith(`${VALUE}\nmore`) })],
    ["a file of a megabyte", () => ({ TALLY_WEB_TOKEN_FILE: fileWith("x".repeat(1_000_000)) })],
  ])("are refused where there is %s, without being quoted", (_, variables) => {
    expect(() => withSecretFiles(variables())).toThrow(ConfigError);
    expect(() => withSecretFiles(variables())).toThrow(/^TALLY_WEB_TOKEN/);
    expect(() => withSecretFiles(variables())).not.toThrow(VALUE);
  });

  test.skipIf(process.platform === "win32")("aren't waited for where they are pipes", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const read = () => withSecretFiles({ TALLY_WEB_TOKEN_FILE: pipe });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      `TALLY_WEB_TOKEN_FILE names ${pipe}, which can't be read (it is no file).`,
    );
  });

  test("that everybody can read are told", () => {
    const { secrets } = withSecretFiles({ TALLY_WEB_TOKEN_FILE: fileWith(VALUE, 0o644) });
    expect(secrets.map(secretProblem)).toEqual([
      expect.stringMatching(/^Every user of this machine can read .*chmod o-r/),
    ]);
  });

  test("are listed by tally doctor with their places, never with their values", () => {
    writeFileSync(join(folder, "tally.yaml"), "");
    const file = fileWith(VALUE, 0o644);
    writeBill(join(folder, "bill.csv"), [plainRow]);
    runTally(folder, ["import", "bill.csv"]);
    const { stdout, stderr, status } = runTally(folder, ["doctor"], "", {
      TALLY_WEB_TOKEN_FILE: file,
      SLACK_BOT_TOKEN: VALUE,
      AWS_SECRET_ACCESS_KEY: VALUE,
    });
    expect(stdout).toContain(`WRONG TALLY_WEB_TOKEN: from ${file}: Every user`);
    expect(stdout).toContain("ok    SLACK_BOT_TOKEN: from the environment\n");
    expect(stdout).toContain("ok    AWS_SECRET_ACCESS_KEY: from the environment\n");
    expect(`${stdout}${stderr}`).not.toContain(VALUE);
    expect(status).toBe(2);
  });
});
