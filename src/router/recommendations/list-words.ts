import type { RecommendationKind } from "#src/provider-items";
import type { RecommendationStatus } from "#src/recommendations/recommendation";
import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";
import { type TraitWords, takeTraits } from "./trait-words.ts";

/** What a question says of the recommendations that it is about; null where it says nothing. */
export interface ListWords {
  readonly kinds: readonly RecommendationKind[];
  readonly statuses: readonly RecommendationStatus[] | null;
  /** “me”, “nobody”, an e-mail address or a name. */
  readonly owner: string | null;
  readonly waitsForMe: boolean;
  readonly decided: DecidedWords | null;
  readonly traits: TraitWords;
  readonly isWhy: boolean;
}

/** Of what a question asks who did it, or what somebody did. */
export interface DecidedWords {
  readonly what: readonly string[];
  /** “me”, an e-mail address; null for anybody. */
  readonly by: string | null;
  /** How those stand that “were dismissed”, where no time is said; null for what is over by now. */
  readonly status: RecommendationStatus | null;
}

const KINDS: readonly (readonly [kinds: readonly RecommendationKind[], pattern: RegExp])[] = [
  [
    ["buy-commitment"],
    said("(?:commitments?|reservations?|savings plans?) (?:worth buying|to buy)"),
  ],
  [["unused-commitment"], said("unused (?:commitments?|reservations?|savings plans?)")],
  [
    ["delete-idle", "stop-idle"],
    said("idle|unused|unattached|orphan(?:ed|s)?|abandoned|zombies?(?: resources?)?"),
  ],
  [
    ["rightsize"],
    said("right-? ?siz(?:e|ed|es|ing)|over-?(?:provisioned|sized)|under-?utili[sz]ed"),
  ],
  [["modernise"], said("(?:old|older|previous|former)[ -]generations?|moderni[sz](?:e|ing|ation)")],
  [["move-architecture"], said("graviton")],
  [["storage-class"], said("storage class(?:es)?")],
  [["schedule"], said("nights and weekends|at night(?: and (?:on|at) weekends)?")],
];

const DECIDED = ["accept", "done", "snooze", "dismiss", "reopen", "approve", "decline"] as const;

const DID: Readonly<Record<string, readonly string[]>> = {
  accept: ["accept"],
  dismiss: ["dismiss"],
  reject: ["dismiss"],
  turn: ["dismiss"],
  snooze: ["snooze"],
  postpone: ["snooze"],
  approve: ["approve"],
  decline: ["decline"],
  reopen: ["reopen"],
  finish: ["done"],
  implement: ["done"],
  decide: DECIDED,
  verif: ["verify"],
};
const HELD: Readonly<Record<string, RecommendationStatus>> = {
  dismissed: "dismissed",
  rejected: "dismissed",
  snoozed: "snoozed",
  postponed: "snoozed",
  verified: "verified",
};
const PAST =
  "accepted|dismissed|rejected|snoozed|postponed|approved|declined|reopened|implemented|verified";
const WHO = said(`who (?:has |had )?(?<past>${PAST})`);
const WHAT_DID =
  /\b(?:what|which(?: ones?| recommendations?| recs?)?)\s+(?:did|do|have|has)\s+(?<person>i|we|you|they|anybody|anyone|somebody|<@[^>]+>|[\w.+-]+(?:@[\w.-]+)?)\s+(?:already\s+|ever\s+)?(?<verb>accept|dismiss|reject|snooze|postpone|approve|decline|reopen|finish|implement|decide|turn down)(?:ed|d|ted|ped)?\b/gi;
const WAS = said(
  `(?:what|which(?: ones?| recommendations?| recs?)?|anything|everything)(?: that)? (?:was|were|has been|have been|got) (?<past>${PAST})`,
);

const CAME_BACK = said(
  "(?:savings?|recommendations?|recs?|ones?) (?:(?:that|have|has|did|are|is) )*(?:c[ao]me back|reopened|opened again)",
);

const STATUSES: readonly (readonly [statuses: readonly RecommendationStatus[], pattern: RegExp])[] =
  [
    [
      ["awaiting-approval"],
      said(
        "(?:await(?:s|ing)?|waits?(?: for)?|waiting(?: for)?|pending|needs?|to be|open) (?:an? |for )?(?:approval|approved)|(?:pending|open) approvals?|approvals? (?:pending|open|waiting)|(?:anything|something|what(?:['’]s| is)?(?: there)?) to approve",
      ),
    ],
    [["dismissed"], said("dismissed|rejected|ignored|turned down")],
    [["snoozed"], said("snoozed|postponed|put off")],
    [["not-verified"], said("not verified|unverified")],
    [
      ["accepted"],
      said(
        "accepted(?:,? (?:but|and|yet) (?:(?:is|are) )?(?:not|n['’]?t)(?: yet)? (?:done|implemented|completed|finished)(?: yet)?)?",
      ),
    ],
    [["done"], said("done|implemented|completed|finished")],
    [["gone"], said("gone|disappeared")],
    [["verified"], said("verified(?: on the bill| in the bill)?")],
  ];
