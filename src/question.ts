import type { RecordedSender } from "#src/audit/asked-events";
import type { Channel } from "#src/channel";
import type { ThreadState } from "#src/conversation";
import type { SharedScope } from "#src/shared-scope";

/** One question on its way in, from whichever platform. */
export interface Question {
  /** Repeated in the answer; made up when absent. */
  readonly id?: string;
  readonly text: string;
  /** E-mail of the asker; absent for the local administrator. */
  readonly user?: string;
  /** The conversation that it belongs to; without one it stands alone. */
  readonly thread?: string;
  /** What the thread is taken to hold, where that isn't what was said last: a button of an older card. */
  readonly state?: ThreadState;
  /** Where it is asked; absent where there is no speaking later on. */
  readonly channel?: Channel;
  /** Who asks, as the platform knows them; recorded, and nothing else. */
  readonly sender?: RecordedSender;
  /** What all who read the answer may see; absent where its asker may be told all that they see. */
  readonly within?: SharedScope;
  readonly now: Date;
}

/** The id of the question at `at` of a message. */
export function partId(id: string, at: number): string {
  return at === 0 ? id : `${id}#${at + 1}`;
}
