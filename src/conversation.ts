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

/**
 * The last turn of each thread, forgotten after 48 hours. A thread is one person's: what one may see never
 * becomes the subject of another's question. The local administrator is the person "".
 */
export interface Conversations {
  last(thread: string, person: string, now: Date): Turn | null;
  keep(thread: string, person: string, turn: Turn, now: Date): void;
}

const HOURS_KEPT = 48;

/** A turn is still known when it was asked after this instant. */
export function forgottenBefore(now: Date): Date {
  return new Date(now.getTime() - HOURS_KEPT * 3_600_000);
}

/** Conversations that end with the process. */
export function conversationsInMemory(): Conversations {
  const turns = new Map<string, { readonly turn: Turn; readonly askedAt: Date }>();
  const keyOf = (thread: string, person: string) => JSON.stringify([thread, person]);
  return {
    last(thread, person, now) {
      const kept = turns.get(keyOf(thread, person));
      return kept === undefined || kept.askedAt <= forgottenBefore(now) ? null : kept.turn;
    },
    keep(thread, person, turn, now) {
      turns.set(keyOf(thread, person), { turn, askedAt: now });
    },
  };
}
