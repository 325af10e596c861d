import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "#src/answer";
import { readConfig } from "#src/config";
import { openTally, type Tally } from "#src/main";
import { Bill } from "./bill.ts";
import { Oracle } from "./oracle.ts";
import { type EvalQuestion, readQuestions } from "./question.ts";
import { type Examiner, judge, type Verdict } from "./verdict.ts";

/** The clock that all questions are asked at. */
const EVAL_NOW = new Date("2026-11-20T09:00:00Z");

/** A question with its answer and what is wrong about it. */
export interface Judged {
  readonly question: EvalQuestion;
  readonly answer: Answer;
  readonly verdict: Verdict;
}

/** Asks every question of a fresh store of the demo company. */
export async function evaluate(
  isAsked: (question: EvalQuestion) => boolean = () => true,
): Promise<Judged[]> {
  const folder = mkdtempSync(join(tmpdir(), "tally-evals-"));
  const database = join(folder, "demo.db");
  const config = readConfig({ TALLY_DB: join(folder, "none.db"), TALLY_DEMO_DB: database });
  const tally = openTally(config, { now: EVAL_NOW, onDemoProgress: () => {} });
  const bill = new Bill(database);
  const today = EVAL_NOW.toISOString().slice(0, 10);
  const oracle = new Oracle(bill, today, config.completenessLagDays);
  const examiner: Examiner = { bill, oracle, today };
  try {
    const judged: Judged[] = [];
    for (const question of readQuestions().filter(isAsked)) {
      const answer = await ask(tally, question);
      judged.push({ question, answer, verdict: judge(examiner, question, answer) });
    }
    return judged;
  } finally {
    bill.close();
    tally.store.close();
    rmSync(folder, { recursive: true });
  }
}

function ask({ assistant }: Tally, { id, question, thread }: EvalQuestion): Promise<Answer> {
  const asked = {
    id,
    text: question,
    now: EVAL_NOW,
    ...(thread === undefined ? {} : { thread }),
  };
  return assistant.ask(asked);
}
