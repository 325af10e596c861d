import { formatDay, formatMoney, formatPercent, formatPeriod } from "#src/cards/format";
import type { AnomalyAnswer, Said } from "./anomaly-answer.ts";

const KINDS: Record<AnomalyAnswer["kind"], string> = {
  spike: "a spike",
  drop: "a drop",
  shift: "a new level",
  drift: "a level that creeps away",
};

/** An anomaly in a sentence: what, how much, when, how it stands. */
export function anomalySentence(anomaly: AnomalyAnswer): string {
  const cause = anomaly.cause === null ? "" : `, ${anomaly.cause.label}`;
  return `${anomaly.label}${cause}: ${impactWords(anomaly)} ${whenWords(anomaly)}, ${KINDS[anomaly.kind]}. ${capital(anomaly.severity)}, ${stateWords(anomaly)}.`;
}

/** `$1,960.24 more than the $0.00 expected (+12.3%)`. */
function impactWords({ impact, expected, direction }: AnomalyAnswer): string {
  const { value, percent, currency } = impact;
  const than = direction === "up" ? "more" : "less";
  const share = percent === null ? "" : ` (${percent > 0 ? "+" : ""}${formatPercent(percent)})`;
  return `${formatMoney(Math.abs(value), currency)} ${than} than the ${formatMoney(expected, currency)} expected${share}`;
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

/** `expected, said by ann@example.com on 20 November 2026, until 1 January 2027: “load test”`. */
export function saidWords({ verdict, person, at, until, note }: Said): string {
  const who = person === "" ? "the administrator" : person;
  const holds = until === null ? "" : `, until ${formatDay(until)}`;
  const why = note === null ? "" : `: “${note}”`;
  return `${verdict === "not-useful" ? "not useful" : verdict}, said by ${who} on ${formatDay(at.slice(0, 10))}${holds}${why}`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
