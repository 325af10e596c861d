/** The rows of a table by what their first dimension holds, in order; null stands for “(none)”. */
export interface ShownRows {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
}

/** What was last asked in a thread, with the rows that it showed. */
export interface Turn {
  readonly skill: string;
  /** As the skill's schema parsed it. */
  readonly input: unknown;
  /** Null where nothing was broken down by a dimension. */
  readonly rows: ShownRows | null;
}

/** A question that was asked back about, as long as nothing else was said. */
export interface OpenQuestion {
  readonly text: string;
  /** The words of it that name several things or none. */
  readonly name: string;
}

/** What was shown to be done and waits for a yes. */
export interface PendingCall {
  readonly skill: string;
  /** As the skill's schema parsed it. */
  readonly input: unknown;
  readonly actionId: string;
}

/** What a thread holds. */
export interface ThreadState {
  /** Null until something was answered. */
  readonly turn: Turn | null;
  readonly open: OpenQuestion | null;
  /** Absent where nothing waits. */
  readonly pending?: PendingCall;
}

/**
 * The state of each thread, forgotten after 48 hours. A thread is one person's: what one may see never becomes
 * the subject of another's question. The local administrator is the person "". What was posted unasked, for all of a
 * channel to see, is the subject for each of them, for as long as its buttons work.
 */
export interface Conversations {
  /** What was said last: by this person, or to all; what waits for this person's yes goes on waiting. */
  last(thread: string, person: string, now: Date): ThreadState;
  keep(thread: string, person: string, state: ThreadState, now: Date): void;
  keepForAll(thread: string, turn: Turn | null, now: Date): void;
}

/** The state of a thread in which nothing was said yet. */
export const newThread: ThreadState = { turn: null, open: null };

const ALONE = "alone:";

/** The part of a thread that one person alone reads. */
export function aloneIn(thread: string): string {
  return isAlone(thread) ? thread : `${ALONE}${thread}`;
}

/** Whether a thread is such a part. */
export function isAlone(thread: string): boolean {
  return thread.startsWith(ALONE);
}

/** The threads of which is known in one what was said: what one person alone reads goes on from what all read. */
export function knownIn(thread: string): readonly string[] {
  return isAlone(thread) ? [thread, thread.slice(ALONE.length)] : [thread];
}

const HOURS_KEPT = 48;
const HOURS_KEPT_FOR_ALL = 14 * 24;
/** Stands for everybody in a thread; no e-mail address. */
export const EVERYBODY = "*";

/** A turn is still known when it was asked after this instant; one that was posted for all stays longer. */
export function forgottenBefore(now: Date, person: string): Date {
  const hours = person === EVERYBODY ? HOURS_KEPT_FOR_ALL : HOURS_KEPT;
  return new Date(now.getTime() - hours * 3_600_000);
}

/** A thread as it stands for one person, by what was said by them and to all, the newest first. */
export function lastOf(states: readonly ThreadState[]): ThreadState {
  const pending = states.find((state) => state.pending !== undefined)?.pending;
  const [newest = newThread] = states;
  return pending === undefined ? newest : { ...newest, pending };
}

/** Conversations that end with the process. */
export function conversationsInMemory(): Conversations {
  const states = new Map<string, { readonly state: ThreadState; readonly askedAt: Date }>();
  const keyOf = (thread: string, person: string) => JSON.stringify([thread, person]);
  return {
    last(thread, person, now) {
      const spoken = knownIn(thread).flatMap((one) =>
        [person, EVERYBODY].map((whose) => ({ whose, kept: states.get(keyOf(one, whose)) })),
      );
      const known = spoken.flatMap(({ whose, kept }) =>
        kept !== undefined && kept.askedAt > forgottenBefore(now, whose) ? [kept] : [],
      );
      known.sort((left, right) => Number(right.askedAt) - Number(left.askedAt));
      return lastOf(known.map(({ state }) => state));
    },
    keep(thread, person, state, now) {
      states.set(keyOf(thread, person), { state, askedAt: now });
    },
    keepForAll(thread, turn, now) {
      states.set(keyOf(thread, EVERYBODY), { state: { turn, open: null }, askedAt: now });
    },
  };
}
