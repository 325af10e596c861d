import { blankAnswer } from "#src/answer";
import { formatPeriod } from "#src/cards/format";
import type { SkillContext } from "#src/skill";
import type { AnomaliesAnswer } from "./anomaly-answer.ts";
import type { AnomalyList } from "./anomaly-list.ts";
import type { Sweep } from "./sweep.ts";

/** An answer's fields as far as the question decides them. */
export function emptyAnomalies({ filters, period }: AnomalyList): AnomaliesAnswer {
  return {
    ...blankAnswer(),
    metric: "EffectiveCost",
    period: period ?? null,
    filters,
    anomalies: [],
  };
}

/** What is judged, and against what. */
export function judgedWords({ period }: Sweep): string[] {
  return [
    "effective (amortised) cost of usage; purchases, tax, credits, refunds and corrections are kept apart",
    `each day is judged by what was usual before it, since ${period.start}`,
  ];
}

/** The answer where there are no charges to look at. */
export function noAnomalyData(context: SkillContext, list: AnomalyList): AnomaliesAnswer {
  const { costs, today, completenessLagDays } = context;
  const { firstDay, dataThrough } = costs.freshness(list.filters, today, completenessLagDays);
  const there =
    firstDay === null
      ? "no charges match on any day"
      : `the data reach from ${firstDay} to ${dataThrough ?? firstDay}`;
  const days = list.period === undefined ? "" : ` in ${formatPeriod(list.period)}`;
  return {
    ...emptyAnomalies(list),
    status: "no_data",
    dataThrough,
    notes: [`There is no usage to look for anomalies in${days}; ${there}.`],
    suggestions: ["How fresh is the data?"],
  };
}
