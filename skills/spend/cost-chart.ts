import type { AnswerTable, SkillAnswer } from "#src/answer";
import type { ChartBlock } from "#src/cards/card";
import { foldParts, foldSeries } from "#src/cards/fold-chart";
import { formatPeriod } from "#src/cards/format";
import { sumAmounts } from "#src/cards/sum";
import type { CostQuestion } from "#src/cost-question";
import { bucketsBetween } from "./buckets-between.ts";

/** What is more than these is added up as others. */
const MOST_SERIES = 6;
const MOST_BARS = 9;
/** More slices than these can't be compared by eye. */
const MOST_SLICES = 6;
/** More bars than these are too thin to be stacked. */
const MOST_STACKS = 62;
/** Parts that differ by less than this share of the total are all of it. */
const ROUNDING = 1e-9;

type Row = AnswerTable["rows"][number];
type Values = readonly (number | null)[];

/** One currency's part of an answer with a table. */
interface Portion {
  readonly answer: SkillAnswer;
  readonly columns: AnswerTable["columns"];
  readonly rows: readonly Row[];
  readonly title: string;
  readonly currency: string;
}

/**
 * A cost answer's table as charts, one a currency: lines or stacked bars over time, slices or bars of parts, bars of
 * what changed. None where there is nothing to compare.
 */
export function costCharts(
  answer: SkillAnswer,
  question: CostQuestion,
  title: string,
): readonly ChartBlock[] {
  if (answer.table === null) return [];
  const { granularity } = question;
  const portions = portionsOf(answer, answer.table, title);
  const charts = portions.map((portion) => {
    if (granularity === null) return partsChart(portion);
    return isSelection(question) ? null : seriesChart(portion, granularity);
  });
  return charts.filter((chart) => chart !== null);
}

function portionsOf(answer: SkillAnswer, table: AnswerTable, title: string): readonly Portion[] {
  const { columns, rows } = table;
  const at = columns.findLastIndex(({ name }) => name === "BillingCurrency");
  const unit = columns.find(({ kind }) => kind === "measure")?.unit;
  if (unit !== undefined) return [{ answer, columns, rows, title, currency: unit }];
  return answer.totals.map(({ currency }) => ({
    answer,
    columns: columns.toSpliced(at, 1),
    rows: rows.filter((row) => row[at] === currency).map((row) => row.toSpliced(at, 1)),
    title: `${title}, in ${currency}`,
    currency,
  }));
}

/** Buckets chosen by their amounts: what lies between them isn't missing. */
function isSelection({ thresholds, limit, groupBy }: CostQuestion): boolean {
  return thresholds.length > 0 || (limit !== null && groupBy.length === 0);
}

function seriesChart(
  portion: Portion,
  granularity: NonNullable<CostQuestion["granularity"]>,
): ChartBlock | null {
  const { answer, rows } = portion;
  const labels = bucketsBetween(rows.map(bucketOf), granularity);
  if (labels.length < 2) return null;
  const valuesOf = (of: readonly Row[], column: number): Values => {
    const values = new Map(of.map((row) => [bucketOf(row), amountAt(row, column)]));
    return labels.map((label) => values.get(label) ?? null);
  };
  const [amount = -1, previous = -1] = measuresOf(portion);
  const groups = Map.groupBy(rows, partNames(portion));
  const series = [...groups].map(([name, of]) => ({
    name: name === "" ? sideNames(answer).main : name,
    values: valuesOf(of, amount),
  }));
  if (groups.size === 1 && previous !== -1) {
    series.push({ name: sideNames(answer).other, values: valuesOf(rows, previous) });
  }
  const all = blockOf(portion, "line", labels, series);
  const chart = foldSeries(all, MOST_SERIES);
  const canStack =
    groups.size > 1 &&
    previous === -1 &&
    labels.length <= MOST_STACKS &&
    isWhole(portion, amount) &&
    chart.series.every(({ values }) => values.every((value) => (value ?? 0) >= 0));
  return canStack ? { ...chart, chart: "stacked-bar" } : chart;
}

function partsChart(portion: Portion): ChartBlock | null {
  const { answer, columns, rows, title } = portion;
  if (rows.length < 2) return null;
  const labels = rows.map(partNames(portion));
  const change = columns.findIndex(({ name }) => name === "delta");
  if (change !== -1) {
    const values = rows.map((row) => amountAt(row, change));
    const chart = blockOf(portion, "bar", labels, [{ name: "change", values }]);
    const titled = { ...chart, title: `Change from ${sideNames(answer).other}: ${title}` };
    return foldParts(titled, MOST_BARS);
  }
  const [amount = -1] = measuresOf(portion);
  const values = rows.map((row) => amountAt(row, amount));
  const name = columns[amount]?.name ?? "";
  const areSlices =
    rows.length <= MOST_SLICES &&
    isWhole(portion, amount) &&
    values.every((value) => value !== null && value > 0);
  const chart = blockOf(portion, areSlices ? "pie" : "bar", labels, [{ name, values }]);
  return foldParts(chart, MOST_BARS);
}

function blockOf(
  { title, currency }: Portion,
  chart: ChartBlock["chart"],
  labels: ChartBlock["labels"],
  series: ChartBlock["series"],
): ChartBlock {
  return { type: "chart", chart, title, unit: currency, labels, series };
}

/** Whether the rows are all of the total, not the first ones of a ranking or those over a threshold. */
function isWhole({ answer, rows, currency }: Portion, amount: number): boolean {
  const total = answer.totals.find((entry) => entry.currency === currency)?.value ?? 0;
  const sum = sumAmounts(rows.map((row) => amountAt(row, amount))) ?? 0;
  return Math.abs(sum - total) <= ROUNDING * Math.abs(total);
}

/** What a row is called: display names rather than ids, unless two ids have the same one. */
function partNames({ columns, rows }: Portion): (row: Row) => string {
  const cells = columns.flatMap(({ kind, name }, at) => {
    const isNamed = columns[at + 1]?.name === name.replace(/Id$/, "Name") && name.endsWith("Id");
    return kind === "dimension" ? [{ at, isNamed }] : [];
  });
  const ids = (row: Row) => cells.map(({ at }) => row[at] ?? "(none)").join(" · ");
  const names = (row: Row) =>
    cells
      .flatMap(({ at, isNamed }, place) => {
        if (isNamed) return [];
        const isName = cells[place - 1]?.isNamed === true;
        return [row[at] ?? (isName ? row[at - 1] : null) ?? "(none)"];
      })
      .join(" · ");
  const count = (name: (row: Row) => string) => new Set(rows.map(name)).size;
  return count(names) === count(ids) ? names : ids;
}

/** What the two sides of a comparison are called; a single side is the total. */
function sideNames({ comparison, period }: SkillAnswer): { main: string; other: string } {
  if (comparison === null || period === null) return { main: "Total", other: "" };
  const { of } = comparison;
  return of === null
    ? { main: formatPeriod(period), other: formatPeriod(comparison.period) }
    : { main: of.main, other: of.other };
}

function measuresOf({ columns }: Portion): readonly number[] {
  return columns.flatMap(({ kind, name }, at) =>
    kind === "measure" && name !== "delta" && name !== "percent" ? [at] : [],
  );
}

function bucketOf(row: Row): string {
  return String(row[0]);
}

function amountAt(row: Row, column: number): number | null {
  const value = row[column];
  return typeof value === "number" ? value : null;
}
