import type { DismissReason } from "#src/recommendations/recommendation";

const REASONS: readonly (readonly [reason: DismissReason, pattern: RegExp])[] = [
  [
    "not-worth-the-effort",
    /not worth (?:it|the (?:effort|trouble|work|hassle))|too (?:much|little|small)|more effort|low priority/i,
  ],
  [
    "wrong-estimate",
    /(?:wrong|bad|incorrect|inaccurate) (?:estimate|numbers?|figures?|saving)|estimate is (?:wrong|off)|incorrect|inaccurate|doesn['’]?t save/i,
  ],
  [
    "needed-for-peak-or-recovery",
    /\bpeaks?\b|recovery|disaster|fail-?over|stand-?by|\bdr\b|black friday|backups?\b|spare capacity/i,
  ],
  [
    "planned",
    /\bplanned\b|already (?:planned|scheduled|in progress)|in progress|on the (?:roadmap|backlog)|migrat/i,
  ],
  [
    "not-relevant",
    /not relevant|irrelevant|(?:doesn['’]?t|does not) apply|not applicable|\bn\/?a\b|not ours/i,
  ],
];
/** Words that say a reason and nothing more. */
const PLAIN =
  /^(?:it['’]?s |it is |they['’]?re |they are |already |we |as )*(?:not relevant|irrelevant|not worth (?:it|the effort)|planned(?: anyway)?|wrong estimate|needed for peak(?: or recovery)?)[\s.!]*$/i;
const SAID =
  /(?:^|\s)(?:[:;,–—-]+\s*|(?:because|since|as|reason:?)\s+(?:it['’]s\s+|it is\s+)?)(?<said>\S.*?)[\s.!]*$|\sfor (?<other>another reason)\b.*$/i;

/** Why something is dismissed, as far as a question says so. */
export interface ReasonReading {
  readonly reason: DismissReason | null;
  /** In the asker's words, where they say more. */
  readonly note: string | null;
  readonly rest: string;
}

/** Reads “: planned”, “because the vendor needs it”; what is no reason of the list is another one, with its words. */
export function readReason(question: string): ReasonReading {
  const found = SAID.exec(question.replace(/(\S)([:;,])\s/g, "$1 $2 "));
  if (found === null) return { reason: null, note: null, rest: question };
  const at = found.index;
  const rest = question.replace(/(\S)([:;,])\s/g, "$1 $2 ").slice(0, at);
  const { said, other } = found.groups ?? {};
  if (other !== undefined || said === undefined) return { reason: "other", note: null, rest };
  const reason = REASONS.find(([, pattern]) => pattern.test(said))?.[0] ?? "other";
  return { reason, note: PLAIN.test(said) ? null : said, rest };
}
