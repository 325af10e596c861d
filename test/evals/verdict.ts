import type { Answer } from "#src/answer";
import { addDays, type Day, type Period } from "#src/focus/day";
import type { Bill } from "./bill.ts";
import { limitOf, limitPerOf, numberFaults } from "./numbers.ts";
import { askedFilters, type Oracle, type Truth } from "./oracle.ts";
import type { EvalFilter, EvalQuestion, Expectation } from "./question.ts";

/** How an answer fares against one expectation; an empty list is right, `numbers` is null where none are asked. */
export interface Verdict {
  readonly route: readonly string[];
  readonly slots: readonly string[];
  readonly numbers: readonly string[] | null;
}

/** What is known while answers are judged. */
export interface Examiner {
  readonly bill: Bill;
  readonly oracle: Oracle;
  readonly today: Day;
}

/** Whether nothing is wrong. */
export function isRight({ route, slots, numbers }: Verdict): boolean {
  return route.length + slots.length + (numbers ?? []).length === 0;
}

/** The verdict against the expectation, or the one of its alternatives that the answer comes closest to. */
export function judge(examiner: Examiner, question: EvalQuestion, answer: Answer): Verdict {
  const [first, ...rest] = [question.expect, ...question.or].map((expectation) =>
    judgeOne(examiner, expectation, answer),
  );
  if (first === undefined) throw new Error(`${question.id} expects nothing`);
  return rest.reduce((best, verdict) => (badness(verdict) < badness(best) ? verdict : best), first);
}

function badness({ route, slots, numbers }: Verdict): number {
  return route.length * 1_000 + slots.length * 10 + Math.min((numbers ?? []).length, 9);
}

function judgeOne(examiner: Examiner, expectation: Expectation, answer: Answer): Verdict {
  const route = routeFaults(expectation, answer);
  const isCost = expectation.status === "answered" && asksForCosts(expectation);
  if (!isCost) {
    const slots = route.length === 0 ? plainSlotFaults(examiner, expectation, answer) : [];
    return { route, slots, numbers: null };
  }
  if (route.length > 0) return { route, slots: ["no slots"], numbers: ["no numbers"] };
  const period = toTomorrow(expectation.period ?? { start: "", end: "" }, examiner.today);
  const truth = examiner.oracle.truthOf(expectation, period);
  return {
    route,
    slots: slotFaults(examiner, expectation, truth, answer),
    numbers: numberFaults(expectation, truth, answer),
  };
}

/** Anomalies, budgets, recommendations and forecasts have amounts too, but none that the oracle adds up. */
const NOT_ADDED_UP = /-(?:anomalies|budgets|recommendations)$|^forecast-/;

function asksForCosts({ period, skill = [] }: Expectation): boolean {
  return period !== undefined && ![skill].flat().some((name) => NOT_ADDED_UP.test(name));
}

function routeFaults(expectation: Expectation, answer: Answer): string[] {
  const skills = expectation.skill === undefined ? [] : [expectation.skill].flat();
  const isSkill = skills.length === 0 || skills.includes(answer.skill ?? "");
  const status = unequal("status", expectation.status, answer.status);
  return isSkill || status.length > 0
    ? status
    : unequal("skill", skills.join(" | "), answer.skill ?? "none");
}

/** The slots of answers without amounts: freshness, no data. */
function plainSlotFaults(examiner: Examiner, expectation: Expectation, answer: Answer): string[] {
  const { period, status, filters } = expectation;
  const periods =
    period === undefined ? [] : periodFaults("period", period, answer.period, examiner.today);
  if (status === "answered") return [...periods, ...filterFaults(examiner, filters, answer)];
  const got = answer.filters as EvalFilter[];
  return [
    ...periods,
    ...(filters.length === 0 ? [] : unequal("filters", listText(filters), listText(got))),
  ];
}

