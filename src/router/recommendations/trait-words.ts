import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

type Level = "low" | "medium" | "high";

/** What a question says of the work and the risk of recommendations, and of how long they have stood. */
export interface TraitWords {
  readonly efforts: readonly Level[];
  readonly risks: readonly Level[];
  /** Null where nothing is said of it. */
  readonly restart: boolean | null;
  readonly isByAge: boolean;
  /** Said so that nothing but recommendations can be meant. */
  readonly isQuickWin: boolean;
}

const LEVEL = "(?<level>low|lowest|little|small|medium|moderate|high|highest)";
const LEVELS: Readonly<Record<string, Level>> = {
  medium: "medium",
  moderate: "medium",
  high: "high",
  highest: "high",
};
const QUICK_WINS = said("(?:quick|easy|fast) wins?|low[- ]hanging fruits?");
const EFFORT = said(`${LEVEL}[- ]efforts?|effort (?:is|of) ${LEVEL.replace("level", "last")}`);
const EASY = said("eas(?:y|ier|iest)(?: to do| ones?)?|simplest|without much (?:work|effort)");
const RISK = said(`${LEVEL}[- ]risks?|risk (?:is|of) ${LEVEL.replace("level", "last")}`);
const SAFE = said("safe(?:st)?|without (?:any )?risks?|risk[- ]free");
const RISKY = said("risky|riskiest");
const NO_RESTART = said(
  "(?:that )?(?:needs?|requires?|with|means?) no (?:restarts?|downtime|reboots?)|without (?:an? |any )?(?:restart(?:ing)?(?: anything)?|downtime|reboot)|(?:does|do)(?: not|n['’]?t) (?:need|require) (?:an? |any )?(?:restarts?|downtime|reboots?)",
);
const RESTART = said("(?:that )?(?:needs?|requires?) (?:an? )?(?:restarts?|reboots?|downtime)");
const BY_AGE = said(
  "(?:have been |has been )?(?:waiting|open|there|around|undone) (?:the )?longest|(?:the )?oldest(?: first)?|longest (?:waiting|open)|(?:by|sorted by|ordered by) age",
);

/** Takes what a question says of effort, risk, restarts and age. */
export function takeTraits(phrases: PhraseTaker): TraitWords {
  const isQuickWin = phrases.takes(QUICK_WINS);
  const effort = levelIn(phrases, EFFORT) ?? (phrases.takes(EASY) || isQuickWin ? "low" : null);
  const risk = levelIn(phrases, RISK) ?? plainRisk(phrases) ?? (isQuickWin ? "low" : null);
  const isWithout = phrases.takes(NO_RESTART);
  const isWith = !isWithout && phrases.takes(RESTART);
  return {
    efforts: effort === null ? [] : [effort],
    risks: risk === null ? [] : [risk],
    restart: isWithout ? false : isWith ? true : null,
    isByAge: phrases.takes(BY_AGE),
    isQuickWin,
  };
}

/** Whether anything was said. */
export function hasTraits({ efforts, risks, restart, isByAge }: TraitWords): boolean {
  return efforts.length + risks.length > 0 || restart !== null || isByAge;
}

/** As the skill takes them. */
export function traitInput({ efforts, risks, restart, isByAge }: TraitWords): object {
  return {
    ...(efforts.length === 0 ? {} : { efforts }),
    ...(risks.length === 0 ? {} : { risks }),
    ...(restart === null ? {} : { restart }),
    ...(isByAge ? { orderBy: "age" } : {}),
  };
}

function plainRisk(phrases: PhraseTaker): Level | null {
  if (phrases.takes(SAFE)) return "low";
  return phrases.takes(RISKY) ? "high" : null;
}

function levelIn(phrases: PhraseTaker, pattern: RegExp): Level | null {
  const { level, last } = phrases.take(pattern)?.groups ?? {};
  const word = (level ?? last)?.toLowerCase();
  return word === undefined ? null : (LEVELS[word] ?? "low");
}
