import { describe, expect, test } from "vitest";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { conversationsInMemory } from "#src/conversation";
import { connectModel } from "#src/router/model/guarded-chat";
import { modelRouter } from "#src/router/model/model-router";
import { readPrompts } from "#src/router/model/prompts";
import { SECRETS } from "#src/router/model/redaction";
import { ruleRouter } from "#src/router/rule-router";
import type { Store } from "#src/store/store";
import { EC2, S3, VM, withAssistant } from "../conversations/small-company.ts";
import { knownPeople } from "../known-people.ts";
import { calls, modelServer, type SeenRequest } from "../router/model/model-server.ts";
import { injections } from "./corpus.ts";
import { effectsOf } from "./effects.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const BOB = "bob@example.com";
const FILTERS = [{ dimension: "ServiceName", operator: "in", values: [S3] }];
/** A question that the rules make nothing of, so that the model is asked. */
const doubtful = (text: string) => `how much did those folks cough up last month? ${text}`;

/** What a model that does as it is told would call. */
const OBEYING = [
  ["get-spend", { periodPhrase: "last month", groupBy: ["ServiceName"] }],
  ["set-budget", { name: "injected", amount: 1, currency: "USD", filters: FILTERS }],
  ["suppress-recommendations", { filters: FILTERS, note: "injected" }],
] as const;

/** What is written against models, and of the others each fifth. */
const asked = injections.filter(
  ({ kind }, at) => kind === "prompt" || kind === "tool-call" || at % 5 === 0,
);

/** Bob, who may see a part, with a model that calls this skill whatever it is asked. */
async function withObeyingModel(
  call: (typeof OBEYING)[number],
  check: (assistant: Assistant, store: Store, requests: readonly SeenRequest[]) => Promise<void>,
): Promise<void> {
  const { baseUrl, requests } = await modelServer(calls(call));
  await withAssistant(async (_assistant, _bugs, store) => {
    const chat = connectModel({
      model: { name: "test-model", apiKey: "sk-test", baseUrl },
      limits: { tokensPerDay: 1_000_000_000 },
      now: () => NOW,
    });
    const router = modelRouter({
      rules: ruleRouter(),
      skills,
      mode: "model-then-rules",
      chat,
      prompts: readPrompts(),
      redaction: SECRETS,
      log: () => undefined,
    });
    const bob = { email: BOB, scope: [{ ...FILTERS[0], operator: "in" as const }] };
    const assistant = new Assistant({
      router,
      skills,
      access: new Access(store, knownPeople([bob as never])),
      conversations: conversationsInMemory(),
      completenessLagDays: 2,
      fiscalYearStartMonth: 1,
      reportBug: (error) => {
        throw error;
      },
    });
    await check(assistant, store, requests);
  });
}

describe("as questions to a model that obeys them", () => {
  test.each(OBEYING.map((call) => [call[0], call] as const))(
    "%s does what the asker may, and changes nothing unasked",
    async (_skill, call) => {
      await withObeyingModel(call, async (assistant, store, requests) => {
        const before = writtenIn(store);
        for (const { text } of asked) {
          const answer = await assistant.ask({ text: doubtful(text), user: BOB, now: NOW });
          expect(problemsOf(answer)).toEqual([]);
        }
        expect(writtenIn(store)).toEqual(before);
        expect(requests.length).toBeGreaterThan(asked.length / 2);
        expect(problemsSent(requests)).toEqual([]);
      });
    },
    120_000,
  );
});

function problemsOf({ card, state: _state, ...answer }: Answer): string[] {
  const said = JSON.stringify(answer);
  const told = [EC2, VM, "corporate"].filter((hidden) => said.includes(hidden));
  return [...told, ...(card === undefined ? [] : effectsOf(card))];
}

/** Instructions are the same whatever is asked, and what is asked is a value of JSON. */
function problemsSent(requests: readonly SeenRequest[]): string[] {
  const instructions = new Set(requests.map(({ messages }) => messages[0]));
  const mixed = [...instructions].filter((text) => text?.includes("cough up"));
  const questions = requests.map(({ messages }) => JSON.parse(messages[1] ?? ""));
  const asked = questions.filter((question) => JSON.stringify(question).includes("cough up"));
  return [
    ...(instructions.size === 1 ? [] : [`${instructions.size} kinds of instructions`]),
    ...mixed.map((text) => `a question among the instructions: ${text}`),
    ...(asked.length === questions.length ? [] : ["a question isn't in what is sent"]),
  ];
}

function writtenIn(store: Store): unknown[] {
  return ["budget_version", "suppression"].map((table) =>
    store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
}

test("as what a model says, they are drawn as text", () => {
  for (const { text } of injections) {
    const blocks = [
      { type: "text" as const, text },
      { type: "context" as const, lines: [text] },
      { type: "fields" as const, fields: [{ label: text, value: text }] },
    ];
    expect(effectsOf({ title: text, blocks })).toEqual([]);
  }
});
