import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { answerCard } from "#src/chat/answer-card";
import { conversationsInMemory } from "#src/conversation";
import { createLog } from "#src/log";
import { ruleRouter } from "#src/router/rule-router";
import type { Store } from "#src/store/store";
import { runTally } from "../commands/run-tally.ts";
import { EC2, S3, VM, withAssistant } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import { injections } from "./corpus.ts";
import { csvEffects, effectsOf } from "./effects.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const BOB = "bob@example.com";
const PEOPLE = [
  {
    email: BOB,
    scope: [{ dimension: "ServiceName", operator: "in", values: [S3] }] as const,
  },
];
/** What of the bill Bob must not learn, whatever he says. */
const HIDDEN = [EC2, VM, "shop-two", "corporate"];
const STEERING = /[[\p{Cc}--\n]]/v;

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** A person who may see a part, with what is recorded of them. */
async function withBob(check: (assistant: Assistant, store: Store) => Promise<void>) {
  await withAssistant(async (_assistant, _bugs, store) => {
    const assistant = new Assistant({
      router: ruleRouter(),
      skills,
      access: new Access(store, knownPeople(PEOPLE)),
      conversations: conversationsInMemory(),
      audit: store.audit,
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    await check(assistant, store);
  });
}

/** The same words alone, as a name, and after something that was asked before. */
function messagesWith(text: string): string[] {
  return [text, `cost of ${text} in October`, `cost in October. ${text}`];
}

describe("as questions", () => {
  test("nobody is told what they may not see, nothing is changed, and no surface acts", async () => {
    await withBob(async (assistant, store) => {
      const written = writesOf(store);
      for (const { text } of injections) {
        for (const message of messagesWith(text)) {
          const thread = `web:${text}`;
          const answers = await assistant.askAll({ text: message, user: BOB, thread, now: NOW });
          expect(answers.flatMap((answer) => problemsOf(answer, message))).toEqual([]);
        }
      }
      expect(writesOf(store)).toEqual(written);
      const [total] = await assistant.askAll({ text: "cost in October", user: BOB, now: NOW });
      expect(total?.totals).toEqual([{ currency: "USD", value: 30 }]);
    });
  }, 120_000);

  test("the audit log has each as what it is, and its exports have a line for each", async () => {
    await withBob(async (assistant, store) => {
      for (const { text } of injections) await assistant.ask({ text, user: BOB, now: NOW });
      store.audit.close();
      const audit = (...words: string[]) => {
        const { stdout, status } = runTally(folder, ["audit", ...words, "--db", store.file]);
        expect(status).toBe(0);
        return stdout;
      };
      const most = ["--limit", String(injections.length), "--kind", "question"];
      const entries = audit("--format", "jsonl", ...most)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { readonly text: string; readonly person: string });
      const recorded = entries.map(({ text }) => (JSON.parse(text) as { text: string }).text);
      expect(recorded.toSorted()).toEqual(injections.map(({ text }) => text).toSorted());
      expect(new Set(entries.map(({ person }) => person))).toEqual(new Set([BOB]));
      expect(csvEffects(audit("--format", "csv", ...most), injections.length)).toEqual([]);
      expect(audit(...most)).not.toMatch(STEERING);
      expect(audit("verify")).toContain("Nothing was changed, removed or moved.");
    });
  }, 120_000);

  test("the log has a line for each, in which nothing is forged", () => {
    const lines: string[] = [];
    const log = createLog({ level: "debug", secrets: [], write: (line) => void lines.push(line) });
    for (const { text } of injections) {
      log.warn("a name", { name: text, [text]: 1, error: new Error(text) });
    }
    expect(lines).toHaveLength(injections.length);
    for (const line of lines) {
      expect(line.endsWith("\n")).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(JSON.parse(line)).toMatchObject({ level: "warn", event: "a name" });
    }
  });
});

function problemsOf(answer: Answer, message: string): string[] {
  const said = JSON.stringify({ ...answer, state: undefined });
  const known = message.toLowerCase();
  const told = HIDDEN.filter((name) => said.includes(name) && !known.includes(name.toLowerCase()));
  return [
    ...told.map((name) => `${message}: it tells ${name}`),
    ...effectsOf(answerCard(answer)).map((effect) => `${message}: ${effect}`),
  ];
}

/** What people and models can write. */
function writesOf(store: Store): unknown {
  const names = store.database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  const written = names.filter((name) => !/audit|conversation|issued|handled|sqlite_/.test(name));
  return written.map((name) => [
    name,
    store.database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get(),
  ]);
}
