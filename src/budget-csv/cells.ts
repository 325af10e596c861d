import type { Budget, BudgetThreshold } from "#src/budget-book";
import { filterText, readFilterText } from "./filter-text.ts";

/** A cell that isn't what its column takes; the message completes “column X: …”. */
export class CellError extends Error {
  override name = "CellError";
}

/** How a column of the file is a part of a budget. */
export interface BudgetColumn {
  readonly name: string;
  /** The part as text; "" for what a budget has that says nothing. */
  readonly write: (budget: Budget) => string | number;
  /** What a cell that isn't empty says. @throws CellError */
  readonly read: (text: string) => Partial<Record<keyof Budget, unknown>>;
}

const NONE = "none";
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The columns of a file of budgets, in their order. */
export const BUDGET_COLUMNS: readonly BudgetColumn[] = [
  text("name"),
  {
    name: "amount",
    write: ({ amount }) => amount,
    read: (cell) => ({ amount: numberIn(cell) }),
  },
  text("currency"),
  text("cadence"),
  text("metric"),
  {
    name: "filters",
    write: ({ filters }) => filterText(filters),
    read: (cell) => ({ filters: read(readFilterText(cell), cell, "team = payments | search") }),
  },
  text("owner"),
  text("channel"),
  {
    name: "thresholds",
    write: ({ thresholds }) => thresholdText(thresholds),
    read: (cell) => ({ thresholds: thresholdsIn(cell) }),
  },
  {
    name: "roll_over_since",
    write: ({ rollOver }) => rollOver?.since ?? "",
    read: (cell) => ({ rollOver: { since: cell } }),
  },
  {
    name: "amounts",
    write: ({ amounts }) => pairText(amounts),
    read: (cell) => ({ amounts: amountsIn(cell) }),
  },
  {
    name: "growth",
    write: ({ growth }) =>
      growth === null ? "" : `${growth.percentPerYear}% from ${growth.fromYear}`,
    read: (cell) => ({ growth: growthIn(cell) }),
  },
];

function text(
  name: "name" | "currency" | "cadence" | "metric" | "owner" | "channel",
): BudgetColumn {
  return { name, write: (budget) => budget[name] ?? "", read: (cell) => ({ [name]: cell }) };
}

function read<Value>(value: Value | null, cell: string, example: string): Value {
  if (value === null) throw new CellError(`“${cell}” can't be read; write it like “${example}”.`);
  return value;
}

function numberIn(cell: string): number {
  if (!NUMBER.test(cell)) {
    throw new CellError(`“${cell}” is no number; write 50000 or 50000.50, without a currency.`);
  }
  return Number(cell);
}

function thresholdText(thresholds: readonly BudgetThreshold[]): string {
  if (thresholds.length === 0) return NONE;
  return thresholds.map(({ percent, of }) => `${percent}% ${of}`).join("; ");
}

function thresholdsIn(cell: string): BudgetThreshold[] {
  if (cell === NONE) return [];
  return cell.split(";").map((part) => {
    const found = /^\s*(?<percent>[\d.]+(?:e[+-]?\d+)?)\s*% (?<of>actual|forecast)\s*$/.exec(part);
    const { percent = "", of } = read(found, cell, "80% actual; 100% forecast").groups ?? {};
    return { percent: Number(percent), of: of === "forecast" ? "forecast" : "actual" };
  });
}

function pairText(amounts: Budget["amounts"]): string {
  return Object.entries(amounts)
    .map(([month, amount]) => `${month} = ${amount}`)
    .join("; ");
}

function amountsIn(cell: string): Budget["amounts"] {
  const pairs = cell.split(";").map((part): [string, number] => {
    const [month = "", amount, ...others] = part.split("=").map((side) => side.trim());
    const isPair = amount !== undefined && others.length === 0;
    return [
      month,
      numberIn(read(isPair ? amount : null, cell, "2026-12 = 65000; 2027-01 = 60000")),
    ];
  });
  return Object.fromEntries(pairs);
}

function growthIn(cell: string): Budget["growth"] {
  const found = /^(?<percent>-?[\d.]+(?:e[+-]?\d+)?)\s*% from (?<year>\d{4})$/.exec(cell);
  const { percent = "", year = "" } = read(found, cell, "10% from 2026").groups ?? {};
  return { percentPerYear: Number(percent), fromYear: Number(year) };
}
