import type { Answer, AnswerTable, Money } from "#src/answer";
import { type Amounts, type OracleRow, type Truth, topRows } from "./oracle.ts";
import type { Expectation } from "./question.ts";

const TOLERANCE = 1e-6;
const MOST_FAULTS_NAMED = 3;

type Cell = string | number | null;

/** A row of the answer's table, by what it is of. */
interface AnswerRow {
  readonly name: string;
  readonly value: number | null;
  readonly previous: number | null;
}

/** Where the answer's totals, comparison and table differ from the truth. */
export function numberFaults(expectation: Expectation, truth: Truth, answer: Answer): string[] {
  const { comparison } = answer;
  const other = truth.otherTotals;
  return [
    ...(hasThreshold(expectation) ? [] : moneyFaults("totals", truth.totals, answer.totals)),
    ...(other === null ? [] : moneyFaults("other totals", other, comparison?.totals ?? [])),
    ...(other === null ? [] : deltaFaults(truth, other, answer)),
    ...(truth.fullTotals === null
      ? []
      : moneyFaults("full totals", truth.fullTotals, comparison?.fullTotals ?? [])),
    ...tableFaults(expectation, truth, answer),
  ];
}

/** The N of a top N that the answer's skill was asked for. */
export function limitOf({ input }: Answer): number | null {
  return (input as { limit?: number | null } | null)?.limit ?? null;
}

/** The dimensions within whose values the answer's top N was asked for. */
export function limitPerOf({ input }: Answer): readonly string[] {
  return (input as { limitPer?: readonly string[] } | null)?.limitPer ?? [];
}

function hasThreshold({ filters }: Expectation): boolean {
  return filters.some(({ values: [value] }) => typeof value === "number");
}

function moneyFaults(name: string, expected: Amounts, got: readonly Money[]): string[] {
  const given = new Map(
    got.flatMap(({ currency, value }) => (value === null ? [] : [[currency, value] as const])),
  );
  const currencies = new Set([...expected.keys(), ...given.keys()]);
  return [...currencies].flatMap((currency) => {
    const [a, b] = [expected.get(currency) ?? null, given.get(currency) ?? null];
    return isClose(a, b) ? [] : [`${name}: expected ${a} ${currency}, got ${b}`];
  });
}

function deltaFaults({ totals }: Truth, other: Amounts, answer: Answer): string[] {
  return (answer.comparison?.delta ?? []).flatMap(({ currency, value, percent }) => {
    const before = other.get(currency) ?? 0;
    const delta = (totals.get(currency) ?? 0) - before;
    const rate = before === 0 ? null : (delta / Math.abs(before)) * 100;
    const isRight = isClose(delta, value) && isClose(rate, percent);
    return isRight ? [] : [`delta: expected ${delta} ${currency} (${rate} %), got ${value}`];
  });
}

function tableFaults(expectation: Expectation, truth: Truth, answer: Answer): string[] {
  if (truth.rows === null) return [];
  if (answer.table === null) return ["table: expected one, got none"];
  const rows = answerRows(expectation, answer.table, [...truth.totals.keys()][0] ?? "");
  if (rows === null) return ["table: a dimension's column is missing"];
  const limit = limitOf(answer);
  const expected = limit === null ? truth.rows : topRows(truth, limit, expectation);
  return rowFaults(expected, truth.rows, rows);
}

/** Among equals at the end of a top N either may be shown: the amounts must agree, and each row be true. */
function rowFaults(
  expected: readonly OracleRow[],
  every: readonly OracleRow[],
  rows: readonly AnswerRow[],
): string[] {
  if (expected.length !== rows.length) {
    return [`table: expected ${expected.length} rows, got ${rows.length}`];
  }
  const truths = new Map(every.map((row) => [row.name, row]));
  const wrong = rows.filter(({ name, value, previous }) => {
    const truth = truths.get(name);
    return (
      truth === undefined || !isClose(truth.value, value) || !isClose(truth.previous, previous)
    );
  });
  const names = wrong.map(({ name, value, previous }) => {
    const truth = truths.get(name);
    const was = truth === undefined ? "no such row" : `${truth.value} (${truth.previous})`;
    return `row ${name}: expected ${was}, got ${value} (${previous})`;
  });
  if (names.length > 0) return names.slice(0, MOST_FAULTS_NAMED);
  const amounts = (list: readonly { readonly value: number | null }[]) =>
    list.map(({ value }) => value ?? 0).sort((a, b) => a - b);
  const shown = amounts(rows);
  const isRanked = amounts(expected).every((value, at) => isClose(value, shown[at] ?? null));
  return isRanked ? [] : ["table: other rows belong to the top"];
}

/** The table's rows by bucket, keys and currency; null when a dimension isn't in it. */
function answerRows(
  { groupBy, granularity, metric }: Expectation,
  { columns, rows }: AnswerTable,
  onlyCurrency: string,
): AnswerRow[] | null {
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const keys = groupBy.map(at);
  if (keys.includes(-1)) return null;
  const [bucket, currency, value, previous] = [
    granularity === null ? -1 : at(granularity),
    at("BillingCurrency"),
    at(metric),
    at("previous"),
  ];
  const unit = columns[value]?.unit ?? onlyCurrency;
  return rows.map((row) => {
    const cell = (index: number): Cell => row[index] ?? null;
    const inCurrency = currency === -1 ? unit : cell(currency);
    const name = JSON.stringify([cell(bucket), keys.map(cell), inCurrency]);
    return { name, value: amount(cell(value)), previous: amount(cell(previous)) };
  });
}

function amount(cell: Cell): number | null {
  return typeof cell === "number" ? cell : null;
}

/** Equal to 1e-6 of the larger, or to a millionth of a unit: sums that cancel out leave rounding behind. */
function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
