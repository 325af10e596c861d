import type { Answer } from "#src/answer";
import type { ReplyFile } from "#src/cards/attachment";
import type { Card, IssueAction } from "#src/cards/card";
import type { FieldProblems, Filled, Form } from "#src/cards/form";
import type { Channel } from "#src/channel";

export type Platform = "slack" | "teams" | "web";

/**
 * What somebody is where they speak. member: of the organisation itself; guest: invited into it; external: of another
 * one, by a shared channel or federation; unsure: the platform, which says it otherwise, couldn't just now.
 */
export type SenderKind = "member" | "guest" | "external" | "bot" | "unsure";

/** Somebody as the platform vouches for them; never matched by a display name. */
export interface Sender {
  readonly platform: Platform;
  /** Slack's team id, Teams' tenant id, `local` on the page. */
  readonly tenant: string;
  /** Slack's user id, Entra's object id. */
  readonly id: string;
  /** Absent where the platform never says it. */
  readonly kind?: SenderKind;
  /** The platform's own, verified e-mail address, where it could be had. */
  readonly email?: string;
}

/** Something said to the bot. */
export interface Message {
  /** The platform's id of the event, by which a retry is known; null where the platform never repeats. */
  readonly eventId: string | null;
  readonly sender: Sender;
  /** The conversation that it belongs to, unique over all platforms. */
  readonly thread: string;
  /** Where it is said; absent where there is no speaking later on, as on the page. */
  readonly channel?: Channel;
  /** Without the mention of the bot; other people are mentioned by their ids, `<@U0456>`. */
  readonly text: string;
  /** What the platform vouches for of those who are mentioned; absent where it wasn't asked. */
  readonly mentions?: readonly Sender[];
  /** Nobody but the sender reads what comes of it, wherever it is said. */
  readonly isAlone?: boolean;
  readonly now: Date;
}

/** A button pressed, or something chosen. */
export interface Press {
  /** The opaque id that the card carried. */
  readonly actionId: string;
  readonly sender: Sender;
  /** Where it is pressed, as in a message. */
  readonly channel?: Channel;
  /** The conversation in which the card stands, where the platform says it. */
  readonly thread?: string;
  /** The UTC day that was chosen, where there was a choice. */
  readonly date?: string;
  /** What was filled in, where a form is sent. */
  readonly filled?: Filled;
  /** Nobody but the sender sees the card, and reads what comes of it. */
  readonly isAlone?: boolean;
  readonly now: Date;
}

/** Thumbs under an answer. */
export interface Feedback {
  readonly answerId: string;
  readonly sender: Sender;
  readonly verdict: "good" | "bad";
  readonly note?: string;
  readonly now: Date;
}

/** One answer on its way out. */
export interface Reply {
  readonly answer: Answer;
  /** The whole card: answer, suggestions as buttons, basis. */
  readonly card: Card;
  /** Gives the card's actions their ids. */
  readonly issue: IssueAction;
  /** Only the asker, or presser, may see it. */
  readonly isPrivate: boolean;
}

/** A card with what gives its actions their ids. */
export interface Drawable extends Pick<Reply, "card" | "issue"> {
  /** What thumbs under it are kept under; without one nobody is asked for any. */
  readonly feedbackId?: string;
  /** Files to go beside it, because they were asked for. */
  readonly files?: readonly ReplyFile[];
  /** Told of the conversations in which it stands: what is said there follows it up. */
  readonly standsIn?: (threads: readonly string[]) => void;
}

/** The card that was pressed, as it stands now; it takes its own place, for all who see it. */
export interface Redrawn {
  readonly kind: "redrawn";
  readonly thread: string;
  /** The answer whose card was pressed. */
  readonly answerId: string;
  readonly reply: Reply;
  /** What was done, in a sentence. */
  readonly done: string;
}

/** A form that can't be taken as it is filled in: it stays open, and nothing was done. */
export interface Unfilled {
  readonly kind: "unfilled";
  readonly actionId: string;
  readonly form: Form;
  readonly problems: FieldProblems;
  /** What is wrong with it as a whole; empty where single fields are. */
  readonly text: string;
}

/** What came of a press. */
export type Pressed =
  | { readonly kind: "replies"; readonly thread: string; readonly replies: readonly Reply[] }
  | Redrawn
  | {
      readonly kind: "file";
      readonly thread: string;
      readonly file: ReplyFile;
      /** Only the presser may see it. */
      readonly isPrivate: boolean;
    }
  /** A form for the presser alone; what is filled in comes back as a press of this id. */
  | { readonly kind: "form"; readonly actionId: string; readonly form: Form }
  | Unfilled
  /** A word to the presser alone: expired, not allowed. */
  | { readonly kind: "notice"; readonly text: string }
  /** The second press of a double click: nothing is to be done. */
  | { readonly kind: "repeated" };
