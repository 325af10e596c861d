import type { Field } from "#src/cards/card";
import { formatDay, formatMoney, formatPeriod } from "#src/cards/format";
import type { Sighting } from "./anomaly-answer.ts";
import { personWords } from "./anomaly-words.ts";
import type { AnomalyExplanation } from "./explanation.ts";

const TOLD: Record<Sighting["told"][number]["feedback"], string> = {
  yes: "that it was an anomaly",
  no: "that it was none",
  planned: "that it was planned",
};

const OUTCOMES: Record<Sighting["told"][number]["status"], string> = {
  waiting: "goes out with the next sync",
  told: "told",
  refused: "not taken",
  failed: "given up",
};

/** What a provider says of an anomaly, and what became of what it was told. */
export function sightingFacts(sighting: Sighting): Field[] {
  const { provider, start, end, impact, currency, causes, url, told } = sighting;
  const money = `${formatMoney(Math.abs(impact), currency)} ${impact < 0 ? "less" : "more"} than it expected`;
  const when = end === null ? `since ${formatDay(start)}` : `on ${formatPeriod({ start, end })}`;
  const why = causes.length === 0 ? "" : `: ${causes.join("; ")}`;
  const where = url === null ? "" : ` (${url})`;
  return [
    { label: `${provider} says`, value: `${money} ${when}${why}${where}` },
    ...told.map((telling) => ({ label: `Told ${provider}`, value: tellingWords(telling) })),
  ];
}

function tellingWords({ feedback, person, at, status, problem }: Sighting["told"][number]): string {
  const why = problem === null ? "" : `: ${problem}`;
  return `${TOLD[feedback]}, by ${personWords(person)} on ${formatDay(at.slice(0, 10))}; ${OUTCOMES[status]}${why}`;
}

/** `web-7 (new, owner ann)`. */
export function resourceWords({
  id,
  name,
  before,
  after,
  owner,
}: AnomalyExplanation["resources"][number]): string {
  const facts = [
    ...(before === null ? ["new"] : []),
    ...(after === null ? ["gone"] : []),
    ...(owner === null ? [] : [`owner ${owner}`]),
  ];
  return `${name ?? id}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
}

/** `Amazon RDS · account shop-prod: +$120.00 a day since 4 November 2026, +$3,600.00 in 30 days if it stays`. */
export function sameTimeWords(
  { label, start, perDay, perMonth }: AnomalyExplanation["sameTime"][number],
  currency: string,
): string {
  const money = (value: number) => `${value > 0 ? "+" : ""}${formatMoney(value, currency)}`;
  const stays = perMonth === null ? "" : `, ${money(perMonth)} in 30 days if it stays`;
  return `${label}: ${money(perDay)} a day from ${formatDay(start)} on${stays}`;
}
