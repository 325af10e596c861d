/** Which answer stands in which message of the bot, so that thumbs under it find the answer. */
export interface AnswerIds {
  keep(activityId: string, answerId: string): void;
  /** Null for a message that isn't remembered. */
  find(activityId: string): string | null;
}

const MOST_REMEMBERED = 10_000;

/** The last answers of this process. */
export function answerIdsInMemory(): AnswerIds {
  const answers = new Map<string, string>();
  return {
    keep(activityId, answerId) {
      answers.set(activityId, answerId);
      const [oldest] = answers.keys();
      if (answers.size > MOST_REMEMBERED && oldest !== undefined) answers.delete(oldest);
    },
    find: (activityId) => answers.get(activityId) ?? null,
  };
}
