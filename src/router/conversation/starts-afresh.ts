import type { CostQuestion } from "#src/cost-question";
import { readLeftovers } from "#src/router/leftovers";
import type { AskedTime } from "#src/router/period";
import type { QuestionReading } from "#src/router/question-reading";
import { phrase } from "#src/router/question-words";
import type { References } from "./references.ts";

const ASKS =
  /(?:^| )(?:what|whats|how|which|where|who|when|show|give|list|tell|find|get|see|display|do|did|does|is|are|was|were|have|has|had|can|could|compare)(?= |$)/;
const HOW_MUCH = /(?:^| )how much(?= |$)/;
const COST =
  /(?:^| )(?:costs?|costed|costing|spend|spends|spent|spending|pay|paid|paying|owe|owed|bills?|expenses?|expenditure)(?= |$)/;
/** Beside these a word of cost only names a metric or a kind of charge: "list cost", "as billed". */
const METRIC_COST = phrase(
  "(?:effective|amorti[sz]ed|list|contracted|negotiated|contract|billed|un-?blended|invoiced|actual|net|on-?demand|tax|credit|purchase|usage) (?:costs?|spend|spending|prices?)",
);
const WHOLE = /(?:^| )(?:total|overall|entire|whole|company|altogether)(?= |$)/;
const CUTS = /(?:^| )(?:by|per|each|split|grouped?|break|breakdown)(?= |$)/;

/** What a question says by itself, before anything of the conversation is added. */
export interface OwnWords {
  readonly reading: QuestionReading;
  readonly time: AskedTime;
  readonly references: References;
}

/**
 * Whether a question is complete in itself and takes nothing from the one before.
 * - Words that point back ("it", "same", "what about", "the second one") make it a follow-up.
 * - A sentence about cost is complete when it names a thing or a period; after "and", "also" or "only" it
 *   needs a period. One that names neither, only how to cut costs up or what to hold them against ("which
 *   account costs most?"), goes on with what was asked before, unless it speaks of the whole or cuts by what
 *   was filtered.
 * - Other words are complete when they name both a subject and a period ("EC2 in October"), or ask to compare
 *   two periods that they name.
 */
export function startsAfresh(own: OwnWords, before: CostQuestion): boolean {
  const { reading, time, references } = own;
  if (references.pointsBack) return false;
  const { text } = reading.lookup.words;
  const hasPeriod = time.reading.period !== null;
  const hasThing = namesThing(reading);
  if (isAboutCost(text, hasPeriod, hasThing)) {
    if (references.goesOn) return hasPeriod && ASKS.test(text);
    return hasPeriod || hasThing || !refines(own, before);
  }
  if (reading.ranking !== null && cutsByFiltered(reading, before)) return true;
  return hasPeriod && !references.goesOn && (hasThing || hasSubject(own));
}

/** Words other than "by …" that say what is to be listed or compared. */
function hasSubject({ reading, time }: OwnWords): boolean {
  const { text } = reading.lookup.words;
  if (time.reading.comparison !== null && ASKS.test(text)) return true;
  return reading.groupBy.length > 0 && (reading.ranking !== null || !CUTS.test(text));
}

function isAboutCost(text: string, hasPeriod: boolean, hasThing: boolean): boolean {
  if (HOW_MUCH.test(text) && hasThing) return true;
  return COST.test(hasPeriod ? text : text.replace(METRIC_COST, ""));
}

function namesThing({ mentions, excluded, conditions, doubts, lookup }: QuestionReading): boolean {
  if (mentions.some((mention) => !excluded.has(mention)) || doubts.length > 0) return true;
  if (conditions.some(({ operator }) => operator === "in")) return true;
  return readLeftovers(lookup).names.length > 0;
}

/** Whether it says how to cut costs up, what to leave out or what to hold them against. */
function refines({ reading, time }: OwnWords, before: CostQuestion): boolean {
  if (WHOLE.test(reading.lookup.words.text)) return false;
  if (cutsByFiltered(reading, before)) return false;
  const { groupBy, ranking, thresholds, changes, excluded, conditions } = reading;
  const parts = [groupBy, thresholds, changes.comparing, conditions];
  return (
    parts.some(({ length }) => length > 0) ||
    excluded.size > 0 ||
    ranking !== null ||
    changes.isChange ||
    changes.isTrend ||
    time.isCourse ||
    time.reading.granularity !== null ||
    time.reading.comparison !== null
  );
}

/** "Which service costs most?" can't be asked of EC2 alone. */
function cutsByFiltered({ groupBy }: QuestionReading, { filters }: CostQuestion): boolean {
  return filters.some(
    ({ dimension, operator, values }) =>
      operator === "in" && values.length === 1 && groupBy.includes(dimension),
  );
}
