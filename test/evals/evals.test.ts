import { beforeAll, describe, expect, test } from "vitest";
import { demoWorld, evaluate, type Judged, secondWorld } from "./evaluate.ts";
import { readFloor } from "./floor.ts";
import { readQuestions } from "./question.ts";
import { type Score, scoresOf } from "./score.ts";

const LONGEST_MS = 120_000;

/** What tells of no days of the bill. */
const WITHOUT_PERIOD = [
  "get-freshness",
  "list-suppressions",
  "list-savings",
  "list-schedules",
  "suggest-budgets",
  "show-rights",
];

describe("the questions", () => {
  const questions = [demoWorld, secondWorld].flatMap((world) => readQuestions(world.questions));

  test("have an id of their own", () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  test("expect a period wherever they expect amounts", () => {
    const without = questions
      .flatMap(({ id, expect: first, or }) => [first, ...or].map((one) => ({ id, ...one })))
      .filter(
        ({ status, skill, period }) =>
          status === "answered" && !WITHOUT_PERIOD.includes(String(skill)) && period === undefined,
      );
    expect(without).toEqual([]);
  });
});

describe("the answers", () => {
  let judged: Judged[] = [];
  let scores: Score[] = [];

  beforeAll(async () => {
    judged = [...(await evaluate(demoWorld)), ...(await evaluate(secondWorld))];
    scores = scoresOf(judged);
  }, LONGEST_MS);

  test("break nowhere", () => {
    const failed = judged.filter(({ answer }) => answer.status === "failed");
    expect(failed.map(({ question }) => question.question)).toEqual([]);
  });

  // A higher score is kept with `npm run eval -- --raise`; the floor is never lowered.
  test.each(Object.entries(readFloor()))("to “%s” are right at least %i times", (kind, floor) => {
    const all = scores.find((score) => score.kind === kind)?.all ?? 0;
    expect(all).toBeGreaterThanOrEqual(floor);
  });

  test("have a floor for every kind", () => {
    expect(scores.map(({ kind }) => kind).filter((kind) => !(kind in readFloor()))).toEqual([]);
  });
});
