import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { installationStore } from "#src/adapters/slack/installation-store";
import { Seal } from "#src/adapters/slack/sealing";
import { StoredInstallations } from "#src/store/chat/installations";
import { TEAM } from "./fake-slack.ts";
import { type SlackWorld, withSlack } from "./slack-world.ts";

const KEY = randomBytes(32).toString("base64");
const settings = {
  botToken: undefined,
  clientId: "1.2",
  clientSecret: "client-secret",
  stateSecret: "state-secret",
  publicUrl: "https://tally.example",
};
const options = { settings, parts: { encryptionKey: KEY } };

function granted(token: string, more: object = {}) {
  return {
    body: {
      ok: true,
      app_id: "A1",
      team: { id: TEAM, name: "One" },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: "UANN", access_token: "xoxp-of-a-person", scope: "x", token_type: "user" },
      access_token: token,
      token_type: "bot",
      bot_user_id: "UBOT",
      scope: "chat:write",
      ...more,
    },
  };
}

/** Goes through Slack's pages as a browser does. */
async function install({ get }: SlackWorld): Promise<Response> {
  const page = await get("/slack/install", { redirect: "manual" });
  const address = new URL(page.headers.get("location") ?? "");
  expect(address.origin).toBe("https://slack.com");
  expect(address.searchParams.get("scope")).toContain("app_mentions:read");
  expect(address.searchParams.get("redirect_uri")).toBe(
    "https://tally.example/slack/oauth_redirect",
  );
  const state = encodeURIComponent(address.searchParams.get("state") ?? "");
  const cookie = (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return get(`/slack/oauth_redirect?code=c&state=${state}`, { headers: { cookie } });
}

function sealedOf({ store }: SlackWorld, id: string): Uint8Array | null {
  return new StoredInstallations(store.database).find(id);
}

describe("an app of several workspaces", () => {
  test("is installed, keeps the token sealed, and answers by it, also after a restart", async () => {
    await withSlack(options, async (world) => {
      const { slack, mention, settled, restart } = world;
      slack.next("oauth.v2.access", granted("xoxb-of-team-one"));
      slack.next("auth.test", { body: { ok: true, bot_id: "B1", user_id: "UBOT" } });
      await mention("<@UBOT> cost in October", {}, { event_id: "Ev0" });
      expect(slack.of("chat.postMessage")).toEqual([]);
      expect((await install(world)).status).toBe(200);
      const sealed = Buffer.from(sealedOf(world, TEAM) ?? []);
      expect(sealed.toString("latin1")).not.toContain("xoxb");
      expect(new Seal(KEY).open(sealed, TEAM)).not.toContain("xoxp-of-a-person");
      await restart();
      await mention("<@UBOT> cost in October");
      await settled();
      expect(slack.of("chat.postMessage")[0]?.token).toBe("xoxb-of-team-one");
    });
  });

  test("takes no installation with a forged state, or of a workspace that isn't listed", async () => {
    await withSlack(options, async (world) => {
      const { slack, get } = world;
      slack.next("oauth.v2.access", granted("xoxb-1"));
      const forged = await get("/slack/oauth_redirect?code=c&state=forged");
      expect(forged.status).toBe(400);
      expect(slack.of("oauth.v2.access")).toEqual([]);
    });
    const listed = { ...options, settings: { ...settings, teams: ["T2"] } };
    await withSlack(listed, async (world) => {
      world.slack.next("oauth.v2.access", granted("xoxb-1"));
      expect((await install(world)).status).toBe(500);
      expect(sealedOf(world, TEAM)).toBeNull();
    });
  });

  test("forgets a workspace that removed it, and one whose token was revoked", async () => {
    for (const remove of [
      ({ event }: SlackWorld) => event({ type: "app_uninstalled" }, { authorizations: [] }),
      ({ event }: SlackWorld) =>
        event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } }, { authorizations: [] }),
      async ({ slack, mention }: SlackWorld) => {
        slack.always("chat.postMessage", "account_inactive");
        await mention("<@UBOT> cost in October");
      },
    ]) {
      await withSlack(options, async (world) => {
        world.slack.next("oauth.v2.access", granted("xoxb-1"));
        await install(world);
        expect(sealedOf(world, TEAM)).not.toBeNull();
        const { event } = world;
        await event({ type: "tokens_revoked", tokens: { oauth: ["UANN"] } });
        expect(sealedOf(world, TEAM)).not.toBeNull();
        await remove(world);
        await expect.poll(() => sealedOf(world, TEAM)).toBeNull();
      });
    }
  });

  test("is installed in a whole organisation", async () => {
    await withSlack(options, async (world) => {
      const { slack, mention, settled } = world;
      const enterprise = { id: "E1", name: "Org" };
      const org = { team: null, enterprise, is_enterprise_install: true };
      slack.next("oauth.v2.access", granted("xoxb-of-org", org));
      await install(world);
      expect(sealedOf(world, "E1")).not.toBeNull();
      const authorization = {
        team_id: TEAM,
        enterprise_id: "E1",
        user_id: "UBOT",
        is_enterprise_install: true,
      };
      const envelope = { enterprise_id: "E1", authorizations: [authorization] };
      await mention("<@UBOT> cost in October", {}, envelope);
      await settled();
      expect(slack.of("chat.postMessage")[0]?.token).toBe("xoxb-of-org");
      // Who was heard of can be spoken to; after a start somebody in tally.yaml says whose workspace it is.
      await bring(world);
      expect(slack.of("chat.postMessage")[1]?.token).toBe("xoxb-of-org");
      slack.always("chat.postMessage", "token_revoked");
      await mention("<@UBOT> cost in October", {}, envelope);
      await expect.poll(() => sealedOf(world, "E1")).toBeNull();
    });
  });
});

