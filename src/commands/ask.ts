import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { renderCard, renderText } from "#src/adapters/terminal/render";
import type { Answer } from "#src/answer";
import { type Assistant, answerJson } from "#src/assistant";
import { UserError } from "#src/errors";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";

const DEFAULT_WIDTH = 100;

const batchLineSchema = z.object({
  id: z.string(),
  question: z.string(),
  thread: z.string().optional(),
  user: z.string().optional(),
  channel: z.string().optional(),
});

/** `tally ask "what did we spend last month?"` */
export const ask: Command = {
  name: "ask",
  usage: "ask QUESTION [--json] [--db FILE] [--now INSTANT] [--user EMAIL] | ask --batch FILE",
  summary: "Answer one question, or each line of a JSON-lines file.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      db: { type: "string" },
      now: { type: "string" },
      json: { type: "boolean", default: false },
      batch: { type: "string" },
      thread: { type: "string" },
      user: { type: "string" },
    });
    const question = positionals.join(" ").trim();
    if ((question === "") === (values.batch === undefined)) {
      throw new UsageError("Give one question, or --batch FILE.");
    }
    const now = readNow(values.now);
    const { assistant, store } = openWithProgress(config, now, values.db);
    try {
      const write = values.json ? writeJson : writeText;
      if (values.batch === undefined) {
        const user = values.user === undefined ? {} : { user: values.user };
        write(assistant.ask({ text: question, now, ...user }));
      } else {
        await answerBatch(values.batch, assistant, now, write);
      }
      return 0;
    } finally {
      store.close();
    }
  },
};

async function answerBatch(
  file: string,
  assistant: Assistant,
  now: Date,
  write: (answer: Answer) => void,
): Promise<void> {
  const input = createReadStream(file, "utf8");
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() === "") continue;
      const { id, question, user } = readBatchLine(file, number, line);
      write(assistant.ask({ id, text: question, now, ...(user === undefined ? {} : { user }) }));
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new UserError(`There is no file ${file}.`);
    }
    throw error;
  }
}

function readBatchLine(
  file: string,
  number: number,
  line: string,
): z.infer<typeof batchLineSchema> {
  try {
    return batchLineSchema.parse(JSON.parse(line));
  } catch {
    throw new UserError(
      `${file}, line ${number}: a line is a JSON object such as {"id": "q1", "question": "what did we spend last month?"}.`,
    );
  }
}

function writeJson(answer: Answer): void {
  process.stdout.write(`${answerJson(answer)}\n`);
}

function writeText(answer: Answer): void {
  const options = {
    width: process.stdout.columns ?? DEFAULT_WIDTH,
    color: process.stdout.isTTY === true,
  };
  const text =
    answer.card === undefined ? renderText(answer.text, options) : renderCard(answer.card, options);
  process.stdout.write(`${text}\n`);
}
