import { describe, expect, test } from "vitest";
import type { SlackSettings } from "#src/adapters/slack/settings";
import { SlackUserGroups } from "#src/adapters/slack/user-groups";
import { silentLog } from "#src/log";
import { entrySchema } from "#src/people/directory-entry";
import { syncUserGroups } from "#src/people/sync-user-groups";
import { StoredInstallations } from "#src/store/chat/installations";
import { keepList } from "#src/store/people/keep-list";
import { StoredDirectory } from "#src/store/people/stored-directory";
import { Store } from "#src/store/store";
import { settings } from "../../people/random-entries.ts";
import { BOT_TOKEN, type Call, FakeSlack } from "./fake-slack.ts";

const now = () => new Date("2026-11-20T09:00:00Z");

/** A workspace with user groups, which a test changes. */
interface Workspace {
  readonly groups: Record<string, { handle?: string; users?: string[]; more?: object }>;
  readonly users: Record<string, object>;
  /** A method that is answered with an error. */
  failing?: { readonly method: string; readonly error: string };
}

function member(email: string, more: object = {}): object {
  return { team_id: "T1", is_email_confirmed: true, profile: { email }, ...more };
}

function answerOf({ groups, users, failing }: Workspace, { method, args }: Call): object | null {
  if (method === failing?.method) return { ok: false, error: failing.error };
  if (method === "usergroups.list") {
    const usergroups = Object.entries(groups).map(([id, { handle, more }]) => ({
      id,
      handle,
      name: "payments-team",
      ...more,
    }));
    return { ok: true, usergroups };
  }
  if (method === "usergroups.users.list") {
    return { ok: true, users: groups[String(args["usergroup"])]?.users ?? [] };
  }
  if (method !== "users.info") return null;
  const user = users[String(args["user"])];
  return user === undefined ? { ok: false, error: "user_not_found" } : { ok: true, user };
}

async function withGroups(
  workspace: Workspace,
  check: (world: {
    readonly slack: FakeSlack;
    readonly store: Store;
    readonly directory: StoredDirectory;
    readonly groups: SlackUserGroups;
    sync(stop?: AbortSignal): ReturnType<typeof syncUserGroups>;
  }) => Promise<void>,
  more: Partial<SlackSettings> = {},
): Promise<void> {
  const slack = new FakeSlack();
  await slack.start();
  const store = new Store(":memory:", []);
  try {
    const groups = new SlackUserGroups({
      settings: {
        mode: "socket",
        botToken: BOT_TOKEN,
        teams: [],
        clientOptions: slack.clientOptions,
        ...more,
      },
      installations: new StoredInstallations(store.database),
      encryptionKey: "11".repeat(32),
      clock: now,
      log: silentLog,
    });
    const sync = (stop = new AbortController().signal) =>
      syncUserGroups({ groups, store, settings, now, stop });
    const directory = new StoredDirectory(store.database, [], settings);
    let isTaught = false;
    const rule = (call: Call) => {
      const body = answerOf(workspace, call);
      return body === null ? null : { body };
    };
    await check({
      slack,
      store,
      directory,
      groups,
      // After the rules of a test, which go first.
      sync(stop) {
        if (!isTaught) slack.rule(rule);
        isTaught = true;
        return sync(stop);
      },
    });
  } finally {
    store.close();
    await slack.stop();
  }
}

