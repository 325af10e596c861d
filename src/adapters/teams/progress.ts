import type { TeamsConversation } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { Clock } from "./clock.ts";
import type { Outbox } from "./outbox.ts";
import { finalActivity, informativeActivity, TYPING, textActivity } from "./outgoing.ts";
import { type OutgoingActivity, TeamsSendError } from "./teams-host.ts";

const QUIET_MS = 1000;
const WORKING = "Looking at the costs …";

/** What the progress of an answer is made of. */
export interface ProgressParts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
}

/** What stands in the conversation until the answer is there. */
type Shown =
  | { readonly kind: "nothing" }
  /** A stream, which only 1:1 conversations have. */
  | { readonly kind: "stream"; readonly id: string }
  /** A message that the answer takes the place of. */
  | { readonly kind: "message"; readonly id: string };

const NOTHING: Shown = { kind: "nothing" };

/** Shows that an answer is on its way where it takes longer than a second, and puts the answer in its place. */
export class Progress {
  readonly #parts: ProgressParts;
  readonly #place: TeamsConversation;
  #stage: "quiet" | "showing" | "over" = "quiet";
  readonly #shown: Promise<Shown>;

  constructor(parts: ProgressParts, place: TeamsConversation) {
    this.#parts = parts;
    this.#place = place;
    this.#shown = this.#showLater();
  }

  /** Sends the first activity of the answer; gives its id. */
  async finish(activity: OutgoingActivity): Promise<string> {
    const shown = await this.#end();
    const { outbox } = this.#parts;
    if (shown.kind === "message") {
      await outbox.update(this.#place, shown.id, activity);
      return shown.id;
    }
    if (shown.kind === "stream") {
      try {
        return await outbox.post(this.#place, finalActivity(shown.id, activity));
      } catch (error) {
        // A stream may be over, by its reader or by its two minutes; the answer isn't lost.
        this.#parts.log.warn("a stream could not be ended", { error });
      }
    }
    return outbox.post(this.#place, activity);
  }

  /** Ends without an answer: nothing is shown that wasn't shown already. */
  cancel(): void {
    this.#stage = "over";
  }

  async #end(): Promise<Shown> {
    const stage = this.#stage;
    this.#stage = "over";
    return stage === "showing" ? this.#shown : NOTHING;
  }

  async #showLater(): Promise<Shown> {
    await this.#parts.clock.wait(QUIET_MS);
    if (this.#stage === "over") return NOTHING;
    this.#stage = "showing";
    try {
      return await (this.#place.scope === "personal" ? this.#stream() : this.#message());
    } catch (error) {
      this.#parts.log.warn("it could not be shown that an answer is on its way", { error });
      return NOTHING;
    }
  }

  async #message(): Promise<Shown> {
    const id = await this.#parts.outbox.post(this.#place, textActivity(WORKING));
    return id === "" ? NOTHING : { kind: "message", id };
  }

  async #stream(): Promise<Shown> {
    const { outbox } = this.#parts;
    try {
      const id = await outbox.post(this.#place, informativeActivity(WORKING));
      if (id !== "") return { kind: "stream", id };
    } catch (error) {
      if (!(error instanceof TeamsSendError)) throw error;
    }
    await outbox.post(this.#place, TYPING);
    return NOTHING;
  }
}
