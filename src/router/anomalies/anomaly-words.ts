import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";

/** What is wanted of anomalies. */
export type AnomalyVerb =
  | "list"
  | "explain"
  | "acknowledged"
  | "expected"
  | "not-useful"
  | "snoozed"
  | "reopened"
  | "recommended";

/** The words of a question that speak of anomalies, and the rest of it. */
export interface AnomalyWords {
  /** Whether anomalies are named at all; in a thread about them they needn't be. */
  readonly isNamed: boolean;
  /** Null where only a thread can say. */
  readonly verb: AnomalyVerb | null;
  readonly states: readonly string[] | null;
  readonly minimumSeverity: string | null;
  readonly direction: "up" | "down" | null;
  /** Why, in the asker's words. */
  readonly note: string | null;
  readonly rest: string;
}

const UNUSUAL = "(?:unusual(?:ly)?|abnormal(?:ly)?|anomalous(?:ly)?|suspicious|strange|weird|odd)";
const OF_COST = "(?:costs?|spend(?:ing)?|billing|usage|charges|activity)";
const NAMED: readonly RegExp[] = [
  `(?:${OF_COST} )*anomal(?:y|ies)(?: detection)?`,
  `(?:(?:any|some)thing|what(?:['’]s| is| was| looks?)?(?: there)?) ${UNUSUAL}`,
  `${UNUSUAL} (?:${OF_COST} )?(?:spikes?|surges?|jumps?|increases?|drops?|falls?|changes?|patterns?|days?)(?: in ${OF_COST})?`,
  `${UNUSUAL}(?: ${OF_COST})?`,
  `(?:${OF_COST} )*(?:outliers|spikes|surprises)(?: in ${OF_COST})?`,
  "looks? (?:wrong|off|odd|weird|strange|suspicious)|out of the ordinary",
  "^(?:so |and )?what (?:has |have |had )?(?:spiked|surged)",
  "(?:is|are|was|were) (?:[^\\s]+ ){0,3}spiking|spiking",
].map(said);

const RECOMMENDATION = "an? (?:new |own )?recommendation";
const MADE = said(
  `(?:make|create|add|open|file|write)(?: me)? ${RECOMMENDATION}(?: (?:out of|of|from|for|about|on))?|(?:turn|convert|make)(?= .*\\b${RECOMMENDATION}\\b)|(?:into|to|as) ${RECOMMENDATION}|(?<=^\\W*make (?:it|this|that|\\S+ one) )${RECOMMENDATION}`,
);
const PLANNED =
  "(?:expected|planned|intended|intentional|known|on purpose)(?: (?:change|migration|event|test|load test))?";
const SPOKEN_OF = "(?:it|that|this|they|ones?|anomaly|spike|drop)";
/** A noun only where something is said of it: "did this spike?" */
const POINTED_AT = said(`(?:that|this) (?:${OF_COST} )?(?:spike|outlier|drop|jump)`);
const VERBS: readonly (readonly [verb: AnomalyVerb, pattern: RegExp])[] = [
  ["recommended", MADE],
  ["reopened", said("re-?open|un-?acknowledge|un-?silence|un-?mute|un-?dismiss|un-?snooze")],
  ["snoozed", said("snooze|put (?:it|this|that|them) off")],
  [
    "expected",
    said(
      `as (?:an? )?${PLANNED}|${SPOKEN_OF}(?:['’]s| is| was| were| are| has been) (?:all )?(?:an? )?${PLANNED}`,
    ),
  ],
  [
    "not-useful",
    said(
      "dismiss|ignore|silence|mute|hide|(?:not|isn['’]?t|wasn['’]?t) (?:useful|helpful|interesting|relevant|an anomaly)|(?:a )?false (?:alarm|positive)|(?:just |only )?noise",
    ),
  ],
  [
    "acknowledged",
    said(
      "acknowledge|ack|(?:i am|i['’]?m|we are|we['’]?re) (?:on it|looking into (?:it|that|this))",
    ),
  ],
  [
    "explain",
    said(
      "explain|why|how come|investigate|what (?:caused|is behind|drove|happened(?: with)?)|(?:(?:show|give) (?:me )?)?(?:more )?details?(?: (?:about|on|of|for))?|tell me (?:more )?about|root cause(?: of)?|(?:dig|drill|look) into",
    ),
  ],
  [
    "list",
    said(
      "list|show|any|which|what|find|detect|are there|is there|were there|do we have|did we have|have there been|how many",
    ),
  ],
];

