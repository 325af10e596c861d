import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import type { BudgetStatus, ListedProviderBudget } from "./budget-answer.ts";

/** By the values of the first column a conversation goes on. */
const BUDGET_COLUMN = "budget";
/** What our own budgets have in the column that says where each is kept. */
const OWN = "Tally";

/**
 * Budgets as a table, one a row; the currency is a column of its own where there are several. With budgets of
 * providers it says where each is kept, and beside their figures what the bill here has for the same charges.
 */
export function budgetTable(
  budgets: readonly BudgetStatus[],
  kept: readonly ListedProviderBudget[] = [],
): AnswerTable | null {
  if (budgets.length + kept.length === 0) return null;
  const currencies = [...new Set([...budgets, ...kept].map(({ currency }) => currency))];
  const isMixed = currencies.length > 1;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  const hasKept = kept.length > 0;
  const measure = (name: string) => ({ name, kind: "measure" as const, ...unit });
  const dimension = (name: string) => ({ name, kind: "dimension" as const });
  const rows = [...budgets.map(ownRow), ...kept.map(keptRow)];
  return {
    columns: [
      dimension(BUDGET_COLUMN),
      ...(hasKept ? [dimension("kept at")] : []),
      dimension("state"),
      dimension("cadence"),
      ...(isMixed ? [dimension("BillingCurrency")] : []),
      measure("amount"),
      measure("actual"),
      { name: "used", kind: "measure", unit: "%" },
      measure("forecast"),
      measure("variance"),
      { name: "overrun", kind: "time" },
      ...(hasKept ? [measure("billed here"), measure("forecast here")] : []),
    ],
    rows: rows.map(({ name, keptAt, state, cadence, currency, amounts, here }) => [
      name,
      ...(hasKept ? [keptAt] : []),
      state,
      cadence,
      ...(isMixed ? [currency] : []),
      ...amounts,
      ...(hasKept ? here : []),
    ]),
  };
}

function ownRow(one: BudgetStatus) {
  const { name, state, cadence, currency, amount, actual, percentUsed, variance } = one;
  const forecast = one.forecast?.mean ?? null;
  const amounts = [amount, actual, percentUsed, forecast, variance, one.overrunDay];
  return { name, keptAt: OWN, state, cadence, currency, amounts, here: [null, null] };
}

function keptRow(one: ListedProviderBudget) {
  const { name, provider, state, cadence, currency, amount, actual, forecast, ours } = one;
  const end = forecast ?? actual;
  const used = actual === null || !amount ? null : (actual / amount) * 100;
  const variance = end === null || amount === null ? null : end - amount;
  const amounts = [amount, actual, used, forecast, variance, null];
  const here = [ours?.actual ?? null, ours?.forecast ?? null];
  return { name, keptAt: provider, state, cadence, currency, amounts, here };
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