describe("speaking first", () => {
  test("uses the token of the workspace that it is for", async () => {
    await withSlack(options, async (world) => {
      world.slack.next("oauth.v2.access", granted("xoxb-of-team-one"));
      await install(world);
      await bring(world);
      expect(world.slack.of("chat.postMessage")[0]?.token).toBe("xoxb-of-team-one");
    });
  });

  test("finds the organisation of tally.yaml behind a workspace; without any it says what to do", async () => {
    const listed = { ...options, settings: { ...settings, teams: ["E1"] } };
    const org = { team: null, enterprise: { id: "E1", name: "Org" }, is_enterprise_install: true };
    await withSlack(listed, async (world) => {
      await expect(bring(world)).rejects.toMatchObject({ failure: "impossible" });
      world.slack.next("oauth.v2.access", granted("xoxb-of-org", org));
      await install(world);
      await bring(world);
      expect(world.slack.of("chat.postMessage")[0]?.token).toBe("xoxb-of-org");
    });
    await withSlack(options, async (world) => {
      world.slack.next("oauth.v2.access", granted("xoxb-of-org", org));
      await install(world);
      await expect(bring(world)).rejects.toThrow("slack.teams in tally.yaml");
    });
  });
});

/** Brings a card to a channel of the workspace. */
function bring({ app }: SlackWorld): Promise<string> {
  const card = { card: { title: "Budget", blocks: [] }, issue: () => "id" };
  return app.courier.post({ platform: "slack", tenant: TEAM, id: "C1" }, card, { mark: "m1" });
}

describe("the store of installations", () => {
  test("seals again with the newest key what is sealed with an older one", async () => {
    await withSlack({}, async ({ store }) => {
      const installations = new StoredInstallations(store.database);
      const newest = randomBytes(32).toString("hex");
      const clock = () => new Date("2026-11-20T09:00:00Z");
      const keep = (keys: string) =>
        installationStore({ installations, seal: new Seal(keys), teams: [], clock });
      const bot = { token: "xoxb-1", scopes: [], id: "B1", userId: "UBOT" };
      const user = { id: "UANN", token: undefined, scopes: undefined };
      const installation = {
        team: { id: TEAM },
        enterprise: undefined,
        isEnterpriseInstall: false,
        user,
        bot,
      } as const;
      await keep(KEY).storeInstallation(installation);
      const query = { teamId: TEAM, enterpriseId: undefined, isEnterpriseInstall: false } as const;
      expect(await keep(`${newest},${KEY}`).fetchInstallation(query)).toMatchObject({ bot });
      expect(await keep(newest).fetchInstallation(query)).toMatchObject({ bot });
      await keep(newest).deleteInstallation?.(query);
      await expect(keep(newest).fetchInstallation(query)).rejects.toThrow("not installed");
    });
  });
});
