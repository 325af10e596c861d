import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import { type Config, readConfig } from "#src/config";
import { loadDemo } from "#src/ingest/load-demo";
import { composeTally, openTally } from "#src/main";
import { Store } from "#src/store/store";
import { Bill } from "./bill.ts";
import { Oracle } from "./oracle.ts";
import { type EvalQuestion, readQuestions } from "./question.ts";
import { secondBill } from "./second/company.ts";
import { type Examiner, judge, type Verdict } from "./verdict.ts";

/** The clock that all questions are asked at. */
export const EVAL_NOW = new Date("2026-11-20T09:00:00Z");

/** A bill with the questions that are asked about it. */
export interface World {
  readonly questions: string;
  open(config: Config, database: string): { readonly store: Store; readonly assistant: Assistant };
}

/** The demo company. */
export const demoWorld: World = {
  questions: "questions.jsonl",
  open: (config) => openTally(config, { now: EVAL_NOW, onDemoProgress: () => {} }),
};

/** Another company, with other clouds, tags and currencies. */
export const secondWorld: World = {
  questions: "second/questions.jsonl",
  open(config, database) {
    const store = new Store(database, config.allocation);
    loadDemo(store, secondBill(), EVAL_NOW, () => {});
    return composeTally(config, store, "in memory");
  },
};

/** A question with its answer and what is wrong about it. */
export interface Judged {
  readonly question: EvalQuestion;
  readonly answer: Answer;
  readonly verdict: Verdict;
}

/** Who is asked: the rules, unless something else is put over the store. */
export type Reader = (store: Store, config: Config) => Assistant;

/** An assistant over a fresh store of a world's bill. */
export interface OpenWorld {
  readonly assistant: Assistant;
  readonly config: Config;
  readonly database: string;
  /** Closes the store, and takes it away. */
  close(): void;
}

/** Builds a world's bill in a folder of its own. */
export function openWorld(world: World, reader: Reader | null = null): OpenWorld {
  const folder = mkdtempSync(join(tmpdir(), "tally-evals-"));
  const database = join(folder, "bill.db");
  const settings = readConfig({ TALLY_DB: join(folder, "none.db"), TALLY_DEMO_DB: database });
  const config: Config = {
    ...settings,
    model: { ...settings.model, mode: "rules", narrate: false },
  };
  const { store, assistant: byRules } = world.open(config, database);
  const assistant = reader === null ? byRules : reader(store, config);
  const close = () => {
    store.close();
    rmSync(folder, { recursive: true });
  };
  return { assistant, config, database, close };
}

/** Asks every question about a fresh store of a world's bill. */
export async function evaluate(
  world: World,
  isAsked: (question: EvalQuestion) => boolean = () => true,
  reader: Reader | null = null,
): Promise<Judged[]> {
  const { assistant, config, database, close } = openWorld(world, reader);
  const bill = new Bill(database);
  const today = EVAL_NOW.toISOString().slice(0, 10);
  const oracle = new Oracle(bill, today, config.completenessLagDays);
  const examiner: Examiner = { bill, oracle, today };
  try {
    const judged: Judged[] = [];
    for (const question of readQuestions(world.questions).filter(isAsked)) {
      const answer = await ask(assistant, question);
      judged.push({ question, answer, verdict: judge(examiner, question, answer) });
    }
    return judged;
  } finally {
    bill.close();
    close();
  }
}

function ask(assistant: Assistant, { id, question, thread }: EvalQuestion): Promise<Answer> {
  const asked = {
    id,
    text: question,
    now: EVAL_NOW,
    ...(thread === undefined ? {} : { thread }),
  };
  return assistant.ask(asked);
}
