import { type Budget, budgetSchema } from "#src/budget-book";
import { tableCsv } from "#src/charts/table-csv";
import { UserError } from "#src/errors";
import { csvRecords, FORMULA } from "#src/sources/files/csv-records";
import { BUDGET_COLUMNS, type BudgetColumn, CellError } from "./cells.ts";

const NEEDED = ["name", "amount", "currency"];

/** Budgets as CSV, one a line; no cell is taken for a formula. */
export function writeBudgetCsv(budgets: readonly Budget[]): string {
  return tableCsv({
    type: "table",
    columns: BUDGET_COLUMNS.map(({ name }) => ({ label: name, kind: "text" })),
    rows: budgets.map((budget) => BUDGET_COLUMNS.map(({ write }) => guarded(write(budget)))),
  });
}

function guarded(cell: string | number): string | number {
  return typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;
}

/** A budget with the line of the file that it is read from. */
export interface BudgetLine {
  readonly line: number;
  readonly budget: Budget;
}

/**
 * Reads CSV as `writeBudgetCsv` writes it. A column that the file doesn't have leaves a budget of that name as it
 * is, an empty cell sets what a new budget has.
 * @param known the budget of a name, where there is one
 * @throws UserError that names the first wrong line and column
 */
export function readBudgetCsv(
  file: string,
  csv: string,
  known: (name: string) => Budget | undefined,
): BudgetLine[] {
  const [header, ...records] = csvRecords(file, csv);
  const columns = columnsOf(file, header?.cells ?? []);
  const seen = new Map<string, number>();
  return records.map(({ line, cells }) => {
    const budget = budgetIn({ file, line }, columns, cells, known);
    const before = seen.get(budget.name.toLowerCase());
    if (before !== undefined) {
      throw wrong({ file, line }, `“${budget.name}” is on line ${before}, too.`);
    }
    seen.set(budget.name.toLowerCase(), line);
    return { line, budget };
  });
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function wrong({ file, line }: Place, problem: string): UserError {
  return new UserError(`${file}, line ${line}: ${problem}`);
}

function columnsOf(file: string, header: readonly string[]): BudgetColumn[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const all = BUDGET_COLUMNS.map(({ name }) => name).join(", ");
  const place = { file, line: 1 };
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw wrong(place, `there is no column ${missing.join(", ")}. There may be ${all}.`);
  }
  return names.map((name, at) => {
    const column = BUDGET_COLUMNS.find((one) => one.name === name);
    if (column === undefined) throw wrong(place, `there is no column “${name}”; there are ${all}.`);
    if (names.indexOf(name) !== at) throw wrong(place, `the column ${name} is there twice.`);
    return column;
  });
}

function budgetIn(
  place: Place,
  columns: readonly BudgetColumn[],
  cells: readonly string[],
  known: (name: string) => Budget | undefined,
): Budget {
  const nameAt = columns.findIndex(({ name }) => name === "name");
  const before = known(cells[nameAt] ?? "");
  const has = new Set(columns.map(({ name }) => name));
  const kept = BUDGET_COLUMNS.filter(({ name }) => !has.has(name)).map(({ write, read }) => {
    const cell = before === undefined ? "" : String(write(before));
    return cell === "" ? {} : read(cell);
  });
  const stated = columns.map(({ name, read }, at) => {
    const cell = cells[at] ?? "";
    if (cell === "" && NEEDED.includes(name)) throw wrong(place, `column ${name}: it is empty.`);
    return cell === "" ? {} : inColumn(place, name, () => read(cell));
  });
  const parsed = budgetSchema.safeParse(Object.assign({}, ...kept, ...stated));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(place, `column ${columnOf(issue?.path[0])}: ${issue?.message ?? "it is wrong"}.`);
}

function inColumn<Value>(place: Place, name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof CellError) throw wrong(place, `column ${name}: ${error.message}`);
    throw error;
  }
}

function columnOf(part: PropertyKey | undefined): string {
  return part === "rollOver" ? "roll_over_since" : String(part ?? "name");
}