function slotFaults(
  examiner: Examiner,
  expectation: Expectation,
  truth: Truth,
  answer: Answer,
): string[] {
  const { metric, periodBasis, granularity } = expectation;
  return [
    ...unequal("metric", metric, answer.metric),
    ...periodFaults("period", truth.period, answer.period, examiner.today),
    ...(periodBasis === "any" ? [] : unequal("periodBasis", periodBasis, answer.periodBasis)),
    ...filterFaults(examiner, askedFilters(expectation), answer),
    ...unequal(
      "groupBy",
      [...expectation.groupBy].sort().join(", "),
      [...answer.groupBy].sort().join(", "),
    ),
    ...unequal("granularity", granularity, answer.granularity),
    ...limitFaults(expectation, answer),
    ...unequal("limitPer", expectation.limitPer.join(), limitPerOf(answer).join()),
    ...comparisonFaults(expectation, truth, answer, examiner.today),
    ...coverageFaults(examiner, expectation, truth, answer),
  ];
}

/** Conditions on single resources may leave open which sources were asked about. */
const ABOUT_ITEMS = /^(tag:|Tags$|Resource|Sku|AvailabilityZone$|x_)/;

function coverageFaults(
  { oracle }: Examiner,
  expectation: Expectation,
  truth: Truth,
  answer: Answer,
): string[] {
  const asked = askedFilters(expectation);
  const coarse = asked.filter(({ dimension }) => !ABOUT_ITEMS.test(dimension));
  const isCoarse = coarse.length < asked.length;
  return isCoarse && answer.dataThrough === oracle.dataThrough(coarse)
    ? []
    : unequal("dataThrough", truth.dataThrough, answer.dataThrough);
}

function limitFaults({ limit }: Expectation, answer: Answer): string[] {
  const asked = limitOf(answer);
  const allowed = [limit].flat();
  return allowed.includes(asked) ? [] : [`limit: expected ${allowed.join(" | ")}, got ${asked}`];
}

function comparisonFaults(
  { comparison }: Expectation,
  truth: Truth,
  answer: Answer,
  today: Day,
): string[] {
  const got = answer.comparison;
  if (comparison === undefined || got === null) {
    return unequal("comparison", comparison !== undefined, got !== null);
  }
  if ("of" in comparison) {
    const { dimension, main, other } = comparison.of;
    return unequal("of", [dimension, main, other].join(), Object.values(got.of ?? {}).join());
  }
  const other = truth.otherPeriod ?? comparison.period;
  return got.of === null
    ? periodFaults("other period", other, got.period, today)
    : ["of: expected none"];
}

/** Conditions on amounts must be the same ones, conditions on charges need only keep the same charges. */
function filterFaults(
  { bill }: Examiner,
  expected: readonly EvalFilter[],
  answer: Answer,
): string[] {
  const got = answer.filters as EvalFilter[];
  const amounts = (filters: readonly EvalFilter[]) =>
    filters.filter(({ values: [value] }) => typeof value === "number").map(filterText);
  const isSame =
    amounts(expected).join() === amounts(got).join() &&
    (listText(expected) === listText(got) || bill.keepSame(expected, got));
  return isSame ? [] : [`filters: expected ${listText(expected)}, got ${listText(got)}`];
}

function listText(filters: readonly EvalFilter[]): string {
  return filters.map(filterText).sort().join(", ") || "none";
}

function filterText({ dimension, operator, values }: EvalFilter): string {
  return `${dimension} ${operator} ${[...values].sort().join("|")}`.trim();
}

/** A running period may end tomorrow or with its calendar end; no charge lies between. */
function toTomorrow({ start, end }: Period, today: Day): Period {
  const tomorrow = addDays(today, 1);
  return { start, end: end > tomorrow && start < tomorrow ? tomorrow : end };
}

function periodFaults(name: string, expected: Period, got: Period | null, today: Day): string[] {
  const text = (period: Period | null) => {
    if (period === null) return "none";
    const { start, end } = toTomorrow(period, today);
    return `${start}…${end}`;
  };
  return unequal(name, text(expected), text(got));
}

function unequal(name: string, expected: unknown, got: unknown): string[] {
  return expected === got ? [] : [`${name}: expected ${expected}, got ${got}`];
}
