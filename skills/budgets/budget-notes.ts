import { syncNotesOf } from "#skills/spend/cost-notes";
import type { BudgetStatus } from "./budget-answer.ts";
import type { JudgedBudget } from "./budget-status.ts";

/** How many stand how, “2 of 10 budgets are over, 3 are at risk.” */
export function countWords(budgets: readonly BudgetStatus[]): string {
  const count = (state: BudgetStatus["state"]) =>
    budgets.filter((one) => one.state === state).length;
  const are = (number: number, words: string) =>
    `${number} ${number === 1 ? "is" : "are"} ${words}`;
  const over = count("over");
  const first =
    over === 0
      ? `None of ${counted(budgets.length)} is over`
      : `${over} of ${counted(budgets.length)} ${over === 1 ? "is" : "are"} over`;
  const without = count("no data");
  const rest = [
    are(count("at risk"), "expected to go over"),
    are(count("on track"), "on track"),
    ...(without === 0 ? [] : [`${without} without charges`]),
  ];
  return `${first}; ${rest.join(", ")}.`;
}

function counted(number: number): string {
  return number === 1 ? "1 budget" : `${number} budgets`;
}

/** What is to be said about the data behind budgets: how far they reach, what doesn't count. */
export function dataNotes(judged: readonly JudgedBudget[]): string[] {
  const notes = judged.flatMap(({ status, freshness }) => [
    ...freshness.sources
      .filter(({ isSilent, lastDay }) => isSilent && lastDay < status.period.end)
      .map(({ source, lastDay }) => `${source} has no data after ${lastDay}.`),
    ...syncNotesOf(status.period, freshness),
  ]);
  return [...reachNotes(judged), ...new Set(notes), ...currencyNotes(judged)];
}

function reachNotes(judged: readonly JudgedBudget[]): string[] {
  const byDay = Map.groupBy(
    judged.filter(({ status }) => status.dataThrough !== null),
    ({ status }) => status.dataThrough,
  );
  const days = [...byDay].toSorted(([, a], [, b]) => b.length - a.length);
  const reaches = days.map(([day, ofDay], at) => {
    const names = ofDay.map(({ status }) => status.name).join(", ");
    return at === 0 ? `through ${day}` : `through ${day} for ${names}`;
  });
  if (reaches.length === 0) return [];
  return [
    `Data are complete ${reaches.join(", ")}; later days are partial in the actual amounts, and the forecasts go on from there.`,
  ];
}

function currencyNotes(judged: readonly JudgedBudget[]): string[] {
  return judged
    .filter(({ otherCurrencies }) => otherCurrencies.length > 0)
    .map(
      ({ status, otherCurrencies }) =>
        `${status.name} counts charges in ${status.currency} only; there are others in ${otherCurrencies.join(", ")}.`,
    );
}