const STATES: readonly (readonly [states: readonly string[], pattern: RegExp])[] = [
  [["expected", "snoozed"], said("silenced|ignored|dismissed|muted|hidden|suppressed")],
  [["expected"], said("expected|planned")],
  [["snoozed"], said("snoozed|put off")],
  [["acknowledged"], said("acknowledged|acked")],
  [["resolved"], said("resolved|ended|closed")],
  [["open"], said("open|unresolved|unacknowledged|active|ongoing")],
];
const SEVERITY = said(
  "(?<level>critical|high|medium|severe|major|serious)(?:[ -]?(?:severity|impact|priority))?(?: or (?:higher|above|worse))?",
);
const SEVERE = new Set(["severe", "major", "serious"]);
const NOTE =
  /(?:[,;–—-]\s*(?:it|that|this)(?:['’]s| is| was)|because|since it|note:?|reason:?)\s+(?<note>.+?)[\s.!]*$/gi;
const UP = /spik|surg|jump|increas/i;
const DOWN = /\b(?:drop|fall)s?\b/i;
const FILLERS = said(
  "(?:the |our |my |that |this |these |those )?(?:one|ones|biggest|largest|worst|most severe|most important)|(?:i|we) should know about|to know about|worth (?:knowing|looking at)|mark|flag|set|as|it|there|please|me|detected|found|seen|happened|happening",
);

/** Reads what a question says of anomalies; the words are taken from it. */
export function readAnomalyWords(question: string): AnomalyWords {
  const named = NAMED.flatMap((pattern) => [...question.matchAll(pattern)].map(([text]) => text));
  const phrases = phraseTaker(question);
  const verb = verbIn(phrases);
  const isSaid = isVerdict(verb);
  const note = isSaid && verb !== "recommended" ? noteIn(phrases) : null;
  const states = isSaid ? null : statesIn(phrases, named.length > 0);
  const minimumSeverity = severityIn(phrases);
  for (const pattern of NAMED) phrases.takes(pattern);
  const isPointedAt = isSaid && phrases.takes(POINTED_AT);
  phrases.takes(FILLERS);
  return {
    isNamed: named.length > 0 || isPointedAt,
    verb,
    states,
    minimumSeverity,
    direction: directionOf(named),
    note,
    rest: phrases.rest,
  };
}

/** Whether a recommendation is to be made of an anomaly, in a thread about them or where one is named. */
export function makesRecommendation(question: string, skillBefore: string | null): boolean {
  if (question.search(MADE) < 0) return false;
  const isInThread = skillBefore?.includes("anomal") ?? false;
  return isInThread || NAMED.some((pattern) => question.search(pattern) >= 0);
}

/** Whether something is to be kept about an anomaly. */
export function isVerdict(verb: AnomalyVerb | null): boolean {
  return verb !== null && verb !== "list" && verb !== "explain";
}

function noteIn(phrases: PhraseTaker): string | null {
  return phrases.take(NOTE)?.groups?.["note"] ?? null;
}

function severityIn(phrases: PhraseTaker): string | null {
  const level = phrases.take(SEVERITY)?.groups?.["level"]?.toLowerCase() ?? null;
  return level !== null && SEVERE.has(level) ? "high" : level;
}

function directionOf(named: readonly string[]): AnomalyWords["direction"] {
  if (named.some((text) => UP.test(text))) return "up";
  return named.some((text) => DOWN.test(text)) ? "down" : null;
}

/** The first verb of the list that is said; the words of the others are taken too. */
function verbIn(phrases: PhraseTaker): AnomalyVerb | null {
  const found = VERBS.flatMap(([verb, pattern]) => (phrases.takes(pattern) ? [verb] : []));
  return found[0] ?? null;
}

/** "Open" and "active" are states of what is named, or of "ones". */
function statesIn(phrases: PhraseTaker, isNamed: boolean): readonly string[] | null {
  if (!isNamed && !/\bones?\b/i.test(phrases.rest)) return null;
  const found = STATES.flatMap(([states, pattern]) => (phrases.takes(pattern) ? states : []));
  return found.length === 0 ? null : [...new Set(found)];
}
