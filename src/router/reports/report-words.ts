import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import type { ReportKind } from "#src/schedule-book";
import { type SendTimes, takeSendTimes } from "./send-times.ts";

/** A report that has a skill of its own. */
export type NamedReport = Exclude<ReportKind, "answer">;

/** What is wanted of reports. */
export type ReportVerb = "show" | "schedule" | "stop" | "list";

/** The words of a question that speak of reports and their sending, and the rest of it. */
export interface ReportWords {
  readonly verb: ReportVerb;
  /** The report that is named; null where what the thread has is meant. */
  readonly kind: NamedReport | null;
  readonly isHere: boolean;
  /** As people write it: #data, or Slack: <#C0456|data>; null for none. */
  readonly channel: string | null;
  readonly times: SendTimes;
  readonly files: readonly ("csv" | "png")[];
  readonly rest: string;
  /** The question whose answer is to be sent, “costs by service last month”; null where none is put. */
  readonly asked: string | null;
}

const REPORT = "(?:digests?|reports?|summar(?:y|ies)|briefs?|briefings?|updates?|roundups?)";
const ADJECTIVE = "(?:cost|spend|team|slack|teams)";
const KINDS: readonly (readonly [kind: NamedReport, pattern: RegExp])[] = [
  [
    "executive-report",
    said(
      `(?:monthly |cost )*(?:executives?['’]?|exec|board|management|leadership)(?: cost)? ${REPORT}`,
    ),
  ],
  ["daily-brief", said(`(?:daily|morning)(?: ${ADJECTIVE})* ${REPORT}`)],
  ["monthly-report", said(`monthly(?: (?:${ADJECTIVE}|showback))* ${REPORT}|showback ${REPORT}`)],
  ["weekly-digest", said(`weekly(?: ${ADJECTIVE})* ${REPORT}|(?:cost |team )?digests?`)],
];
/** “A weekly summary to Slack” is for where it is asked. */
const SOMEWHERE = said("(?:to|in|on|via) (?:slack|(?:microsoft )?teams)");
/** What each report holds anyway: “with spend and anomalies”. */
const PART =
  "(?:(?:the|our|all|any|top|new|open|cost|unusual) )*(?:spend(?:ing)?|costs?|anomal(?:y|ies)|budgets?|forecasts?|savings?|recommendations?|movers|changes|trends?|decisions)";
const PARTS = said(
  `(?:with|including|covering|showing|of|on|about) ${PART}(?:(?:,| and|, and) ${PART})*`,
);

const POLITE =
  "(?:(?:please|can you|could you|would you|hey|tally|now|ok|okay|i['’]d like(?: to)?|i want(?: to)?|we want(?: to)?)[ ,]+)*";
const SENDS = new RegExp(
  `^\\W*${POLITE}(?:send|post|share|deliver|schedule|subscribe(?:\\s+(?:me|us|this channel))?(?:\\s+to)?|set up|put)\\b`,
  "gi",
);
/** These say by themselves that it is to come again and again. */
const SUBSCRIBES = new RegExp(`^\\W*${POLITE}(?:schedule|subscribe|set up)\\b`, "i");
const STOPS = new RegExp(
  `^\\W*${POLITE}(?:stop(?:\\s+(?:sending|posting|the sending of))?|unsubscribe(?:\\s+(?:me|us))?(?:\\s+from)?|cancel|pause|end|no more|don['’]?t send)\\b`,
  "gi",
);
const SHOWS = new RegExp(
  `^\\W*${POLITE}(?:show|give|get|see|open|make|run|preview|what(?:['’]s| is) in|let (?:me|us) see)\\b`,
  "gi",
);
const ANY_REPORT =
  "(?:(?:the|our|my) )?(?:next )?(?:(?:weekly|daily|monthly|executive) )?(?:digests?|briefs?|reports?)";
