import { dimensionColumns } from "#skills/spend/cost-answer";
import type { AnswerTable } from "#src/answer";
import type { CostQuestion } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import { bucketStart } from "#src/focus/granularity";
import type { SkillContext } from "#src/skill";
import type { CostResult } from "#src/store/cost-query";
import type { AgreedForecast } from "./agreed-forecast.ts";
import type { Outlook } from "./outlook.ts";

const MEASURES = ["booked", "forecast", "lo80", "hi80", "lo95", "hi95"];

/** A currency's agreed forecast as the table lists it. */
export interface ListedForecast {
  readonly currency: string;
  readonly agreed: AgreedForecast;
}

/** A row a step and group, groups by size; null where there is only one number. */
export function forecastTable(
  context: SkillContext,
  question: CostQuestion,
  result: CostResult,
  steps: readonly Period[],
  listed: readonly ListedForecast[],
): AnswerTable | null {
  const { granularity } = question;
  if (granularity === null && question.groupBy.length === 0) return null;
  const dimensions = dimensionColumns(context, question, result);
  const isMixed = listed.length > 1;
  const unit = isMixed ? {} : { unit: listed[0]?.currency ?? "" };
  const cells = (key: string | null) =>
    question.groupBy.length === 0 ? [] : dimensions.cellsOf([key]);
  const rows = steps.flatMap(({ start }, step) =>
    listed.flatMap(({ currency, agreed }) =>
      slicesOf(agreed).map(({ key, outlook }) => [
        ...(granularity === null ? [] : [bucketStart(start, granularity)]),
        ...cells(key),
        ...(isMixed ? [currency] : []),
        ...amountsAt(outlook, step),
      ]),
    ),
  );
  return {
    columns: [
      ...(granularity === null ? [] : [{ name: granularity, kind: "time" as const }]),
      ...dimensions.columns,
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      ...MEASURES.map((name) => ({ name, kind: "measure" as const, ...unit })),
    ],
    rows,
  };
}

function slicesOf({ whole, parts }: AgreedForecast) {
  return parts.length === 0 ? [{ key: null, outlook: whole }] : parts;
}

function amountsAt({ booked, coming }: Outlook, step: number): number[] {
  const start = booked[step] ?? 0;
  const { mean, lo80, hi80, lo95, hi95 } = coming;
  return [start, ...[mean, lo80, hi80, lo95, hi95].map((amounts) => start + (amounts[step] ?? 0))];
}
