import { describe, expect, test } from "vitest";
import type { Assistant } from "#src/assistant";
import { answerCard } from "#src/chat/answer-card";
import type { Store } from "#src/store/store";
import { withAssistant } from "../conversations/small-company.ts";
import type { BillRow } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { effects, injections } from "./corpus.ts";
import { effectsOf } from "./effects.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
/** Few enough that each of them is in every table and chart. */
const AT_ONCE = 8;

/** Where a bill holds names that somebody else has thought of, and what asks for them. */
const QUESTIONS = [
  "cost by service in October",
  "cost by account in October",
  "cost by resource in October",
  "cost by team in October",
  "cost by tag owner in October",
  "daily cost by service in October",
  "compare October with September by service",
  "why did costs rise in October?",
  "are there any anomalies?",
  "what will October cost by service?",
];

test("the corpus is large, and says of each kind what an effect would be", () => {
  expect(new Set(injections.map(({ text }) => text)).size).toBeGreaterThanOrEqual(300);
  for (const { kind } of injections) expect(effects.get(kind)).toMatch(/\w.+\.$/);
});

describe("as names in a bill", () => {
  const texts = [...new Set(injections.map(({ text }) => text))];
  const batches = Array.from({ length: Math.ceil(texts.length / AT_ONCE) }, (_, at) =>
    texts.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );

  test.each(batches.map((batch, at) => [at, batch] as const))("batch %i", async (_at, batch) => {
    await withAssistant(
      async (assistant, bugs, store) => {
        const before = contentsOf(store);
        for (const question of [...QUESTIONS, ...batch.flatMap(questionsAbout)]) {
          expect(await effectsOfAnswers(assistant, question)).toEqual([]);
        }
        expect(await totalOf(assistant)).toEqual([{ currency: "USD", value: batch.length }]);
        expect(contentsOf(store)).toEqual(before);
        expect(bugs).toEqual([]);
      },
      undefined,
      undefined,
      { bill: batch.map(rowNamed) },
    );
  });
});

function questionsAbout(text: string): string[] {
  return [`cost of service “${text}” in October`, `cost of account ${text} last month`];
}

function rowNamed(text: string, at: number): BillRow {
  return {
    ...plainRow,
    ServiceName: text,
    SubAccountId: `${at}-${text}`,
    SubAccountName: text,
    ResourceId: text,
    Tags: JSON.stringify({ team: text, owner: text, [text]: "x" }),
  };
}

/** What any of the answers to a message does beside saying something. */
async function effectsOfAnswers(assistant: Assistant, text: string): Promise<string[]> {
  const answers = await assistant.askAll({ text, now: NOW });
  return answers.flatMap((answer) =>
    effectsOf(answerCard(answer)).map((effect) => `${text}: ${effect}`),
  );
}

async function totalOf(assistant: Assistant) {
  return (await assistant.ask({ text: "cost in October", now: NOW })).totals;
}

/** Every table with the number of its rows, and the schema. */
function contentsOf(store: Store): unknown {
  const schema = store.database
    .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
    .all() as { readonly name: string; readonly sql: string | null }[];
  const tables = schema.filter(({ sql }) => sql?.startsWith("CREATE TABLE"));
  const kept = tables.filter(({ name }) => /charge|load|budget/.test(name));
  const counts = kept.map(({ name }) => [
    name,
    store.database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get(),
  ]);
  return { schema, counts };
}
