import { randomUUID } from "node:crypto";
import { budgetWords, settingChanges } from "#skills/budgets/settings-words";
import type { Budget, BudgetBook } from "#src/budget-book";
import { type BudgetLine, readBudgetCsv, writeBudgetCsv } from "#src/budget-csv/budget-csv";
import type { Config } from "#src/config";
import { UserError } from "#src/errors";
import { addDays, type Day, dayOfInstant } from "#src/focus/day";
import { plainQuery } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { type Command, readNow, readOptions, UsageError } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { plainLines } from "./output-lines.ts";
import { textOf } from "./text-of.ts";

/** `tally budgets import FILE.csv`, `tally budgets export` */
export const budgets: Command = {
  name: "budgets",
  usage: "budgets import FILE.csv [--dry-run] | budgets export [--db FILE] [--now INSTANT]",
  summary: "Set budgets from a CSV file, all or none of them; write those that hold as one.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      "dry-run": { type: "boolean", default: false },
      db: { type: "string" },
      now: { type: "string" },
    });
    const [verb, file, ...others] = positionals;
    const now = readNow(values.now);
    if (verb === "export" && file === undefined) return exportBudgets(config, values.db, now);
    if (verb !== "import" || file === undefined || others.length > 0) {
      throw new UsageError("Say import and one file, or export.");
    }
    return importBudgets(config, values.db, { file, now, isDry: values["dry-run"] });
  },
};

function exportBudgets(config: Config, database: string | undefined, now: Date): number {
  const { store, access } = openWithProgress(config, now, database);
  try {
    const held = access.viewOf(null).budgets.held(dayOfInstant(now));
    process.stdout.write(writeBudgetCsv(held.map(({ budget }) => budget)));
    return 0;
  } finally {
    store.close();
  }
}

interface Import {
  readonly file: string;
  readonly now: Date;
  readonly isDry: boolean;
}

/** @throws UserError that names the first wrong line; nothing is set then */
function importBudgets(
  config: Config,
  database: string | undefined,
  { file, now, isDry }: Import,
): number {
  const csv = textOf(file);
  const { store, access } = openWithProgress(config, now, database);
  try {
    const { budgets: book, costs } = access.viewOf(null);
    const today = dayOfInstant(now);
    const before = new Map(book.held(today).map(({ budget }) => [keyOf(budget.name), budget]));
    const known = (name: string) => before.get(keyOf(name));
    const lines = readBudgetCsv(file, csv, known);
    for (const line of lines) checkDimensions(costs, today, file, line);
    const changed = lines.filter(({ budget }) => !isSame(known(budget.name), budget));
    if (!isDry) store.database.transaction(() => keepAll(book, changed, now))();
    for (const { budget } of lines) {
      process.stdout.write(plainLines([changeText(known(budget.name), budget)]));
    }
    process.stdout.write(summary(lines.length, changed.length, isDry));
    return 0;
  } finally {
    store.close();
  }
}

/** @throws UserError where a filter is on something that charges don't have */
function checkDimensions(
  costs: Costs,
  today: Day,
  file: string,
  { line, budget: { filters, metric } }: BudgetLine,
): void {
  try {
    costs.query({ ...plainQuery({ start: today, end: addDays(today, 1) }, filters), metric });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${file}, line ${line}: column filters: ${error.message}`);
  }
}

function keepAll(book: BudgetBook, lines: readonly BudgetLine[], now: Date): void {
  for (const { budget } of lines) {
    const version = { name: budget.name, budget, person: "", setAt: now.toISOString() };
    book.keep(`import ${randomUUID()}`, version);
  }
}

function isSame(before: Budget | undefined, after: Budget): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

/** `Payments: $60,000.00 a month for team payments; before $50,000.00 …` */
function changeText(before: Budget | undefined, after: Budget): string {
  if (before === undefined) return `${after.name}: new, ${budgetWords(after)}.`;
  if (isSame(before, after)) return `${after.name}: as it is.`;
  const [was, is] = [budgetWords(before), budgetWords(after)];
  const amount = was === is ? `${is}.` : `${is}; before ${was}.`;
  return [`${after.name}: ${amount}`, ...settingChanges(before, after, "before")].join(" ");
}

function summary(all: number, changed: number, isDry: boolean): string {
  const would = isDry
    ? "would be set; nothing was changed"
    : changed === 1
      ? "was set"
      : "were set";
  return `${changed} of ${all} ${would}.\n`;
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
