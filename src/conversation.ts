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
 * the subject of another's question. The local administrator is the person "".
 */
export interface Conversations {
  last(thread: string, person: string, now: Date): ThreadState;
  keep(thread: string, person: string, state: ThreadState, now: Date): void;
}

/** The state of a thread in which nothing was said yet. */
export const newThread: ThreadState = { turn: null, open: null };

const HOURS_KEPT = 48;

/** A turn is still known when it was asked after this instant. */
export function forgottenBefore(now: Date): Date {
  return new Date(now.getTime() - HOURS_KEPT * 3_600_000);
}

/** Conversations that end with the process. */
export function conversationsInMemory(): Conversations {
  const states = new Map<string, { readonly state: ThreadState; readonly askedAt: Date }>();
  const keyOf = (thread: string, person: string) => JSON.stringify([thread, person]);
  return {
    last(thread, person, now) {
      const kept = states.get(keyOf(thread, person));
      const isKnown = kept !== undefined && kept.askedAt > forgottenBefore(now);
      return isKnown ? kept.state : newThread;
    },
    keep(thread, person, state, now) {
      states.set(keyOf(thread, person), { state, askedAt: now });
    },
  };
}
