import type { ShownRows } from "#src/conversation";
import { askBack, wishBehind, wishIn } from "#src/router/declining";
import { dimensionLabel } from "#src/router/dimension-words";
import type { Filter } from "#src/router/filter";
import { readLeftovers, speaksOfCost } from "#src/router/leftovers";
import type { Names } from "#src/router/names";
import { type AskedTime, readAskedTime } from "#src/router/period";
import { type QuestionReading, readQuestion } from "#src/router/question-reading";
import { QuestionWords } from "#src/router/question-words";
import type { Routing, RoutingContext } from "#src/router/router";
import { type CostCall, filtersOf, type SkillCall, spendCall } from "#src/router/skill-call";
import { leftOutWords, unexplainedIn } from "#src/router/unexplained";
import { explainCall, withoutWhy } from "#src/router/why";
import { explainAspect } from "./answer-aspects.ts";
import { type References, readReferences } from "./references.ts";
import { type OwnWords, startsAfresh } from "./starts-afresh.ts";
import { sideWithoutOther, threadCall } from "./thread-call.ts";
import { changedFilters } from "./thread-filters.ts";
import { withThreadNames } from "./thread-names.ts";
import { pickedRow } from "./thread-rows.ts";
import { readThreadTime, timeBefore } from "./thread-time.ts";

type SkillRouting = Extract<Routing, { kind: "skill" }>;

const FOLLOWS_UP = "read as a follow-up to the question before";

/** What a question may follow up on. */
export interface Before {
  readonly call: CostCall;
  /** Whether the answer explained a change. */
  readonly isExplanation: boolean;
  readonly rows: ShownRows | null;
}

/** Routes a question that follows up on costs; null where it is complete in itself or says nothing of them. */
export function followCosts(
  question: string,
  before: Before,
  context: RoutingContext,
  names: Names,
): Routing | null {
  const { call, rows } = before;
  const filtered = new Set(call.input.filters.map(({ dimension }) => dimension));
  const why = withoutWhy(question);
  const references = readReferences(why ?? question, rows, names.dimensions, filtered);
  if (references.aspect !== null)
    return followed(explained(call, before, null, timeBefore(call.input, context)), [
      explainAspect(references.aspect, call.input),
    ]);
  const asking = { ...context, asksOfChange: why !== null };
  const time = readThreadTime(references.rest, call.input, asking);
  const { comparison, rest } = time.asked.reading;
  const reading = withThreadNames(readQuestion(rest, names, comparison !== null), call.input);
  const own = { reading, time: readAskedTime(references.rest, asking), references };
  if (reading.isFreshness) return aboutFreshness(call, own);
  if (startsAfresh(own, call.input) || !isUnderstood(own, why !== null)) return null;
  const wish = wishIn(new QuestionWords(references.rest), names) ?? wishBehind(reading);
  if (wish !== null) return { kind: "unsupported", wish };
  const doubt = askBack(question, reading, names);
  if (doubt !== null) return doubt;
  const picked = rowIn(references, rows, call);
  if ("problem" in picked)
    return { kind: "clarify", reason: "unclear", text: picked.problem, suggestions: [] };
  const said = spendCall(reading, time.asked);
  const { filter } = picked;
  const followUp = { before: call, reading, time, said, references, picked: filter, context };
  const side = sideWithoutOther(followUp);
  if (side !== null) return askWhatToCompare(side);
  const next = threadCall(followUp);
  const unexplained = unexplainedIn(reading.lookup);
  const assumptions = [
    FOLLOWS_UP,
    ...reading.assumptions,
    ...noLongerLimited(call, next, references),
    ...leftOutWords(unexplained),
  ];
  return { ...followed(explained(next, before, why, time.asked), assumptions), unexplained };
}

/** "Why?" explains, and so does what goes on from an explanation, unless it asks for a table or a series. */
function explained(
  next: CostCall,
  { isExplanation }: Before,
  why: string | null,
  time: AskedTime,
): SkillCall {
  const { groupBy, granularity } = next.input;
  const isPlain = next.skill === "compare-spend" && groupBy.length === 0 && granularity === null;
  return why !== null || (isExplanation && isPlain) ? explainCall(next, time) : next;
}

/** The rows that a question points at, if any. */
function rowIn({ pick }: References, rows: ShownRows | null, { input }: CostCall) {
  return pick === null ? { filter: null } : pickedRow(pick, rows, input.filters);
}

function askWhatToCompare({ dimension, values }: Filter): Routing {
  const label = dimensionLabel(dimension);
  const text = `Compare ${label} ${values.join(", ")} with what? The question before was about no single ${label}.`;
  return { kind: "clarify", reason: "unclear", text, suggestions: [] };
}

/** Tells of filters that gave way to others unasked: EC2 when the question turns to Azure. */
function noLongerLimited(call: CostCall, next: CostCall, { frees, drops }: References): string[] {
  if (frees !== null || drops.has("filters")) return [];
  const left = new Set(next.input.filters.map(({ dimension }) => dimension));
  return call.input.filters
    .filter(({ dimension, operator }) => operator === "in" && !left.has(dimension))
    .map(
      ({ dimension, values }) =>
        `no longer limited to ${dimensionLabel(dimension)} ${values.join(", ")}`,
    );
}

/** "Is that complete?" asks about what the costs were of. */
function aboutFreshness(call: CostCall, { reading, references }: OwnWords): Routing | null {
  if (!references.pointsBack) return null;
  const filters = changedFilters(call.input.filters, filtersOf(reading), references);
  return followed({ skill: "get-freshness", input: { filters } }, [FOLLOWS_UP]);
}

function followed({ skill, input }: SkillCall, assumptions: readonly string[]): SkillRouting {
  return {
    kind: "skill",
    skill,
    input,
    assumptions: [...new Set(assumptions)],
    followsUp: true,
  };
}

/** Words that nothing explains make no follow-up, and neither does saying nothing, but for "why?". */
function isUnderstood({ reading, time, references }: OwnWords, asksWhy: boolean): boolean {
  const { lookup } = reading;
  const { others, names } = readLeftovers(lookup);
  if (others.length > 0 && !speaksOfCost(lookup.words)) return false;
  return asksWhy || pointsAt(references) || names.length > 0 || changes(reading) || namesTime(time);
}

function pointsAt({ pointsBack, drops, frees }: References): boolean {
  return pointsBack || drops.size > 0 || frees !== null;
}

function changes(reading: QuestionReading): boolean {
  const { mentions, doubts, groupBy, unreadGroups, conditions, metrics, thresholds } = reading;
  const found = [mentions, doubts, groupBy, unreadGroups, conditions, metrics, thresholds];
  const { isChange, isTrend, comparing } = reading.changes;
  return (
    found.some(({ length }) => length > 0) ||
    reading.ranking !== null ||
    isChange ||
    isTrend ||
    comparing.length > 0
  );
}

function namesTime({ isCourse, reading }: OwnWords["time"]): boolean {
  const { period, granularity, comparison } = reading;
  return isCourse || period !== null || granularity !== null || comparison !== null;
}