describe("Slack's user groups", () => {
  test("give their members what tally.yaml says, by handle or id and never by name", async () => {
    const workspace: Workspace = {
      groups: {
        S1: { handle: "payments-team", users: ["U1", "U2"] },
        S2: { handle: "finops-team", users: ["U2"] },
        S3: { handle: "anybody", users: ["U3"] },
        S4: { handle: "finops-team", users: ["U3"], more: { is_external: true } },
        S5: { handle: "finops-team", users: ["U3"], more: { date_delete: 1_700_000_000 } },
      },
      users: {
        U1: member("Ann@example.com"),
        U2: member("bob@example.com"),
        U3: member("eve@example.com"),
      },
    };
    await withGroups(workspace, async ({ directory, sync, slack }) => {
      const [outcome, ...others] = await sync();
      expect(others).toEqual([]);
      expect(outcome).toMatchObject({
        origin: "slack:T1",
        people: 2,
        leftOut: 0,
        missing: [],
        problem: null,
      });
      expect(directory.find("ann@example.com")).toMatchObject({
        role: "member",
        teams: ["payments"],
        slack: "T1/U1",
        writtenIds: [],
      });
      expect(directory.find("bob@example.com")).toMatchObject({ role: "finops" });
      expect(directory.find("eve@example.com")).toBeNull();
      expect(slack.of("usergroups.list")[0]?.token).toBe(BOT_TOKEN);
      expect((await sync())[0]?.changes).toEqual([]);
    });
  });

  test("give nothing to guests, bots, strangers, former colleagues and unconfirmed addresses", async () => {
    const workspace: Workspace = {
      groups: {
        S1: {
          handle: "finops-team",
          users: ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9", "UGONE"],
        },
      },
      users: {
        U1: member("ann@example.com"),
        U2: member("guest@example.com", { is_restricted: true }),
        U3: member("bot@example.com", { is_bot: true }),
        U4: member("stranger@example.com", { is_stranger: true }),
        U5: member("former@example.com", { deleted: true }),
        U6: member("new@example.com", { is_email_confirmed: false }),
        U7: member("not an address"),
        U8: member("twice@example.com"),
        U9: member("Twice@example.com"),
      },
    };
    await withGroups(workspace, async ({ directory, sync }) => {
      const [outcome] = await sync();
      expect(outcome).toMatchObject({ people: 1, leftOut: 9, missing: ["payments-team"] });
      expect(directory.list().map(({ email }) => email)).toEqual(["ann@example.com"]);
    });
  });

  test("take from whoever left what they had from them", async () => {
    const group = { handle: "payments-team", users: ["U1", "U2"] };
    const users = { U1: member("ann@example.com"), U2: member("bob@example.com") };
    await withGroups({ groups: { S1: group }, users }, async ({ directory, store, sync }) => {
      await sync();
      group.users = ["U2"];
      users.U2 = member("bob@example.com", { deleted: true });
      const [outcome] = await sync();
      expect(outcome?.changes.map(({ email, after }) => [email, after])).toEqual([
        ["ann@example.com", null],
        ["bob@example.com", null],
      ]);
      expect(directory.list()).toEqual([]);
      // So does a workspace that the app isn't in any more.
      const entries = [entrySchema.parse({ email: "kim@example.com", teams: ["data"] })];
      keepList(store, { origin: "slack:T9", entries }, now());
      keepList(store, { origin: "csv", entries }, now());
      expect((await sync()).map(({ origin }) => origin)).toEqual(["slack:T1", "slack:T9"]);
      expect(directory.find("kim@example.com")?.teams).toEqual(["data"]);
      keepList(store, { origin: "csv", entries: [] }, now());
      expect(directory.find("kim@example.com")).toBeNull();
    });
  });

  test.each([
    ["usergroups.list", "missing_scope", /give it usergroups:read/],
    ["usergroups.users.list", "no_such_subteam", /can’t be read: no_such_subteam/],
    ["users.info", "fatal_error", /can’t be read: fatal_error/],
  ])("change nothing where %s says %s", async (method, error, problem) => {
    const workspace: Workspace = {
      groups: { S1: { handle: "payments-team", users: ["U1"] } },
      users: { U1: member("ann@example.com") },
    };
    await withGroups(workspace, async ({ directory, sync }) => {
      await sync();
      expect(directory.list()).toHaveLength(1);
      workspace.groups["S1"] = { handle: "payments-team", users: ["U1", "U9"] };
      workspace.failing = { method, error };
      const [outcome] = await sync();
      expect(outcome?.problem).toMatch(problem);
      expect(directory.list()).toHaveLength(1);
    });
  });

  test("wait where Slack asks to, and end where they are told to", async () => {
    const workspace: Workspace = {
      groups: { S1: { handle: "payments-team", users: ["U1"] } },
      users: { U1: member("ann@example.com") },
    };
    await withGroups(workspace, async ({ directory, slack, sync }) => {
      slack.next("users.info", { status: 429, headers: { "retry-after": "0" } });
      expect((await sync())[0]).toMatchObject({ people: 1, problem: null });
      await expect(sync(AbortSignal.abort())).rejects.toThrow("The sync was ended.");
      expect(directory.list()).toHaveLength(1);
    });
  });

  test("need addresses: without the right to read them nobody is taken for gone", async () => {
    const workspace: Workspace = {
      groups: { S1: { handle: "payments-team", users: ["U1"] } },
      users: { U1: { team_id: "T1", profile: {} } },
    };
    await withGroups(workspace, async ({ sync }) => {
      expect((await sync())[0]?.problem).toMatch(/users:read.email/);
    });
  });

  test("are those of the workspaces that have the app installed, where there are several", async () => {
    const several = { botToken: undefined, clientId: "1", clientSecret: "2", stateSecret: "3" };
    const workspace: Workspace = { groups: {}, users: {} };
    await withGroups(
      workspace,
      async ({ groups, store, sync }) => {
        expect(await groups.workspaces()).toEqual([]);
        new StoredInstallations(store.database).save("T5", new Uint8Array([1]), now());
        new StoredInstallations(store.database).save("E1", new Uint8Array([1]), now());
        expect(await groups.workspaces()).toEqual(["T5"]);
        expect((await sync())[0]?.problem).toMatch(/isn’t installed in T5/);
      },
      several,
    );
  });
});
