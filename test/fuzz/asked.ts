import { skills } from "#skills/index";
import { questions } from "../router/questions.ts";

/** Questions that people ask, as seeds of those that nobody asks. */
export const ASKED: readonly string[] = [
  ...Object.values(questions).flatMap((rows) => rows.map(([question]) => question)),
  ...skills.flatMap(({ examples }) => examples),
];

/** The words of them, each once, and names that a bill may hold. */
export const WORDS: readonly string[] = [
  ...new Set(ASKED.flatMap((question) => question.split(/\s+/))),
];
