import { budgetAmount } from "#skills/budgets/budget-period";
import { isForSame } from "#skills/budgets/same-charges";
import type { AnswerTable } from "#src/answer";
import type { CostQuestion } from "#src/cost-question";
import type { SkillContext } from "#src/skill";
import { type CostRow, plainQuery } from "#src/store/cost-query";
import type { ReportParts } from "./report-answer.ts";
import type { ReportDays } from "./report-days.ts";

type Part = ReportParts["rows"][number];

/** Who caused a month's cost: the teams, or the services of one of them; those that cost most first. */
export function reportParts(
  context: SkillContext,
  filters: CostQuestion["filters"],
  { main, other }: ReportDays,
  dimension = partsOf(context, filters),
): ReportParts {
  const query = { ...plainQuery(main, filters), groupBy: [dimension], compare: other };
  const { rows, totals } = context.costs.query(query);
  const totalOf = (currency: string) =>
    totals.find((total) => total.currency === currency)?.value ?? 0;
  return {
    dimension,
    rows: rows.map((row) => {
      const { currency, value, previous } = row;
      const total = totalOf(currency);
      const share = value === null || total === 0 ? null : (value / total) * 100;
      const name = row.keys[0] ?? null;
      const budget = ownBudget(context, dimension, row, main.start);
      return { name, currency, value, previous, share, budget };
    }),
  };
}

function partsOf({ costs }: SkillContext, filters: CostQuestion["filters"]): string {
  const isOfTeam = filters.some(({ dimension }) => dimension === "team");
  return costs.allocationDimensions.includes("team") && !isOfTeam ? "team" : "ServiceName";
}

/** What the monthly budget for just these charges had in a month; null without one. */
function ownBudget(
  { budgets, today }: SkillContext,
  dimension: string,
  { keys, currency }: CostRow,
  start: string,
): number | null {
  const [value] = keys;
  if (value === undefined || value === null) return null;
  const charges = [{ dimension, operator: "in" as const, values: [value] }];
  const held = budgets
    .held(today)
    .find(
      ({ budget }) =>
        budget.currency === currency &&
        budget.cadence === "monthly" &&
        budget.metric === "EffectiveCost" &&
        isForSame(budget.filters, charges),
    );
  if (held === undefined) return null;
  return budgetAmount(held.budget, { start, end: start });
}

/** The parts as a table, one row each. */
export function partsTable({ dimension, rows }: ReportParts): AnswerTable {
  const isMixed = new Set(rows.map(({ currency }) => currency)).size > 1;
  const unit = isMixed ? {} : { unit: rows[0]?.currency ?? "" };
  const hasBudgets = rows.some(({ budget }) => budget !== null);
  return {
    columns: [
      { name: dimension, kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: "EffectiveCost", kind: "measure", ...unit },
      { name: "previous", kind: "measure", ...unit },
      { name: "delta", kind: "measure", ...unit },
      { name: "percent", kind: "measure", unit: "%" },
      { name: "share", kind: "share", unit: "%" },
      ...(hasBudgets ? [{ name: "budget", kind: "measure" as const, ...unit }] : []),
    ],
    rows: rows.map((part) => [
      part.name,
      ...(isMixed ? [part.currency] : []),
      part.value,
      part.previous,
      deltaOf(part),
      percentOf(part),
      part.share,
      ...(hasBudgets ? [part.budget] : []),
    ]),
  };
}

function deltaOf({ value, previous }: Part): number | null {
  return value === null && previous === null ? null : (value ?? 0) - (previous ?? 0);
}

function percentOf(part: Part): number | null {
  const delta = deltaOf(part);
  return delta === null || !part.previous ? null : (delta / Math.abs(part.previous)) * 100;
}
