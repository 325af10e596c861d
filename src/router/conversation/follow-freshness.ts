import type { Turn } from "#src/conversation";
import { freshnessQuestionSchema } from "#src/cost-question";
import { askBack, wishIn } from "#src/router/declining";
import { readLeftovers, speaksOfCost } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { readAskedTime } from "#src/router/period";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";
import type { Routing, RoutingContext } from "#src/router/router";
import { filtersOf } from "#src/router/skill-call";
import { readReferences } from "./references.ts";
import { changedFilters } from "./thread-filters.ts";

/** Routes "and Azure?" after a question for how fresh the data are; null where it is no follow-up. */
export function followFreshness(
  question: string,
  { skill, input, rows }: Turn,
  context: RoutingContext,
  names: Names,
): Routing | null {
  if (skill !== "get-freshness") return null;
  const before = freshnessQuestionSchema.safeParse(input);
  if (!before.success) return null;
  const filtered = new Set(before.data.filters.map(({ dimension }) => dimension));
  const references = readReferences(question, rows, names.dimensions, filtered);
  if (wishIn(new QuestionWords(references.rest), names) !== null) return null;
  const { reading: time } = readAskedTime(references.rest, context);
  const reading = readQuestion(time.rest, names, time.comparison !== null);
  const isTimed = time.period !== null || time.granularity !== null || time.comparison !== null;
  if (isTimed || !namesThingsOnly(reading)) return null;
  const filters = changedFilters(before.data.filters, filtersOf(reading), references);
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  return {
    kind: "skill",
    skill,
    input: { filters },
    assumptions: reading.assumptions,
    followsUp: true,
  };
}

function namesThingsOnly(reading: QuestionReading): boolean {
  const { mentions, doubts, groupBy, metrics, thresholds, ranking, conditions, lookup } = reading;
  const others = [groupBy, metrics, thresholds, conditions];
  if (reading.isFreshness || ranking !== null || others.some(({ length }) => length > 0))
    return false;
  if (speaksOfCost(lookup.words) || readLeftovers(lookup).others.length > 0) return false;
  return mentions.length + doubts.length > 0;
}
