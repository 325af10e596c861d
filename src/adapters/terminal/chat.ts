import { createInterface, type Interface } from "node:readline";
import type { Answer } from "#src/answer";
import { UserError } from "#src/errors";
import { renderCard, renderText, type TerminalOptions } from "./render.ts";

const PROMPT = "tally> ";
const EXAMPLES_SHOWN = 3;
const LEAVING_WORDS = new Set(["exit", "quit"]);

export interface ChatPorts {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** An answer for each question of a message. */
  ask(message: string): Promise<readonly Answer[]>;
}

export interface ChatOptions extends TerminalOptions {
  /** Questions to start with; the first three are shown. */
  readonly examples: readonly string[];
}

/**
 * A conversation in a terminal, one question a line, until `exit`, `quit`, the end of the input or
 * Ctrl-C. Shows what a `UserError` says and goes on; any other error ends it.
 */
export async function runChat(ports: ChatPorts, options: ChatOptions): Promise<void> {
  const { input, output } = ports;
  const isInteractive = isTerminal(input) && isTerminal(output);
  const lines = isInteractive
    ? createInterface({ input, output, prompt: PROMPT, terminal: true })
    : createInterface({ input, terminal: false });
  const showPrompt = isInteractive ? promptOf(lines) : () => undefined;
  if (isInteractive) leaveOnInterrupt(lines);
  try {
    output.write(greeting(options));
    showPrompt();
    for await (const line of lines) {
      const question = line.trim();
      if (LEAVING_WORDS.has(question.toLowerCase())) return;
      if (question !== "") output.write(`${await reply(ports, question, options)}\n\n`);
      showPrompt();
    }
    if (isInteractive) output.write("\n");
  } finally {
    lines.close();
  }
}

async function reply(ports: ChatPorts, question: string, options: ChatOptions): Promise<string> {
  try {
    const answers = await ports.ask(question);
    return answers
      .map(({ card, text }) =>
        card === undefined ? renderText(text, options) : renderCard(card, options),
      )
      .join("\n\n");
  } catch (error) {
    if (error instanceof UserError) return renderText(error.message, options);
    throw error;
  }
}

function greeting(options: ChatOptions): string {
  const examples = options.examples.slice(0, EXAMPLES_SHOWN).map((example) => `  ${example}`);
  if (examples.length === 0) return "";
  return `${renderText(["Questions to try:", ...examples].join("\n"), options)}\n\n`;
}

/** Prompts until the line reader is closed, which may happen while an answer is on its way. */
function promptOf(lines: Interface): () => void {
  let isClosed = false;
  lines.once("close", () => {
    isClosed = true;
  });
  return () => {
    if (!isClosed) lines.prompt();
  };
}

/** Ctrl-C drops what has been typed, or leaves where nothing has. */
function leaveOnInterrupt(lines: Interface): void {
  lines.on("SIGINT", () => {
    if (lines.line === "") {
      lines.close();
      return;
    }
    lines.write(null, { ctrl: true, name: "e" });
    lines.write(null, { ctrl: true, name: "u" });
  });
}

function isTerminal(stream: NodeJS.ReadableStream | NodeJS.WritableStream): boolean {
  return "isTTY" in stream && stream.isTTY === true;
}