const FOR_ME = said(
  "(?:waits?|waiting|pending|there|is)? ?(?:for )?my (?:approval|ok|okay|decision|sign-?off)|(?:should|must|can|do) i (?:have to )?approve",
);
const NOT_YET = said(
  "(?:i|we) (?:haven['’]?t|have not) (?:yet )?(?:acted on|decided|done)(?: anything about)?(?: yet)?",
);

const NOBODY = said(
  "(?:(?:has|have|with) no|without(?: an?| any)?) owners?|un-?owned|owner-?less|nobody owns|(?:owned by|belongs? to) nobody|un-?assigned|not assigned",
);
const MINE = said(
  "(?:assigned|given|belong(?:s|ing)?) to me|owned by me|(?:that )?i own|mine|my(?= (?:open |own )?(?:recommendations?|recs?))",
);
const OF_SOMEBODY =
  /\b(?:assigned to|given to|owned by|belong(?:s|ing)? to)\s+(?:<@(?<mentioned>[^>]+)>|(?<name>[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?))/gi;
const WHY = said(
  "why|explain|(?:more )?details?(?: (?:of|on|about|for))?|tell me (?:more )?about|how come|history(?: of)?",
);

/** Things by the word that recommendations have for them, whatever their provider's service is called. */
const THINGS: readonly (readonly [word: string, pattern: RegExp])[] = [
  ["load balancer", said("load balancers?|[enag]lbs?")],
  ["nat", said("nat gateways?|nats?")],
  ["snapshot", said("(?:old )?snapshots?")],
  ["address", said("(?:elastic |public |static |reserved )?ip(?: addresses|s)|elastic ips?|eips?")],
];

/** Takes the words for things that recommendations call alike; null where there are none. */
export function thingsIn(phrases: PhraseTaker): string | null {
  const found = THINGS.flatMap(([word, pattern]) => (phrases.takes(pattern) ? [word] : []));
  return found.length === 0 ? null : found.join(" ");
}

/** Takes what a question says of the recommendations that it is about. */
export function takeListWords(phrases: PhraseTaker): ListWords {
  const decided = decidedIn(phrases);
  const waitsForMe = phrases.takes(FOR_ME);
  const owner = ownerIn(phrases);
  const isWhy = phrases.takes(WHY);
  phrases.takes(NOT_YET);
  const statuses = decided === null && !waitsForMe ? statusesIn(phrases) : null;
  if (waitsForMe || decided !== null) for (const [, pattern] of STATUSES) phrases.takes(pattern);
  const traits = takeTraits(phrases);
  return { kinds: kindsIn(phrases), statuses, owner, waitsForMe, decided, traits, isWhy };
}

/** Takes the words for kinds of recommendations. */
export function kindsIn(phrases: PhraseTaker): readonly RecommendationKind[] {
  return [...new Set(KINDS.flatMap(([kinds, pattern]) => (phrases.takes(pattern) ? kinds : [])))];
}

function statusesIn(phrases: PhraseTaker): readonly RecommendationStatus[] | null {
  const found = STATUSES.flatMap(([statuses, pattern]) => (phrases.takes(pattern) ? statuses : []));
  return found.length === 0 ? null : [...new Set(found)];
}

function ownerIn(phrases: PhraseTaker): string | null {
  if (phrases.takes(NOBODY)) return "nobody";
  if (phrases.takes(MINE)) return "me";
  const groups = phrases.take(OF_SOMEBODY)?.groups;
  return groups?.["mentioned"] ?? groups?.["name"] ?? null;
}

function decidedIn(phrases: PhraseTaker): DecidedWords | null {
  if (phrases.takes(CAME_BACK)) return { what: ["reopen"], by: null, status: null };
  const who = phrases.take(WHO)?.groups?.["past"]?.toLowerCase();
  if (who !== undefined) return { what: whatOf(who), by: null, status: null };
  const was = phrases.take(WAS)?.groups?.["past"]?.toLowerCase();
  if (was !== undefined) return { what: whatOf(was), by: null, status: HELD[was] ?? null };
  const groups = phrases.take(WHAT_DID)?.groups;
  const { person, verb } = groups ?? {};
  if (person === undefined || verb === undefined) return null;
  return { what: whatOf(verb.toLowerCase()), by: byOf(person), status: null };
}

function whatOf(verb: string): readonly string[] {
  const stem = Object.keys(DID).find((one) => verb.startsWith(one.replace(/e$/, "")));
  return stem === undefined ? [] : (DID[stem] ?? []);
}

function byOf(who: string): string | null {
  const name = who.toLowerCase().replace(/^<@|>$/g, "");
  if (name === "i") return "me";
  return ["we", "you", "they", "anybody", "anyone", "somebody"].includes(name) ? null : name;
}
