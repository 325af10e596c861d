import { z } from "zod";
import { blankAnswer, skillAnswerSchema } from "#src/answer";
import { ClarifyError } from "#src/errors";
import { termNamed, terms } from "#src/glossary";
import { defineSkill } from "#src/skill";

const MOST_TERMS = 4;
const NEAR = 6;

/** Names of terms, as people call them. */
export const explainTermSchema = z.object({
  terms: z.array(z.string().max(100)).min(1).max(MOST_TERMS),
});

/** An answer with what the terms mean. */
export const termAnswerSchema = skillAnswerSchema.extend({
  help: z.array(
    z.object({
      term: z.string(),
      text: z.string().describe("what it means"),
      source: z.string().describe("whose definition it follows"),
    }),
  ),
});

/** “What does effective cost mean?” */
export const explainTerm = defineSkill({
  name: "explain-term",
  description: "What a term of FinOps or FOCUS means: a kind of cost, commitments, allocation.",
  examples: [
    "what does effective cost mean?",
    "what is a savings plan?",
    "what's the difference between billed and effective cost?",
  ],
  access: "read",
  input: explainTermSchema,
  output: termAnswerSchema,
  run(_context, { terms: asked }) {
    const help = asked.map((name) => {
      const { term, text, source } = termNamed(name) ?? unknown(name);
      return { term, text, source };
    });
    return { ...blankAnswer(), help };
  },
  present({ help }) {
    const texts = help.map(({ term, text }) => (help.length === 1 ? text : `${term}: ${text}`));
    return {
      title: help.map(({ term }) => term).join(" and "),
      blocks: [
        ...texts.map((text) => ({ type: "text" as const, text })),
        { type: "context", lines: [...new Set(help.map(({ source }) => source))] },
      ],
    };
  },
});

function unknown(name: string): never {
  const known = terms.slice(0, NEAR).map(({ term }) => `what does ${term.toLowerCase()} mean?`);
  throw new ClarifyError(`I don't know the term “${name}”.`, known);
}
