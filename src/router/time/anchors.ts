import type { Clock } from "./clock.ts";
import { dateForms } from "./dates.ts";
import { dayForms } from "./days.ts";
import { eventForms } from "./events.ts";
import { type Expression, matchAt, readForms, wordPattern } from "./form.ts";
import { monthForms } from "./months.ts";
import { numberedForms } from "./numbered.ts";
import { readDerived } from "./parts.ts";
import { quarterForms } from "./quarters.ts";
import { rollingForms } from "./rolling.ts";
import { soFar } from "./span.ts";
import { unitForms } from "./units.ts";
import { weekdayForms } from "./weekdays.ts";
import type { Words } from "./words.ts";
import { yearToDateForms } from "./year-to-date.ts";
import { yearForms } from "./years.ts";

const FORMS = [
  ...dayForms,
  ...dateForms,
  ...weekdayForms,
  ...eventForms,
  ...rollingForms,
  ...unitForms,
  ...numberedForms,
  ...yearToDateForms,
  ...monthForms,
  ...quarterForms,
  ...yearForms,
];

/** The longest single period ("last 3 months", "first week of October") said at a word, or null. */
export function readAnchor(words: Words, index: number, clock: Clock): Expression | null {
  if (words.list[index]?.timely !== true) return null;
  const plain = readNamed(words, index, clock);
  const derived = readDerived(words, index, clock, readNamed);
  const longest = derived !== null && derived.to > (plain?.to ?? 0) ? derived : plain;
  return longest === null ? null : cutSoFar(longest, words, clock);
}

function readNamed(words: Words, index: number, clock: Clock): Expression | null {
  return readForms(FORMS, words, index, clock);
}

const SO_FAR_BEFORE = /(?:^| )so far(?: in| for| during)?(?: the)? $/;
const SO_FAR_AFTER = wordPattern("(?:so far|to date)");

/** "October so far", "so far in October". */
function cutSoFar(expression: Expression, words: Words, clock: Clock): Expression {
  if (expression.span.fullEnd === null) return expression;
  const offset = words.list[expression.to]?.offset ?? words.text.length;
  const after = matchAt(SO_FAR_AFTER, words, offset);
  const before = words.text.slice(0, words.list[expression.from]?.offset);
  if (after === null && !SO_FAR_BEFORE.test(before)) return expression;
  const to = after === null ? expression.to : expression.to + 2;
  return { ...expression, to, span: soFar(expression.span, clock) };
}
