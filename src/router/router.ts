import type { OpenQuestion, Turn } from "#src/conversation";
import type { Day } from "#src/focus/day";
import type { Vocabulary } from "./vocabulary.ts";

/** What a question is read with. */
export interface RoutingContext {
  readonly today: Day;
  /** 1 to 12; 1 unless a fiscal year is configured. */
  readonly fiscalYearStartMonth: number;
  readonly vocabulary: Vocabulary;
  /** The last turn of the thread, for questions that follow up; null at its start. */
  readonly previous: Turn | null;
  /** The question of the thread that was asked back about last, which this one may answer. */
  readonly open?: OpenQuestion | null;
  /** The names of the budgets that the asker may see; absent where there are none. */
  readonly budgets?: readonly string[];
  /** The names of the plans that the asker may see; absent where there are none. */
  readonly plans?: readonly string[];
}

/**
 * Why a question is asked back about: a name fits several things or none, words after "by" name no dimension,
 * a day is in no calendar, or the words as a whole don't say what is meant.
 */
export type ClarifyReason =
  | "ambiguous-name"
  | "unknown-name"
  | "unknown-group"
  | "impossible-date"
  | "unclear";

/** What a question was understood to ask. */
export type Routing =
  | {
      readonly kind: "skill";
      readonly skill: string;
      /** To be parsed by the skill's zod schema. */
      readonly input: unknown;
      /** Readings that another person might not have taken. */
      readonly assumptions: readonly string[];
      /** Words that the reading leaves unexplained; the assumptions say so. */
      readonly unexplained?: readonly string[];
      /** Whether the input takes over what the question before had. */
      readonly followsUp?: boolean;
    }
  | {
      readonly kind: "clarify";
      readonly reason: ClarifyReason;
      readonly text: string;
      readonly suggestions: readonly string[];
      /** What a name alone will complete. */
      readonly open?: OpenQuestion;
    }
  /** It only greets, or asks what can be asked; or it only thanks. */
  | { readonly kind: "help" | "thanks" }
  | {
      readonly kind: "unsupported";
      /** What it asks for, in words that complete "I can't …"; null where nothing was understood. */
      readonly wish: string | null;
    };

/** Turns words into a skill call. */
export interface Router {
  route(question: string, context: RoutingContext): Routing;
}
