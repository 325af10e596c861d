import type { CompareQuestion, CostQuestion } from "#src/cost-question";
import type { Filter } from "#src/router/filter";
import { otherPeriod, readAskedTime } from "#src/router/period";
import type { QuestionReading } from "#src/router/question-reading";
import type { RoutingContext } from "#src/router/router";
import type { CostCall } from "#src/router/skill-call";
import type { References } from "./references.ts";
import { changedFilters } from "./thread-filters.ts";
import { isSame, periodWords, type ThreadTime, timeBefore } from "./thread-time.ts";

/** A follow-up as it was read, beside the call before it. */
export interface FollowUp {
  readonly before: CostCall;
  readonly reading: QuestionReading;
  readonly time: ThreadTime;
  /** The call that its own words stand for. */
  readonly said: CostCall;
  readonly references: References;
  /** The rows that it points at. */
  readonly picked: Filter | null;
  readonly context: RoutingContext;
}

type Comparison = CompareQuestion["compare"];

/** The call before with just what a follow-up names changed. */
export function threadCall(followUp: FollowUp): CostCall {
  const { before, reading, said, references, picked } = followUp;
  const sides = otherValue(followUp, said);
  const named = sides === null ? said.input.filters : [filterOfSides(sides)];
  const filters = changedFilters(
    before.input.filters,
    picked === null ? named : [...named, picked],
    references,
  );
  const compare = sides ?? comparison(followUp, said, filters);
  const question = tidied({
    ...before.input,
    ...metricOf(followUp, said),
    ...periodOf(followUp, said),
    filters,
    thresholds: reading.thresholds.length > 0 ? said.input.thresholds : before.input.thresholds,
    groupBy: groupsOf(followUp, said),
    granularity: granularityOf(followUp, said),
    ...(said.input.average === true ? { average: true as const } : {}),
    order: orderOf(followUp, said, compare),
    limit: limitOf(followUp),
    limitPer: limitPerOf(followUp, said),
  });
  if (compare === null) return { skill: "get-spend", input: question };
  return { skill: "compare-spend", input: { ...question, compare } };
}

/** Without groups there is nothing to rank or to bound. */
function tidied({ compare: _compare, ...question }: CostQuestion & { compare?: Comparison }) {
  const isGrouped = question.groupBy.length > 0 || question.granularity !== null;
  if (question.granularity === null) delete question.average;
  if (!isGrouped) return { ...question, limit: null, limitPer: [], thresholds: [] };
  const outer = question.limitPer.filter((dimension) => question.groupBy.includes(dimension));
  const isWithin = question.limit !== null && outer.length < question.groupBy.length;
  return { ...question, limitPer: isWithin ? outer : [] };
}

function metricOf({ before, reading, time }: FollowUp, { input }: CostCall) {
  const { metric, periodBasis } = before.input;
  if (time.asked.reading.billing) return { metric: input.metric, periodBasis: input.periodBasis };
  if (reading.metrics.length === 0) return { metric, periodBasis };
  return {
    metric: input.metric,
    periodBasis: input.metric === metric ? periodBasis : input.periodBasis,
  };
}

function periodOf({ before, time }: FollowUp, { input }: CostCall) {
  const { period, periodWords: words } = time.isNamed ? input : before.input;
  return { period, periodWords: words };
}

function groupsOf({ before, reading, references, picked }: FollowUp, said: CostCall): string[] {
  if (references.drops.has("breakdown"))
    return reading.groupBy.length > 0 ? said.input.groupBy : [];
  const single = (picked?.values.length ?? 0) > 1 ? null : picked?.dimension;
  const former = before.input.groupBy.filter((dimension) => dimension !== single);
  const isNamed =
    reading.groupBy.length > 0 || reading.isShare || reading.changes.comparing.length > 0;
  const groups = said.input.groupBy;
  if (groups.length === 0 || (!isNamed && former.length > 0)) return former;
  if (asksWithin(before, reading)) {
    const { limitPer } = before.input;
    return [...new Set([...groups, ...former.filter((one) => !limitPer.includes(one))])];
  }
  return references.addsGroups ? [...new Set([...former, ...groups])] : groups;
}

/** "Which services cost most?" names the whole breakdown, "by service" the groups alone. */
function granularityOf({ before, reading, references }: FollowUp, { input }: CostCall) {
  const isWhole = reading.groupBy.length > 0 && reading.ranking !== null;
  const isKept = !isWhole && !references.drops.has("breakdown");
  return input.granularity ?? (isKept ? before.input.granularity : null);
}

function limitOf({ before, reading, references }: FollowUp): number | null {
  if (references.drops.has("limit") || references.drops.has("breakdown")) return null;
  return reading.ranking?.limit ?? before.input.limit;
}

/** "For each team" after the top 3 services: the top 3 of each. */
function asksWithin({ input }: CostCall, { lookup, ranking }: QuestionReading): boolean {
  return input.limit !== null && ranking === null && WITHIN.test(lookup.words.text);
}

