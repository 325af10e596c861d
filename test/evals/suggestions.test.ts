import { afterAll, describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { EVAL_NOW, openWorld, secondWorld } from "./evaluate.ts";
import { readQuestions } from "./question.ts";

const LONGEST_MS = 60_000;
/** One question in so many; each is asked again for every suggestion. */
const EVERY = 3;

const ABOUT_A_PART = /^Why did /;
const ABOUT_NO_CHARGES = /^What do you not flag/;

/** Whether what was asked is still asked: the same filters, or those of a part of it, and the same days. */
function keeps(suggestion: string, before: Answer, after: Answer): boolean {
  if (ABOUT_NO_CHARGES.test(suggestion)) return after.skill === "list-suppressions";
  if (ABOUT_A_PART.test(suggestion)) return after.filters.length > before.filters.length;
  const charges = ({ filters }: Answer) =>
    JSON.stringify(filters.filter(({ values: [value] }) => typeof value !== "number"));
  const start = ({ period }: Answer) => period?.start ?? null;
  const isTimed = after.period !== null;
  return charges(before) === charges(after) && (!isTimed || start(before) === start(after));
}

/** What a suggestion says that its answer is. */
function does(suggestion: string, { groupBy, granularity, skill }: Answer): boolean {
  const by = /(?:by|Which) (service|account|region)/.exec(suggestion)?.[1];
  const step = /(dai|week|month)ly/.exec(suggestion)?.[1];
  const dimension = { service: "ServiceName", account: "SubAccountId", region: "RegionId" }[
    by ?? ""
  ];
  if (dimension !== undefined && !groupBy.includes(dimension)) return false;
  if (step !== undefined) return granularity === (step === "dai" ? "day" : step);
  if (ABOUT_A_PART.test(suggestion)) return skill === "explain-change";
  if (/fresh/.test(suggestion)) return skill === "get-freshness";
  return !/Compare|grew/.test(suggestion) || skill === "compare-spend";
}

describe("what an answer suggests to ask next", () => {
  const { assistant, close } = openWorld(secondWorld);
  afterAll(close);

  const ask = (text: string, thread: string) => assistant.ask({ text, thread, now: EVAL_NOW });

  /** What is wrong with the answer to a suggestion after a question; null where nothing is. */
  async function faultOf(question: string, suggestion: string): Promise<string | null> {
    const thread = `${question} ${suggestion}`;
    const before = await ask(question, thread);
    const after = await ask(suggestion, thread);
    const isThere = after.status === before.status || after.status === "answered";
    const isNew = before.skill === "get-freshness";
    if (isThere && (isNew || (keeps(suggestion, before, after) && does(suggestion, after))))
      return null;
    return `${thread}: ${after.status} ${JSON.stringify(after.input)}`;
  }

  test(
    "is answered in the same conversation, for the same charges",
    async () => {
      const faults: (string | null)[] = [];
      const questions = readQuestions(secondWorld.questions).filter((_, at) => at % EVERY === 0);
      for (const { id, question } of questions) {
        const { suggestions, status } = await ask(question, id);
        if (status !== "answered" && status !== "no_data") continue;
        for (const suggestion of suggestions) faults.push(await faultOf(question, suggestion));
      }
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
      expect(faults.length).toBeGreaterThan(150);
    },
    LONGEST_MS,
  );
});
