import type { Filter } from "#src/router/filter";
import type { RoutingContext } from "#src/router/router";
import type { CandidateValue } from "./candidates.ts";
import type { ToolCall } from "./chat.ts";
import { describeFilter } from "./describe-filter.ts";
import { checkedDimension, checkedFilter, checkedValue, type NameCheck } from "./filter-values.ts";
import { numbersIn } from "./numbers.ts";
import { type PhrasedTime, resolvePhrases } from "./period-phrases.ts";
import { isStated } from "./stated.ts";
import { needsNoPeriod, type TimeReader, timeReaderOf } from "./time-readers.ts";
import { COMPARE_PHRASE, isRecord, PERIOD_PHRASE, type SkillTool } from "./tools.ts";

/** What a model's call is held against. */
export interface CallGrounds {
  readonly tools: ReadonlyMap<string, SkillTool>;
  readonly question: string;
  /** The question, and the conversation before it. */
  readonly sources: readonly string[];
  readonly candidates: readonly CandidateValue[];
  readonly context: RoutingContext;
}

/** A call that may be made as it is, or what is wrong with it, in words for the model. */
export type CheckedCall =
  | {
      readonly isUsable: true;
      readonly skill: string;
      readonly input: unknown;
      readonly assumptions: readonly string[];
    }
  | { readonly isUsable: false; readonly problems: readonly string[] };

type Arguments = Record<string, unknown>;

/** Checks a call: names against the store, numbers and words against the question, periods by our own reading. */
export function checkCall(call: ToolCall, grounds: CallGrounds): CheckedCall {
  const tool = grounds.tools.get(call.name);
  if (tool === undefined) return wrong([`there is no tool ${JSON.stringify(call.name)}`]);
  if (!isRecord(call.arguments)) return wrong(["the arguments aren't a JSON object"]);
  const given = withoutNulls(call.arguments);
  const unknown = Object.keys(given).filter((field) => !tool.fields.has(field));
  if (unknown.length > 0)
    return wrong(unknown.map((field) => `${tool.skill.name} takes no ${field}`));
  const { vocabulary } = grounds.context;
  const problems: string[] = [];
  const check: NameCheck = { ...grounds, vocabulary, problems };
  const named = withCheckedNames(given, check);
  problems.push(...inventedIn(named, tool, grounds.sources));
  const time = tool.takesPeriod ? timeOf(given, grounds, timeReaderOf(tool.skill.name)) : null;
  if (time !== null && "problems" in time) return wrong([...problems, ...time.problems]);
  if (problems.length > 0) return wrong(problems);
  return parsed(tool, { ...named, ...filledByTime(named, time, tool) }, time);
}

function parsed(
  tool: SkillTool,
  { [PERIOD_PHRASE]: _, ...input }: Arguments,
  time: PhrasedTime | null,
): CheckedCall {
  const result = tool.skill.input.safeParse(input);
  if (!result.success) {
    return wrong(
      result.error.issues.map(
        ({ path, message }) => `${path.join(".") || "arguments"}: ${message}`,
      ),
    );
  }
  const assumptions = [readingOf(input), ...(time?.assumptions ?? [])];
  return { isUsable: true, skill: tool.skill.name, input: result.data, assumptions };
}

function wrong(problems: readonly string[]): CheckedCall {
  return { isUsable: false, problems: [...new Set(problems)] };
}

