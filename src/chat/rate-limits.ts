import { formatCount } from "#src/cards/format";
import type { LimitSettings } from "#src/limits/settings";
import { TokenBuckets } from "#src/limits/token-buckets";
import type { Sender } from "./message.ts";

/** What is counted by itself. */
export type LimitedKind = "questions" | "presses" | "files";

interface Buckets {
  readonly person: TokenBuckets;
  readonly workspace: TokenBuckets;
}

/** What one and several of each kind are called. */
const WORDS: Readonly<Record<LimitedKind, readonly [string, string]>> = {
  questions: ["message", "messages"],
  presses: ["press of a button", "presses of buttons"],
  files: ["file", "files"],
};

/** Keeps what one person, and one workspace, may ask in a minute. */
export class RateLimits {
  readonly #buckets: Readonly<Record<LimitedKind, Buckets>>;

  /** @param clock milliseconds of a clock that never goes back */
  constructor(settings: LimitSettings, clock: () => number = () => performance.now()) {
    const bucketsOf = (kind: LimitedKind): Buckets => ({
      person: new TokenBuckets(settings[kind].person, clock),
      workspace: new TokenBuckets(settings[kind].workspace, clock),
    });
    this.#buckets = {
      questions: bucketsOf("questions"),
      presses: bucketsOf("presses"),
      files: bucketsOf("files"),
    };
  }

  /** Counts something; where it is too much, gives instead of that what the sender is told: when to come again. */
  refusal(kind: LimitedKind, { platform, tenant, id }: Sender): string | null {
    const { person, workspace } = this.#buckets[kind];
    const wide = `${platform}:${tenant}`;
    const own = `${wide}/${id}`;
    // All who have the page are one sender.
    const wait = platform === "web" ? 0 : person.waitOf(own);
    if (wait > 0) {
      return `I take ${counted(kind, person)} a minute from one person. Please come again in ${seconds(wait)}.`;
    }
    const wideWait = workspace.waitOf(wide);
    if (wideWait > 0) {
      return `I take ${counted(kind, workspace)} a minute from all of you together. Please come again in ${seconds(wideWait)}.`;
    }
    person.take(own);
    workspace.take(wide);
    return null;
  }
}

function counted(kind: LimitedKind, { perMinute }: TokenBuckets): string {
  const [one, several] = WORDS[kind];
  return perMinute === 1 ? `one ${one}` : `${formatCount(perMinute)} ${several}`;
}

function seconds(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1000);
  return whole === 1 ? "a second" : `${whole} seconds`;
}
