import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { runChat } from "#src/adapters/terminal/chat";
import type { Answer } from "#src/answer";
import type { Card } from "#src/cards/card";
import { UserError } from "#src/errors";

const OPTIONS = { examples: ["first?", "second?", "third?", "fourth?"], width: 80, color: false };
const GREETING = "Questions to try:\n  first?\n  second?\n  third?\n\n";

function answerOf(text: string, card?: Card): Answer {
  return {
    id: "a1",
    status: "answered",
    skill: null,
    input: null,
    metric: null,
    period: null,
    periodBasis: "charge",
    filters: [],
    groupBy: [],
    granularity: null,
    totals: [],
    comparison: null,
    table: null,
    gross: null,
    dataThrough: null,
    assumptions: [],
    notes: [],
    suggestions: [],
    text,
    basis: { query: "", rows: 0 },
    ...(card === undefined ? {} : { card }),
  };
}

async function ask(question: string): Promise<Answer> {
  await nextTurn();
  return answerOf(`You asked: ${question}`);
}

/** Runs a chat; on a terminal the keys are typed one after another, each when the one before is handled. */
async function chat(
  keys: readonly string[],
  { isTerminal = false, asked = ask }: { isTerminal?: boolean; asked?: typeof ask } = {},
): Promise<string> {
  const input = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const output = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const type = async () => {
    for (const key of keys) {
      input.write(key);
      await nextTurn();
      await nextTurn();
    }
    if (!isTerminal) input.end();
  };
  await Promise.all([
    runChat({ input, output, ask: async (message) => [await asked(message)] }, OPTIONS),
    type(),
  ]);
  return stripVTControlCharacters(String(output.read() ?? ""));
}

describe("with piped input", () => {
  test("answers line by line without a prompt or an echo", async () => {
    expect(await chat(["cost of EC2?\n\n   \nand of S3?"])).toBe(
      `${GREETING}You asked: cost of EC2?\n\nYou asked: and of S3?\n\n`,
    );
  });

  test("leaves at exit or quit", async () => {
    expect(await chat(["EXIT\ncost?\n"])).toBe(GREETING);
    expect(await chat(["one?\nquit\ntwo?\n"])).toBe(`${GREETING}You asked: one?\n\n`);
  });

  test("draws the answer's card rather than its text", async () => {
    const card: Card = { title: "Cost", blocks: [{ type: "text", text: "from the card" }] };
    const output = await chat(["cost?\n"], { asked: async () => answerOf("from the text", card) });
    expect(output).toBe(`${GREETING}Cost\n\nfrom the card\n\n`);
  });

  test("lets no escape sequence of an answer through", async () => {
    const output = await chat(["cost?\n"], { asked: async () => answerOf("a\u001b[2Jb\u0007c") });
    expect(output).toBe(`${GREETING}abc\n\n`);
  });

  test("shows a UserError and goes on", async () => {
    const asked = async (question: string) => {
      if (question === "bad?") throw new UserError("Ask about a month, like October.");
      return ask(question);
    };
    expect(await chat(["bad?\ngood?\n"], { asked })).toBe(
      `${GREETING}Ask about a month, like October.\n\nYou asked: good?\n\n`,
    );
  });

  test("ends with any other error", async () => {
    const asked = async () => {
      throw new TypeError("a bug");
    };
    await expect(chat(["cost?\n"], { asked })).rejects.toThrow("a bug");
  });
});

describe("on a terminal", () => {
  test("prompts, answers, and leaves at Ctrl-D on a line of its own", async () => {
    const output = await chat(["cost?\r", "\u0004"], { isTerminal: true });
    expect(output.replaceAll("\r\n", "\n")).toMatch(
      /^Questions to try:[\s\S]*tally> cost\?\nYou asked: cost\?\n\ntally> \n$/,
    );
  });

  test("Ctrl-C at an empty prompt leaves", async () => {
    expect(await chat(["\u0003"], { isTerminal: true })).toMatch(/tally> \n$/);
  });

  test("Ctrl-C drops a line that has been begun", async () => {
    const questions: string[] = [];
    const asked = (question: string) => {
      questions.push(question);
      return ask(question);
    };
    await chat(["wrong", "\u0003", "right?\r", "\u0003"], { isTerminal: true, asked });
    expect(questions).toEqual(["right?"]);
  });

  test("exit leaves without another prompt", async () => {
    const output = await chat(["exit\r"], { isTerminal: true });
    expect(output.match(/tally> /g)).toHaveLength(1);
  });
});
