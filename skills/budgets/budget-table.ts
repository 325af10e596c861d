import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import type { BudgetStatus } from "./budget-answer.ts";

/** By the values of the first column a conversation goes on. */
const BUDGET_COLUMN = "budget";

/** Budgets as a table, one a row; the currency is a column of its own where there are several. */
export function budgetTable(budgets: readonly BudgetStatus[]): AnswerTable | null {
  if (budgets.length === 0) return null;
  const currencies = [...new Set(budgets.map(({ currency }) => currency))];
  const isMixed = currencies.length > 1;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  return {
    columns: [
      { name: BUDGET_COLUMN, kind: "dimension" },
      { name: "state", kind: "dimension" },
      { name: "cadence", kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: "amount", kind: "measure", ...unit },
      { name: "actual", kind: "measure", ...unit },
      { name: "used", kind: "measure", unit: "%" },
      { name: "forecast", kind: "measure", ...unit },
      { name: "variance", kind: "measure", ...unit },
      { name: "overrun", kind: "time" },
    ],
    rows: budgets.map((one) => [
      one.name,
      one.state,
      one.cadence,
      ...(isMixed ? [one.currency] : []),
      one.amount,
      one.actual,
      one.percentUsed,
      one.forecast?.mean ?? null,
      one.variance,
      one.overrunDay,
    ]),
  };
}

/** What all of them have spent, one sum a currency; charges of two budgets count twice. */
export function totalActual(budgets: readonly BudgetStatus[]): Money[] {
  const byCurrency = Map.groupBy(budgets, ({ currency }) => currency);
  return [...byCurrency].map(([currency, ofCurrency]) => {
    const known = ofCurrency.flatMap(({ actual }) => actual ?? []);
    const sum = new ExactSum();
    for (const actual of known) sum.add(actual);
    return { currency, value: known.length === 0 ? null : sum.value };
  });
}
