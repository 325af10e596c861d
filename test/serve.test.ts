import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { ConfigError } from "#src/errors";
import { composeTally } from "#src/main";
import { serve } from "#src/serve";
import type { Store } from "#src/store/store";
import { withAssistant } from "./conversations/small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
  writeFileSync(join(folder, "tally.yaml"), "server: { port: 0 }\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

type Environment = NonNullable<Parameters<typeof readConfig>[0]>;

/** Serves the small company with these environment variables. */
async function served(
  environment: Environment,
  check: (url: string, store: Store) => Promise<void>,
) {
  await withAssistant(async (_assistant, _bugs, store) => {
    const config = readConfig({
      TALLY_CONFIG: join(folder, "tally.yaml"),
      LOG_LEVEL: "silent",
      ...environment,
    });
    const tally = { ...composeTally(config, store, "in the store"), isDemo: false };
    const serving = await serve(config, tally, () => NOW);
    try {
      await check(serving.url, store);
    } finally {
      await serving.stop();
    }
  });
}

function ask(url: string, headers: Record<string, string> = {}) {
  return fetch(`${url}api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ text: "cost in October", thread: crypto.randomUUID() }),
  });
}

test("serves the page and its answers, and says that it is well", async () => {
  await served({}, async (url) => {
    expect(await (await fetch(url)).text()).toContain("<title>Tally");
    expect((await fetch(`${url}readyz`)).status).toBe(200);
    const { replies } = (await (await ask(url)).json()) as {
      replies: [{ answer: { totals: unknown } }];
    };
    expect(replies[0].answer.totals).toEqual([{ currency: "USD", value: 240 }]);
    const metrics = await (await fetch(`${url}metrics`)).text();
    expect(metrics).toContain('tally_answers_total{platform="web",skill="get-spend"');
    expect(metrics).toContain("tally_data_age_days 16");
  });
});

test("takes so many messages a minute from those who have the page, and says when to come again", async () => {
  writeFileSync(
    join(folder, "few.yaml"),
    "server: { port: 0 }\nlimits: { questions: { workspace: 2 } }\n",
  );
  await served({ TALLY_CONFIG: join(folder, "few.yaml") }, async (url) => {
    const texts: string[] = [];
    for (let at = 0; at < 3; at++) {
      const { replies } = (await (await ask(url)).json()) as {
        replies: [{ answer: { status: string; text: string } }];
      };
      texts.push(`${replies[0].answer.status}: ${replies[0].answer.text}`);
    }
    expect(texts.slice(0, 2).every((text) => text.startsWith("answered: "))).toBe(true);
    expect(texts[2]).toMatch(
      /^refused: I take 2 messages a minute from all of you together\. Please come again in \d+ seconds\.$/,
    );
  });
});

test("has Teams' endpoint without credentials only in development", async () => {
  await served({ NODE_ENV: "development" }, async (url) => {
    expect((await fetch(`${url}api/messages`, { method: "POST" })).status).not.toBe(404);
  });
  await served({}, async (url) => {
    expect((await fetch(`${url}api/messages`, { method: "POST" })).status).toBe(404);
  });
});

test("asks for the token that it was given", async () => {
  const token = "a-long-and-random-token";
  await served({ TALLY_WEB_TOKEN: token }, async (url, { database }) => {
    expect((await ask(url)).status).toBe(401);
    expect((await ask(url, { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await ask(url, { authorization: "Bearer wrong" })).status).toBe(401);
    const kinds = database.prepare("SELECT kind, what FROM audit_entry ORDER BY number").all();
    expect(kinds).toMatchObject([
      { kind: "question" },
      { kind: "access", what: '{"status":"refused","asked":"to sign in"}' },
    ]);
  });
});

test.each([
  ["another address without a token", { HOST: "0.0.0.0" }],
  ["Slack without what its mode needs", { SLACK_BOT_TOKEN: "xoxb-1" }],
  [
    "Teams in development on another address",
    { NODE_ENV: "development", HOST: "0.0.0.0", TALLY_WEB_TOKEN: "a-long-and-random-token" },
  ],
])("doesn't start with %s", async (_, environment) => {
  await expect(served(environment, async () => undefined)).rejects.toThrow(ConfigError);
});
