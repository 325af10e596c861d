import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { renderCard, renderText } from "#src/adapters/terminal/render";
import type { Answer } from "#src/answer";
import { answerJson } from "#src/answer";
import { UserError } from "#src/errors";
import { inertJson } from "#src/inert-json";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { terminalOptions } from "./terminal-options.ts";

const batchLineSchema = z.object({
  id: z.string(),
  question: z.string(),
  thread: z.string().optional(),
  user: z.string().optional(),
  channel: z.string().optional(),
});

type BatchLine = z.infer<typeof batchLineSchema>;

/** `tally ask "what did we spend last month?"` */
export const ask: Command = {
  name: "ask",
  usage:
    "ask QUESTION [--json] [--thread ID] [--db FILE] [--now INSTANT] [--user EMAIL] | ask --batch FILE",
  summary:
    "Answer a message, or each line of a JSON-lines file; --thread goes on with a conversation.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      db: { type: "string" },
      now: { type: "string" },
      json: { type: "boolean", default: false },
      batch: { type: "string" },
      thread: { type: "string" },
      user: { type: "string" },
    });
    const text = positionals.join(" ").trim();
    const { batch, thread, user } = values;
    if ((text === "") === (batch === undefined)) {
      throw new UsageError("Give one question, or --batch FILE.");
    }
    const now = readNow(values.now);
    const kept = thread === undefined ? "in memory" : "in the store";
    const { assistant, store } = openWithProgress(config, now, values.db, kept);
    const write = values.json ? writeJson : writeText;
    const answer = async (message: Message) => {
      for (const one of await assistant.askAll({ ...defined(message), now })) write(one);
    };
    try {
      if (batch === undefined) await answer({ text, thread, user });
      else await readBatch(batch, (line) => answer(messageOf(line, thread, user)));
      return 0;
    } finally {
      store.close();
    }
  },
};

interface Message {
  readonly text: string;
  readonly id?: string | undefined;
  readonly thread?: string | undefined;
  readonly user?: string | undefined;
}

/**
 * A line with a thread belongs to a conversation of its file, which ends with the run; --thread keeps the
 * file's conversations in the store under its own name, so that those of two files never mix by accident.
 */
function messageOf(
  { id, question, thread, user }: BatchLine,
  kept: string | undefined,
  asker: string | undefined,
): Message {
  const name = kept === undefined || thread === undefined ? (thread ?? kept) : `${kept}/${thread}`;
  return { id, text: question, thread: name, user: user ?? asker };
}

/** A message without the fields that aren't there. */
function defined({ text, id, thread, user }: Message) {
  return {
    text,
    ...(id === undefined ? {} : { id }),
    ...(thread === undefined ? {} : { thread }),
    ...(user === undefined ? {} : { user }),
  };
}

async function readBatch(file: string, take: (line: BatchLine) => Promise<void>): Promise<void> {
  const input = createReadStream(file, "utf8");
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== "") await take(readBatchLine(file, number, line));
    }
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const isMissing = "code" in error && error.code === "ENOENT";
    throw new UserError(
      isMissing ? `There is no file ${file}.` : `${file} can't be read (${error.message}).`,
    );
  }
}

function readBatchLine(file: string, number: number, line: string): BatchLine {
  try {
    return batchLineSchema.parse(JSON.parse(line));
  } catch {
    throw new UserError(
      `${file}, line ${number}: a line is a JSON object such as {"id": "q1", "question": "what did we spend last month?"}.`,
    );
  }
}

function writeJson(answer: Answer): void {
  process.stdout.write(`${inertJson(answerJson(answer))}\n`);
}

function writeText(answer: Answer): void {
  const options = terminalOptions();
  const text =
    answer.card === undefined ? renderText(answer.text, options) : renderCard(answer.card, options);
  process.stdout.write(`${text}\n`);
}
