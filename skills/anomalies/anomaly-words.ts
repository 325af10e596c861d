import { formatDay, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import type { AnomalyAnswer, Said } from "./anomaly-answer.ts";
import type { AnomalyState } from "./anomaly-state.ts";

const KINDS: Record<NonNullable<AnomalyAnswer["kind"]>, string> = {
  spike: "a spike",
  drop: "a drop",
  shift: "a new level",
  drift: "a level that creeps away",
};

/** An anomaly in a sentence or two: what, how much, when, how it stands, and who else found it. */
export function anomalySentence(anomaly: AnomalyAnswer): string {
  const cause = anomaly.cause === null ? "" : `, ${anomaly.cause.label}`;
  const kind = anomaly.kind === null ? "" : `, ${KINDS[anomaly.kind]}`;
  const stands = `${capital(anomaly.severity)}, ${stateWords(anomaly)}.`;
  return `${anomaly.label}${cause}: ${impactWords(anomaly)} ${whenWords(anomaly)}${kind}. ${stands}${foundByWords(anomaly)}`;
}

/** `$1,960.24 more than the $0.00 expected (+12.3%)`. */
function impactWords({ impact, expected, direction }: AnomalyAnswer): string {
  const { value, percent, currency } = impact;
  const than = direction === "up" ? "more" : "less";
  const share = percent === null ? "" : ` (${percent > 0 ? "+" : ""}${formatPercent(percent)})`;
  const usual = expected === null ? "expected" : `the ${formatMoney(expected, currency)} expected`;
  return `${formatMoney(Math.abs(value), currency)} ${than} than ${usual}${share}`;
}

/** `on 4–6 November 2026`, `since 7 October 2026`; a level that has become usual isn't counted on. */
function whenWords({ start, end, course, countedThrough }: AnomalyAnswer): string {
  if (end !== null) return `on ${formatPeriod({ start, end })}`;
  const since = `since ${formatDay(start)}`;
  return course === "ongoing" ? since : `${since} (counted through ${formatDay(countedThrough)})`;
}

/** How an anomaly stands, and who said so. */
function stateWords({ state, said, course }: AnomalyAnswer): string {
  const by = said === null ? null : saidWords(said);
  if (state === "resolved") return by === null ? "over" : `over, ${by}`;
  return by ?? (course === "ongoing" ? "open, ongoing" : "open");
}

/** Whose figures these are, where another found it too or alone. */
function foundByWords({ foundHere, sightings }: AnomalyAnswer): string {
  if (sightings.length === 0) return "";
  if (!foundHere) {
    const [provider = "the provider"] = sightings.map((sighting) => sighting.provider);
    return ` Found by ${provider} alone: the figures are ${provider}'s.`;
  }
  const others = sightings.map(
    ({ provider, impact, currency }) =>
      `${provider}, at ${formatMoney(Math.abs(impact), currency)} ${impact < 0 ? "less" : "more"}`,
  );
  return ` Also found by ${others.join(" and ")}.`;
}

/** `expected, said by ann@example.com on 20 November 2026, until 1 January 2027: “load test”`. */
export function saidWords({ verdict, person, at, until, note }: Said): string {
  const holds = until === null ? "" : `, until ${formatDay(until)}`;
  const why = note === null ? "" : `: “${note}”`;
  return `${verdict === "not-useful" ? "not useful" : verdict}, said by ${personWords(person)} on ${formatDay(at.slice(0, 10))}${holds}${why}`;
}

/** Who somebody is: the local administrator has no address. */
export function personWords(person: string): string {
  return person === "" ? "the administrator" : person;
}

/** A step in an anomaly's life: `18 November 2026: open`. */
export function stateChangeWords({ state, at, said }: AnomalyAnswer["stateHistory"][number]) {
  return said === null ? `${STATES[state]} on ${formatDay(at)}` : saidWords(said);
}

const STATES: Record<AnomalyState, string> = {
  open: "open",
  acknowledged: "acknowledged",
  snoozed: "snoozed",
  expected: "expected",
  resolved: "back to usual",
};

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
