import type { CompareQuestion, CostQuestion } from "#src/cost-question";
import { daysIn } from "#src/focus/day";
import { averageUnit, readAverage } from "./average.ts";
import { readSideBySide, type SideBySide } from "./comparison.ts";
import { dimensionRank } from "./entities/thing.ts";
import { type Filter, mergeFilters } from "./filter.ts";
import { type AskedTime, otherPeriod, usualGranularity } from "./period.ts";
import type { QuestionReading } from "./question-reading.ts";

/** A skill with the input that it is to be given. */
export interface SkillCall {
  readonly skill: string;
  readonly input: object;
}

/** A call of one of the skills that answer with costs. */
export type CostCall =
  | { readonly skill: "get-spend"; readonly input: CostQuestion }
  | { readonly skill: "compare-spend"; readonly input: CompareQuestion };

const DRIVERS = "ServiceName";

/** The call of `get-spend` or `compare-spend` that a question stands for. */
export function spendCall(question: QuestionReading, time: AskedTime): CostCall {
  const sideBySide = sidesOf(question, time);
  const asked = costInput(question, time, sideBySide);
  if (sideBySide !== null && sideBySide.sides !== null && !question.changes.isTrend) {
    const { dimension, sides } = sideBySide;
    return {
      skill: "compare-spend",
      input: { ...asked, compare: { kind: "values", dimension, ...sides } },
    };
  }
  const isOfValues = sideBySide !== null && time.reading.comparison === null;
  const input = { ...asked, ...averageIn(question, asked) };
  if (isOfValues || !comparesPeriods(question, time)) return { skill: "get-spend", input };
  const compare = {
    kind: "period" as const,
    period: otherPeriod(time),
    running: time.isRunning,
  };
  return { skill: "compare-spend", input: { ...input, compare } };
}

/** Things that are compared; where two periods are, too, they are the rows. */
function sidesOf(question: QuestionReading, { reading }: AskedTime): SideBySide | null {
  const compared = readSideBySide(question);
  if (compared === null || reading.comparison === null) return compared;
  return { ...compared, sides: null };
}

/** The call of `get-freshness` about the things that a question names. */
export function freshnessCall(question: QuestionReading): SkillCall {
  return { skill: "get-freshness", input: { filters: filtersOf(question) } };
}

/**
 * "Compare costs by team" asks for a table; "compare our costs" for the period before. How costs changed month by
 * month is a series.
 */
function comparesPeriods(question: QuestionReading, { reading }: AskedTime): boolean {
  const { changes, ranking, groupBy } = question;
  if (reading.comparison !== null) return true;
  if (changes.isChange && reading.granularity === null) return true;
  if (ranking !== null && ranking.by !== "amount") return true;
  const isTable = groupBy.length + listedConditions(question).length > 0;
  return changes.comparing.length > 0 && !isTable;
}

/** "Average daily cost" is one of days; "average cost per team" is left unread. */
function averageIn(
  { lookup, changes }: QuestionReading,
  { granularity, groupBy, thresholds, period }: CostQuestion,
): Partial<CostQuestion> {
  const isOfGroups = granularity === null && groupBy.length > 0;
  const isOther = isOfGroups || thresholds.length > 0 || changes.unit !== null;
  if (isOther || !readAverage(lookup.words)) return {};
  return { average: true, granularity: granularity ?? averageUnit(period) };
}

function costInput(
  question: QuestionReading,
  time: AskedTime,
  sideBySide: SideBySide | null,
): CostQuestion {
  const { ranking, metrics } = question;
  const { reading, period } = time;
  const parts = question.isShare && question.groupBy.length === 0 ? shareOf(question) : null;
  const filters = filtersOf(question).filter(
    ({ dimension, operator }) => operator !== "in" || dimension !== parts,
  );
  const groupBy = groupsOf(question, sideBySide, parts);
  return {
    metric: metrics[0] ?? (reading.billing ? "BilledCost" : "EffectiveCost"),
    period,
    periodWords: reading.phrase,
    periodBasis: reading.billing ? "billing" : "charge",
    filters,
    thresholds: [...question.thresholds],
    groupBy,
    granularity: granularityOf(question, time),
    order: { by: ranking?.by ?? "amount", direction: ranking?.direction ?? "descending" },
    limit: ranking?.limit ?? null,
    limitPer: question.rankedWithin.filter((dimension) => groupBy.includes(dimension)),
  };
}

function groupsOf(
  question: QuestionReading,
  sideBySide: SideBySide | null,
  parts: string | null,
): string[] {
  const { ranking, thresholds, changes } = question;
  const compared = sideBySide?.dimension ?? null;
  const isPair = sideBySide !== null && sideBySide.sides !== null;
  const asked = question.groupBy.filter((dimension) => !(isPair && dimension === compared));
  const groups = [...(compared === null || isPair ? [] : [compared]), ...asked];
  if (parts !== null) groups.push(parts);
  if (changes.comparing.length > 0) groups.push(...listedConditions(question));
  const needsOne = (ranking?.limit ?? null) !== null || thresholds.length > 0;
  if (groups.length === 0 && needsOne && changes.unit === null) groups.push(DRIVERS);
  return [...new Set(groups)];
}

/** "Committed vs on-demand": kinds of charges that are compared are rows of a table. */
function listedConditions({ conditions }: QuestionReading): string[] {
  return conditions
    .filter(({ operator, values }) => operator === "in" && values.length > 1)
    .map(({ dimension }) => dimension);
}

/** A share of the whole is a row of a table: the narrowest thing named isn't filtered but listed. */
function shareOf({ mentions, excluded }: QuestionReading): string | null {
  const dimensions = mentions
    .filter((mention) => !excluded.has(mention))
    .map(({ thing }) => thing.dimension)
    .sort((left, right) => breadth(left) - breadth(right));
  return dimensions[0] ?? null;
}

/** Providers and accounts hold services, not the other way round. */
function breadth(dimension: string): number {
  return -dimensionRank(dimension);
}

function granularityOf({ changes }: QuestionReading, { reading, period, isCourse }: AskedTime) {
  if (reading.granularity !== null) return reading.granularity;
  if (changes.unit !== null) return changes.unit;
  const isCompared = reading.comparison !== null || changes.isChange;
  return (changes.isTrend || isCourse) && !isCompared ? usualGranularity(daysIn(period)) : null;
}

/** The filters that a question names. */
export function filtersOf({ mentions, excluded, conditions }: QuestionReading): Filter[] {
  const named = mentions.map((mention): Filter => {
    const { dimension, values } = mention.thing;
    return { dimension, operator: excluded.has(mention) ? "not_in" : "in", values: [...values] };
  });
  return mergeFilters([...named, ...conditions]);
}
