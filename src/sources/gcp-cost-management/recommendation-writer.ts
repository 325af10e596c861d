import { z } from "zod";
import type { RecommendationWriteBack } from "#src/provider-items";
import { CallError } from "#src/sources/calls/call-error";
import type { GoogleApi } from "#src/sources/google/google-api";
import { readAnswer } from "#src/sources/google/read-answer";

const API = "recommender";
const NAME =
  /^(projects|billingAccounts|folders|organizations)\/[\w.:-]+\/locations\/[\w-]+\/recommenders\/[\w.]+\/recommendations\/[\w-]+$/;

const currentSchema = z.object({
  etag: z.string(),
  stateInfo: z.object({ state: z.string() }),
});

/** A state that Google can be told, how, and the states that it may follow. */
interface Transition {
  readonly state: string;
  readonly method: string;
  readonly from: readonly string[];
}

const TRANSITIONS: Partial<Readonly<Record<RecommendationWriteBack["state"], Transition>>> = {
  accepted: { state: "CLAIMED", method: "markClaimed", from: ["ACTIVE"] },
  done: {
    state: "SUCCEEDED",
    method: "markSucceeded",
    from: ["ACTIVE", "CLAIMED", "FAILED"],
  },
  "not-done": {
    state: "FAILED",
    method: "markFailed",
    from: ["ACTIVE", "CLAIMED", "SUCCEEDED"],
  },
  dismissed: { state: "DISMISSED", method: "markDismissed", from: ["ACTIVE"] },
};

/** Google's states in words. */
const WORDS: Readonly<Record<string, string>> = {
  ACTIVE: "open",
  CLAIMED: "accepted",
  SUCCEEDED: "done",
  FAILED: "tried without success",
  DISMISSED: "dismissed",
};

/**
 * Tells Google's Recommender what became of a recommendation.
 * @returns null, or why it takes no such thing
 * @throws CallError
 */
export async function writeRecommendation(
  api: GoogleApi,
  writeBack: RecommendationWriteBack,
): Promise<string | null> {
  const { id, state } = writeBack;
  if (!NAME.test(id)) return "This isn't the name of a recommendation of Google's.";
  const transition = TRANSITIONS[state];
  if (transition === undefined) {
    return state === "snoozed"
      ? "Google's Recommender can't put a recommendation off; it is put off here only."
      : "Google's Recommender can't open a recommendation again; it is open here only.";
  }
  try {
    return await writeOnce(api, id, transition);
  } catch (error) {
    if (!(error instanceof CallError) || error.failure !== "changed") throw error;
    // Somebody wrote in between, or the answer to our own writing was lost.
    return await writeOnce(api, id, transition);
  }
}

async function writeOnce(
  api: GoogleApi,
  id: string,
  { state, method, from }: Transition,
): Promise<string | null> {
  const answer = await readRecommendation(api, id);
  if (answer === null) return "Google doesn't list this recommendation any more.";
  const { etag, stateInfo } = readAnswer(currentSchema, answer, id);
  if (stateInfo.state === state) return null;
  if (!from.includes(stateInfo.state)) {
    const now = WORDS[stateInfo.state] ?? stateInfo.state;
    return `At Google it is ${now}, and Google's Recommender doesn't let that become ${WORDS[state]}.`;
  }
  const stateMetadata = method === "markDismissed" ? {} : { stateMetadata: {} };
  await api.call(`Telling Google of ${id}`, {
    api: API,
    path: `v1/${id}:${method}`,
    body: { ...stateMetadata, etag },
  });
  return null;
}

/** Null where there is none. */
async function readRecommendation(api: GoogleApi, id: string): Promise<unknown> {
  try {
    return await api.call(`Reading ${id}`, { api: API, path: `v1/${id}` });
  } catch (error) {
    if (error instanceof CallError && error.failure === "missing") return null;
    throw error;
  }
}
