import type { AnswerTable } from "#src/answer";
import type { CostQuestion } from "#src/cost-question";
import type { SkillContext } from "#src/skill";
import type { CostResult, CostRow } from "#src/store/cost-query";
import { dimensionColumns } from "./cost-answer.ts";

type Column = AnswerTable["columns"][number];

/** A column after the dimensions; `unit` is the currency where it is absent, and the currency is one. */
export interface MeasureColumn {
  readonly name: string;
  readonly kind: "measure" | "share";
  readonly unit?: string;
  cellOf(row: CostRow): number | null;
}

/**
 * A result as a table: the bucket of a series, the dimensions, the currency where there are several, then the
 * measures. Null where the answer is a single number.
 */
export function costTable(
  context: SkillContext,
  question: CostQuestion,
  result: CostResult,
  measures: readonly MeasureColumn[],
): AnswerTable | null {
  const { granularity, groupBy } = question;
  if (granularity === null && groupBy.length === 0) return null;
  const dimensions = dimensionColumns(context, question, result);
  const totals = [...result.totals, ...result.previousTotals];
  const currencies = [...new Set(totals.map(({ currency }) => currency))];
  const isMixed = currencies.length > 1;
  const currencyUnit = isMixed ? {} : { unit: currencies[0] ?? "" };
  const columns: Column[] = [
    ...(granularity === null ? [] : [{ name: granularity, kind: "time" as const }]),
    ...dimensions.columns,
    ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
    ...measures.map(({ name, kind, unit }) =>
      unit === undefined ? { name, kind, ...currencyUnit } : { name, kind, unit },
    ),
  ];
  const rows = result.rows.map((row) => [
    ...(granularity === null ? [] : [row.bucket]),
    ...dimensions.cellsOf(row.keys),
    ...(isMixed ? [row.currency] : []),
    ...measures.map((measure) => measure.cellOf(row)),
  ]);
  return { columns, rows };
}
