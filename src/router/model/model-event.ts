import { NoReply } from "./guarded-chat.ts";

/** What became of asking the model; holds nothing of what was asked. */
export interface ModelEvent {
  /** Whether what the model said was taken. */
  readonly isTaken: boolean;
  readonly outcome: string;
  /** A mistake of our own, where that is why nothing was taken. */
  readonly error?: unknown;
}

/** What was made of a model's reply; null where nothing could be. */
export interface Attempt<T> {
  readonly result: T | null;
  readonly outcome: string;
}

/** Tries something with a model and logs what became of it; null, never an error, where it fails. */
export async function tryModel<T>(
  log: (event: ModelEvent) => void,
  attempt: () => Promise<Attempt<T>>,
): Promise<T | null> {
  try {
    const { result, outcome } = await attempt();
    log({ isTaken: result !== null, outcome });
    return result;
  } catch (error) {
    if (error instanceof NoReply) log({ isTaken: false, outcome: error.message });
    else log({ isTaken: false, outcome: "error", error });
    return null;
  }
}
