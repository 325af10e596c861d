import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import type { ReplyFile } from "#src/cards/attachment";
import type { SkillCall } from "#src/cards/card";
import type { FieldProblems } from "#src/cards/form";
import type { Offers } from "./answer-card.ts";
import type { Audiences } from "./audience.ts";
import type { Directory } from "./directory.ts";
import type { Sender } from "./message.ts";
import type { FeedbackBook, HandledKeys, IssuedActions } from "./ports.ts";

/** What the desk is made of. */
export interface DeskParts {
  readonly assistant: Assistant;
  readonly directory: Directory;
  readonly audiences: Audiences;
  readonly handled: HandledKeys;
  readonly actions: IssuedActions;
  readonly feedback: FeedbackBook;
  /** Questions that show what can be asked. */
  readonly examples: readonly string[];
  /** Draws an answer's table or chart as a file; null where it has none. */
  readonly fileOf: (answer: Answer, format: "csv" | "png") => Promise<ReplyFile | null>;
  /** What else can be done with an answer; nothing where absent. */
  readonly offers?: Offers;
  /** What is wrong with a skill's input, by its fields; looked at before a form is taken. */
  readonly problemsIn?: (call: SkillCall) => FieldProblems;
  /** Told of each answer given: for metrics. */
  readonly onAnswer: (answer: Answer, sender: Sender, milliseconds: number) => void;
}
