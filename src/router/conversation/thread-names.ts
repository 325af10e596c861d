import type { CostQuestion } from "#src/cost-question";
import { describeThing, type Mention } from "#src/router/entities/mention";
import { preferDimensions } from "#src/router/entities/unify";
import type { QuestionReading } from "#src/router/question-reading";

/** A follow-up with its names read as what was listed or filtered before, where a name fits several things. */
export function withThreadNames(reading: QuestionReading, before: CostQuestion): QuestionReading {
  const { lookup, mentions, excluded } = reading;
  const filtered = before.filters.map(({ dimension }) => dimension);
  const read = preferDimensions(lookup, mentions, [...before.groupBy, ...filtered]);
  const changed = mentions.filter((mention, at) => mention !== read[at]);
  if (changed.length === 0) return reading;
  const isExcluded = (_: Mention, at: number) =>
    mentions[at] !== undefined && excluded.has(mentions[at]);
  const former = new Set(changed.map(({ assumption }) => assumption));
  return {
    ...reading,
    mentions: read,
    excluded: new Set(read.filter(isExcluded)),
    assumptions: [
      ...reading.assumptions.filter((assumption) => !former.has(assumption)),
      ...read
        .filter((mention, at) => mention !== mentions[at])
        .map(({ typed, thing }) => `“${typed}” read as ${describeThing(thing)}`),
    ],
  };
}