const LISTS = new RegExp(
  [
    "\\b(?:what(?:['’]s| is| are)?|which|list|show|see|any|do you have)\\b.*\\b(?:scheduled|schedules|subscribed|report subscriptions|subscriptions here)\\b",
    "\\bwhat do you (?:send|post) here\\b",
    "\\b(?:what|which (?:reports|digests)) (?:do you (?:send|post)|go(?:es)?|(?:is|are) sent) (?:to|in|here)\\b",
    `\\bwhen(?:['’]s| is| does| do| are) ${ANY_REPORT}(?: (?:sent|due|come|next))?\\W*$`,
  ].join("|"),
  "i",
);
const OF_SCHEDULES = said(
  "what do you (?:send|post)|when|next|due|sent|goes|go|come|does|do|weekly|daily|monthly|executive|briefs?|what(?:['’]s| is| are)?|which|list|show|see|any|scheduled|schedules?|subscriptions?|subscribed|reports?|digests?|things?|is|are|there|do we have|do you have|anything|all|the|our|my|me|of|to|for|in",
);
const BACK = said(
  "(?:this|that|the) (?:report|summary|answer|table|chart|one)|the same|this|it|that|these|them",
);
const HERE = said("(?:in(?:to)? |to )?(?:here|this channel|this conversation|this chat)");
const CHANNEL =
  /(?:\b(?:to|in|into|at)\s+)?(?:(?<mention><#\w+(?:\|[^>]*)?>)|(?<![\w&/])(?<word>#[\p{L}\d_-]+)|(?<full>(?:slack|teams):[^/\s]+\/\S+))/giu;
const FILES: readonly (readonly ["csv" | "png", RegExp])[] = [
  ["csv", said("(?:with |and |as )*(?:an? |the )?(?:csv|spreadsheet)(?: file| attached)?")],
  ["png", said("(?:with |and |as )*(?:an? |the )?(?:png|picture|image)(?: file| attached)?")],
];
const FILLERS = said(
  "please|me|us|our|my|the|a|an|of|for|to|from|on|and|as|now|again|again and again|regularly|schedule|subscription|sending|any ?more|for now|latest|team['’]s",
);

/** Reads what a question says of reports; null where it says nothing of them. */
export function readReportWords(question: string): ReportWords | null {
  if (LISTS.test(question)) return listWords(question);
  const phrases = phraseTaker(question);
  const { isSent, isStopped } = takeVerb(phrases);
  const kind = takeKind(phrases);
  const channel = takeChannel(phrases);
  const isHere = phrases.takes(HERE);
  const files = FILES.flatMap(([file, pattern]) => (phrases.takes(pattern) ? [file] : []));
  const times = takeSendTimes(phrases);
  const asked = isSent && kind === null ? questionIn(phrases.rest) : null;
  const pointsBack = kind === null && phrases.takes(BACK);
  const isPlaced = isHere || SUBSCRIBES.test(question) || channel !== null || isTimed(times);
  // “This at 8” without a word of sending may be about anything.
  const isSending = isSent && isPlaced && (pointsBack || asked !== null);
  if (kind === null && !isSending && !(pointsBack && isStopped)) return null;
  const verb = verbOf(isStopped, isPlaced);
  return { verb, kind, isHere, channel, times, files, asked, rest: leftIn(phrases) };
}

function verbOf(isStopped: boolean, isPlaced: boolean): ReportVerb {
  if (isStopped) return "stop";
  return isPlaced ? "schedule" : "show";
}

const TO_WHOM = /^\W*(?:(?:me|us|everybody|everyone|an?|the)\s+)*/i;

/** What is to be sent, where it isn't what the thread has. */
function questionIn(rest: string): string | null {
  const asked = rest.replace(/\s+/g, " ").replace(TO_WHOM, "").trim();
  const taker = phraseTaker(asked);
  taker.takes(BACK);
  return leftIn(taker) === "" ? null : asked;
}

const MOVES = new RegExp(
  `^\\W*${POLITE}(?:(?:change|move|make|switch|set|reschedule|send|post|do) (?:it|this|that|the time|the day)(?: to)?(?: be)?(?: at)?|(?:rather|better|no,?))\\b`,
  "gi",
);

/** When what was scheduled is to be sent instead, “change it to 8am”; null where that isn't all that is said. */
export function readOtherTimes(question: string): SendTimes | null {
  const phrases = phraseTaker(question);
  if (!phrases.takes(MOVES, "at ")) return null;
  const times = takeSendTimes(phrases);
  phrases.takes(said("instead|at|rather|please|and|on"));
  return isTimed(times) && leftIn(phrases) === "" ? times : null;
}

function takeVerb(phrases: PhraseTaker) {
  const isSent = phrases.takes(SENDS);
  const isStopped = !isSent && phrases.takes(STOPS);
  if (!isSent && !isStopped) phrases.takes(SHOWS);
  return { isSent, isStopped };
}

function listWords(question: string): ReportWords {
  const phrases = phraseTaker(question);
  const channel = takeChannel(phrases);
  const isHere = phrases.takes(HERE);
  phrases.takes(OF_SCHEDULES);
  const times = { rhythm: null, time: null, timeZone: null };
  const nothing = { kind: null, files: [], asked: null };
  return { verb: "list", ...nothing, channel, isHere, times, rest: leftIn(phrases) };
}

/** The report that is named, with the words that say no more than its name. */
function takeKind(phrases: PhraseTaker): NamedReport | null {
  const kind = KINDS.find(([, pattern]) => phrases.takes(pattern))?.[0] ?? null;
  if (kind === null) return null;
  phrases.takes(PARTS);
  phrases.takes(SOMEWHERE, " here ");
  return kind;
}

/** As it is written; Slack writes a channel that is mentioned as its id with its name, `<#C0456|data>`. */
function takeChannel(phrases: PhraseTaker): string | null {
  const { mention, word, full } = phrases.take(CHANNEL)?.groups ?? {};
  return full ?? word ?? mention ?? null;
}

function isTimed({ rhythm, time, timeZone }: SendTimes): boolean {
  return rhythm !== null || time !== null || timeZone !== null;
}

function leftIn(phrases: PhraseTaker): string {
  phrases.takes(FILLERS);
  return phrases.rest.replace(/\s+/g, " ").trim();
}