const WITHIN = /(?:^| )(?:for|in|within) (?:each|every) /;

function limitPerOf({ before, reading }: FollowUp, said: CostCall): string[] {
  if (asksWithin(before, reading)) return said.input.groupBy;
  const isNamed = reading.ranking !== null && reading.groupBy.length > 0;
  return isNamed ? said.input.limitPer : before.input.limitPer;
}

const FALLS = /(?:^| )(?:decreases?|drops?|falls?|declines?)(?= |$)/;

/** "Top 3" of what grew most stays what grew most; without a comparison nothing grows. */
function orderOf(
  { before, reading }: FollowUp,
  said: CostCall,
  compare: Comparison | null,
): CostQuestion["order"] {
  const { by, direction } = before.input.order;
  if (compare === null || by === "amount")
    return reading.ranking === null ? { by: "amount", direction } : said.input.order;
  if (reading.ranking !== null)
    return said.input.order.by === "amount"
      ? { by, direction: said.input.order.direction }
      : said.input.order;
  const falls = FALLS.test(reading.lookup.words.text);
  return {
    by,
    direction: reading.changes.isChange ? (falls ? "ascending" : "descending") : direction,
  };
}

function comparison(
  { before, time, references, context }: FollowUp,
  said: CostCall,
  filters: readonly Filter[],
): Comparison | null {
  if (references.drops.has("comparison")) return null;
  const former = before.skill === "compare-spend" ? before.input.compare : null;
  const isNew = time.asked.reading.comparison !== null || former === null;
  if (said.skill === "compare-spend" && (isNew || said.input.compare.kind === "values"))
    return said.input.compare;
  if (former === null) return null;
  if (former.kind === "values") return isStillThere(former, filters) ? former : null;
  if (!time.isNamed) return former;
  return { ...former, ...shifted(before.input, former, time, context) };
}

/** Both sides must pass the filters that there are now. */
function isStillThere(
  { dimension, main, other }: Comparison & { kind: "values" },
  filters: readonly Filter[],
): boolean {
  const filter = filters.find((one) => one.dimension === dimension && one.operator === "in");
  return filter === undefined || [main, other].every((value) => filter.values.includes(value));
}

/** The other period moves along when it was the one before or the same one a year earlier. */
function shifted(
  before: CostQuestion,
  former: Comparison & { kind: "period" },
  { asked }: ThreadTime,
  context: RoutingContext,
) {
  const running = asked.isRunning;
  const words = periodWords(before, context);
  const yearBefore = (text: string) =>
    otherPeriod(readAskedTime(`${text}: vs the same period last year`, context));
  if (isSame(former.period, yearBefore(words)) && asked.reading.phrase !== null)
    return { period: yearBefore(asked.reading.phrase), running };
  const wasPrevious = isSame(former.period, otherPeriod(timeBefore(before, context)));
  const isSelf = isSame(former.period, asked.period);
  return { period: wasPrevious || isSelf ? otherPeriod(asked) : former.period, running };
}

/** The name that a follow-up asks to compare with, where there is nothing to compare it to; else null. */
export function sideWithoutOther({ before, reading, said, time }: FollowUp): Filter | null {
  const { text } = reading.lookup.words;
  if (!HOLDS_AGAINST.test(text) || time.asked.reading.comparison !== null) return null;
  const side = lonelySide(reading, said);
  return side === null || mainValue(before, side.dimension) !== null
    ? null
    : { dimension: side.dimension, operator: "in", values: [side.value] };
}

const HOLDS_AGAINST = /(?:^| )(?:compared? (?:to|with|against)|vs|versus|against|than)(?= |$)/;

/** The one thing that a follow-up holds something against without saying what: "compare it to staging". */
function lonelySide(reading: QuestionReading, said: CostCall) {
  if (reading.changes.comparing.length === 0) return null;
  const [filter, ...others] = said.input.filters.filter(({ operator }) => operator === "in");
  const [value, ...rest] = filter?.values ?? [];
  if (filter === undefined || value === undefined || others.length + rest.length > 0) return null;
  return { dimension: filter.dimension, value };
}

/** "vs staging" after production: the other side of what there was. */
function otherValue(
  { before, reading }: FollowUp,
  said: CostCall,
): (Comparison & { kind: "values" }) | null {
  const side = lonelySide(reading, said);
  const main = side === null ? null : mainValue(before, side.dimension);
  if (side === null || main === null || main === side.value) return null;
  return { kind: "values", dimension: side.dimension, main, other: side.value };
}

function mainValue({ skill, input }: CostCall, dimension: string): string | null {
  if (
    skill === "compare-spend" &&
    input.compare.kind === "values" &&
    input.compare.dimension === dimension
  )
    return input.compare.main;
  const filter = input.filters.find((one) => one.dimension === dimension && one.operator === "in");
  return filter?.values.length === 1 ? (filter.values[0] ?? null) : null;
}

function filterOfSides({ dimension, main, other }: Comparison & { kind: "values" }): Filter {
  return { dimension, operator: "in", values: [main, other] };
}
