import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";

/** What a question says of a budget beside its amount; null for what it doesn't. */
export interface BudgetSettings {
  readonly owner: string | null;
  readonly channel: string | null;
  readonly thresholds: readonly Threshold[] | null;
  readonly rollOver: boolean | null;
}

interface Threshold {
  readonly percent: number;
  readonly of: "actual" | "forecast";
}

const EMAIL = /(?:<?mailto:)?(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:\|[^>]*)?>?/gi;
const OWNS = said("owner|owners|owned by|owns|belongs? to|assign(?:ed)?|responsible(?: for)?");
const CHANNEL = /<#\w+\|(?<named>[^>]+)>|(?<![\w&/])#(?<word>[\p{L}\d_-]+)/gu;
const ALERTS = said(
  "(?:send |post )?(?:its |the |their )?(?:budget )?(?:alerts?|alerting|notifications?|warnings?)|(?:alert |budget )?thresholds?|warn|notify|ping",
);
const PERCENT = "\\d+(?:\\.\\d+)?\\s?(?:%|percent|per cent)?";
/** "70 and 90 %", "100% of the forecast": the last of a list says that all are percents. */
const PERCENTS = new RegExp(
  `(?<![\\w.,$€£])(?<list>(?:${PERCENT}\\s*(?:,\\s*and\\b|,|and\\b|&|or\\b|/)\\s*)*\\d+(?:\\.\\d+)?\\s?(?:%|percent\\b|per cent\\b))(?:\\s+(?:of\\s+)?(?:the\\s+|its\\s+)?(?:(?<forecast>forecast(?:ed|s)?|projected|expected)|actuals?|spent|spend|costs?|amount)(?:\\s+(?:spend|costs?))?)?`,
  "gi",
);
const ROLLS = said(
  "rolls? ?-?over|rolling ?-?over|roll-over|rollover|carr(?:y|ies|ied) (?:it |them )?(?:over|forward)|carry-?over",
);
const NOT = said(
  "not|don['’]?t|doesn['’]?t|no longer|no more|stop|stops|turn off|switch off|disable|without|no|never",
);
const TURNS = said("turn on|switch on|enable|allow|activate");
const OFF = said("turn off|switch off|disable|stop(?: sending)?");
const FILLERS = said(
  "let|should|is|are|be|its|their|with|to|at|when|once|if|it|reaches|reached|hits|the|of|for|in|into|on|from|me|us|owner|channel|what(?:['’]?s| is) left|unspent|unused|money|and|as|send|post|go|goes|please|make|set|have|has|use",
);

/** Takes what is said of a budget's settings; null where nothing is. */
export function takeSettings(phrases: PhraseTaker): BudgetSettings | null {
  const thresholds = thresholdsIn(phrases);
  const owner = ownerIn(phrases);
  const rollOver = rollOverIn(phrases);
  const channel = speaksOfAlerts(phrases) ? channelIn(phrases) : null;
  const isSaid = [owner, channel, thresholds, rollOver].some((setting) => setting !== null);
  if (!isSaid) return null;
  phrases.takes(ALERTS);
  phrases.takes(FILLERS);
  return { owner, channel, thresholds, rollOver };
}

function speaksOfAlerts({ rest }: PhraseTaker): boolean {
  return rest.search(ALERTS) >= 0;
}

function thresholdsIn(phrases: PhraseTaker): Threshold[] | null {
  if (!speaksOfAlerts(phrases)) return null;
  const found: Threshold[] = [];
  for (;;) {
    const groups = phrases.take(PERCENTS)?.groups;
    if (groups === undefined) break;
    const of = groups["forecast"] === undefined ? "actual" : "forecast";
    const percents = (groups["list"] ?? "").match(/\d+(?:\.\d+)?/g) ?? [];
    found.push(...percents.map((percent) => ({ percent: Number(percent), of }) as const));
  }
  const meant = found.filter(({ percent }) => percent > 0);
  if (meant.length === 0) return phrases.takes(OFF) ? [] : null;
  return meant;
}

function ownerIn(phrases: PhraseTaker): string | null {
  if (phrases.rest.search(OWNS) < 0) return null;
  const email = phrases.take(EMAIL)?.groups?.["email"];
  if (email === undefined) return null;
  phrases.takes(OWNS);
  return email.toLowerCase();
}

function channelIn(phrases: PhraseTaker): string | null {
  const groups = phrases.take(CHANNEL)?.groups;
  const name = groups?.["named"] ?? groups?.["word"];
  return name === undefined ? null : `#${name}`;
}

function rollOverIn(phrases: PhraseTaker): boolean | null {
  if (phrases.rest.search(ROLLS) < 0) return null;
  phrases.takes(ROLLS);
  phrases.takes(TURNS);
  return !phrases.takes(NOT);
}