/** Models say null where they mean to leave a field out. */
function withoutNulls(given: Arguments): Arguments {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

function withCheckedNames(given: Arguments, check: NameCheck): Arguments {
  const named = { ...given };
  const { filters, groupBy, limitPer, compare } = given as Readonly<Record<string, unknown>> & {
    readonly filters?: unknown;
    readonly groupBy?: unknown;
    readonly limitPer?: unknown;
    readonly compare?: unknown;
  };
  if (Array.isArray(filters)) named["filters"] = checkedFilters(filters, check);
  const dimensionsOf = (names: unknown[]) => names.map((name) => checkedDimension(name, check));
  if (Array.isArray(groupBy)) named["groupBy"] = dimensionsOf(groupBy);
  if (Array.isArray(limitPer))
    named["limitPer"] = checkedOuter(dimensionsOf(limitPer), named, check);
  const { whatIf } = named as { readonly whatIf?: unknown };
  if (isRecord(whatIf) && Array.isArray(whatIf["filters"]))
    named["whatIf"] = { ...whatIf, filters: checkedFilters(whatIf["filters"], check) };
  if (isRecord(compare) && compare["kind"] === "values") {
    const dimension = checkedDimension(compare["dimension"], check);
    const main = checkedValue(compare["main"], dimension, check);
    const other = checkedValue(compare["other"], dimension, check);
    named["compare"] = { kind: "values", dimension, main, other };
  }
  return named;
}

function checkedFilters(filters: unknown[], check: NameCheck): unknown[] {
  return filters.map((filter) => (isRecord(filter) ? checkedFilter(filter, check) : filter));
}

/** What the top N are ranked within must be among the groups, with another group to rank. */
function checkedOuter(outer: string[], { groupBy }: Arguments, { problems }: NameCheck): string[] {
  const groups = Array.isArray(groupBy) ? groupBy : [];
  const isWithin = outer.every((dimension) => groups.includes(dimension));
  if (outer.length > 0 && !(isWithin && outer.length < groups.length))
    problems.push("limitPer: name dimensions of groupBy, and leave one of those out to be ranked");
  return outer;
}

/** Fields whose words are held against the store, or are read as time. */
const CHECKED_FIELDS: ReadonlySet<string> = new Set([
  "filters",
  "groupBy",
  "limitPer",
  "compare",
  PERIOD_PHRASE,
]);

/** Numbers and words of the other fields that nobody said. */
function inventedIn(given: Arguments, { words }: SkillTool, sources: readonly string[]): string[] {
  const said = new Set(sources.flatMap((source) => [...numbersIn(source)]));
  const others = Object.entries(withoutFilters(given)).filter(
    ([field]) => !CHECKED_FIELDS.has(field),
  );
  return others.flatMap(([field, value]) =>
    leavesOf(value)
      .filter((leaf) => {
        // Less is said as a number above 0: "cut by 20%".
        if (typeof leaf === "number") return !said.has(leaf) && !said.has(-leaf);
        return typeof leaf === "string" && !words.has(leaf) && !isStated(leaf, sources);
      })
      .map((leaf) => `${field}: ${JSON.stringify(leaf)} isn't in the message`),
  );
}

/** A condition's own filters are held against the store, too. */
function withoutFilters({ whatIf, ...given }: Arguments): Arguments {
  if (!isRecord(whatIf)) return given;
  const { filters: _, ...condition } = whatIf;
  return { ...given, whatIf: condition };
}

function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isRecord(value) ? Object.values(value).flatMap(leavesOf) : [value];
}

function timeOf(given: Arguments, { question, sources, context }: CallGrounds, read: TimeReader) {
  const { compare } = given as { readonly compare?: unknown };
  const isCompared = isRecord(compare) && compare["kind"] === "period";
  const phrases = {
    main: phraseOf(given[PERIOD_PHRASE]),
    other: isCompared ? phraseOf(compare[COMPARE_PHRASE]) : undefined,
  };
  return resolvePhrases(phrases, question, sources, context, read);
}

function phraseOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function filledByTime(given: Arguments, time: PhrasedTime | null, { skill }: SkillTool): Arguments {
  if (time === null || (time.asked.reading.period === null && needsNoPeriod(skill.name))) return {};
  const { asked, other } = time;
  const { period, reading, isRunning } = asked;
  const filled = { period, periodWords: reading.phrase };
  if (other === null)
    return "periodBasis" in given || !reading.billing
      ? filled
      : { ...filled, periodBasis: "billing" };
  return { ...filled, compare: { kind: "period", period: other, running: isRunning } };
}

/** Says that a model read the question, and what it took from it beside the period. */
function readingOf({ filters }: { readonly filters?: unknown }): string {
  const opening = "the question was read by a language model";
  const taken = Array.isArray(filters) ? (filters as Filter[]).map(describeFilter) : [];
  return taken.length === 0 ? opening : `${opening}: ${taken.join(", ")}`;
}
