import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

/** What is to be done to recommendations. */
export type DecisionVerb =
  | "accept"
  | "done"
  | "snooze"
  | "dismiss"
  | "reopen"
  | "undo"
  | "approve"
  | "decline"
  | "assign"
  | "take"
  | "release";

const POLITE =
  "(?:(?:please|can you|could you|would you|hey|tally|now|ok|okay|so|and|then|let['’]?s|yes|(?:i|we)(?:['’]?(?:ll|d like to)| will| want to| would like to)?)[ ,]+)*";

const VERBS: readonly (readonly [verb: DecisionVerb, pattern: string])[] = [
  ["undo", "undo|take (?:it|that|this) back|revert"],
  ["reopen", "re-?open|un-?snooze|un-?dismiss|open (?:it |them )?again"],
  ["release", "release|un-?assign"],
  ["assign", "re-?assign|assign|hand(?: over)?|delegate|give|make(?= .*\\bowner\\b)"],
  ["take", "take(?: over)?|own|claim"],
  ["accept", "accept|go ahead with|do(?= (?:it|that|rec|#|\\d))"],
  ["approve", "approve"],
  ["decline", "decline|disapprove|deny|refuse"],
  ["snooze", "snooze|postpone|put off|defer"],
  ["dismiss", "dismiss|reject|ignore|discard"],
  ["done", "mark(?= .*\\b(?:done|implemented|completed?|finished)\\b)|complete|close|finish"],
];
const OPENING = VERBS.map(([verb, pattern]) => ({
  verb,
  pattern: new RegExp(`^\\W*${POLITE}(?:${pattern})(?![\\w-])`, "gi"),
}));
/** “Rec 12 is done”: said, not asked. */
const IS_DONE =
  /^(?!\W*(?:is|are|was|were|has|have|had|did|does|do|what|which|who|when|how|any)\b).*?(?:(?:\b(?:is|are|was|were|has been|have been|as)|['’]s)\s+(?:all\s+)?(?:done|implemented|completed?|finished)|\b(?:done|implemented))[\s.!]*$/i;
const AS_DONE = said(
  "as (?:done|implemented|completed?|finished)|done|implemented|completed?|finished",
);

/** Takes the verb that a request opens with; null where a question asks for nothing to be done. */
export function takeDecision(phrases: PhraseTaker): DecisionVerb | null {
  for (const { verb, pattern } of OPENING) {
    if (!phrases.takes(pattern)) continue;
    if (verb === "done") phrases.takes(AS_DONE);
    return verb;
  }
  if (!IS_DONE.test(phrases.rest)) return null;
  phrases.takes(AS_DONE);
  phrases.takes(/['’]s(?!\w)/g);
  phrases.takes(said("is|are|was|were|has been|have been"));
  return "done";
}
