import type { Answer } from "#src/answer";
import type { GuardedChat } from "./guarded-chat.ts";
import { type ModelEvent, tryModel } from "./model-event.ts";
import { numbersAreFrom } from "./narration-check.ts";
import type { Prompts } from "./prompts.ts";
import { type RedactionRule, Redactor } from "./redaction.ts";

/** Puts an answer in two sentences; null where that isn't possible without saying more than it states. */
export type Narrate = (answer: Answer) => Promise<string | null>;

/** What a narrator is made of. */
export interface NarratorOptions {
  readonly chat: GuardedChat;
  readonly prompts: Prompts;
  readonly redaction: readonly RedactionRule[];
  readonly log: (event: ModelEvent) => void;
}

const LONGEST = 600;
const MOST_SENTENCES = 2;

/** A narrator that sends an answer's text, amounts included, to a model; never rejects. */
export function narrator({ chat, prompts, redaction, log }: NarratorOptions): Narrate {
  return async (answer) => {
    if (answer.status !== "answered") return null;
    const redactor = new Redactor(redaction);
    const messages = [
      { role: "system", text: prompts.narrateAnswer },
      { role: "user", text: JSON.stringify(redactor.redact(answer.text)) },
    ] as const;
    return await tryModel(log, async () => {
      const reply = await chat.converse((ask) => ask(messages, []));
      const words = redactor.restore(reply.text).replace(/\s+/g, " ").trim();
      return isShortProse(words) && numbersAreFrom(words, answer)
        ? { result: words, outcome: "narrated" }
        : { result: null, outcome: "narration thrown away" };
    });
  };
}

/** One or two sentences without links and mark-up. */
function isShortProse(words: string): boolean {
  if (words === "" || words.length > LONGEST || /:\/\/|www\.|[<>`*#[\]|]/.test(words)) return false;
  const sentences = words.match(/[.!?](?=\s+\p{Lu}|\s*$)/gu) ?? [];
  return sentences.length > 0 && sentences.length <= MOST_SENTENCES;
}
