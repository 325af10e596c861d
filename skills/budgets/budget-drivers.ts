import { type ExplainAnswer, explainAnswerSchema } from "#skills/spend/explain/explanation";
import { explainChangeSkill } from "#skills/spend/explain-change";
import { explainQuestionSchema } from "#src/cost-question";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { BudgetDriver, BudgetStatus } from "./budget-answer.ts";
import { chargedIn } from "./budget-figures.ts";
import { periodBefore } from "./budget-period.ts";
import { inCurrency } from "./same-charges.ts";

/** Below this part of the budget a driver isn't worth a look. */
const LEAST_SHARE = 0.01;
const MOST_DRIVERS = 5;

/** A status with what is worked out for one budget alone: what drives it, and how much of it is committed. */
export function withDetail(context: SkillContext, status: BudgetStatus): BudgetStatus {
  return {
    ...status,
    committed: committedOf(context, status),
    drivers: driversOf(context, status),
  };
}

/**
 * The charges that cost more than their share of the budget, those in which nothing stands out last. The shares go by what each cost in the period before,
 * the budget's pace by what had come by the same day then.
 */
function driversOf(context: SkillContext, status: BudgetStatus): BudgetDriver[] {
  const explained = comparedWithBefore(context, status);
  const { currency, amount } = status;
  const { drivers = [] } = explained.explanation.find((one) => one.currency === currency) ?? {};
  const { totals, fullTotals } = explained.comparison ?? { totals: [], fullTotals: null };
  const before = (fullTotals ?? totals).find((total) => total.currency === currency)?.value ?? 0;
  if (before <= 0) return [];
  const above = drivers
    .map(({ kind, label, after, before: was, firstDay, owner }) => {
      const allowance = ((was ?? 0) / before) * amount;
      const actual = after ?? 0;
      const driver = {
        label,
        actual,
        allowance,
        above: actual - allowance,
        since: firstDay,
        owner,
      };
      return { kind, driver };
    })
    .filter(({ driver }) => driver.above > 0 && driver.above >= LEAST_SHARE * amount)
    .toSorted((a, b) => b.driver.above - a.driver.above);
  const of = (isRest: boolean) =>
    above.filter(({ kind }) => (kind === "rest") === isRest).map(({ driver }) => driver);
  return [...of(false).slice(0, MOST_DRIVERS), ...of(true)];
}

function comparedWithBefore(
  context: SkillContext,
  { metric, filters, currency, cadence, period }: BudgetStatus,
): ExplainAnswer {
  const question = explainQuestionSchema.parse({
    metric,
    period,
    filters: inCurrency(filters, currency),
    compare: { kind: "period", period: periodBefore(cadence, period), running: true },
  });
  return explainAnswerSchema.parse(explainChangeSkill.run(context, question));
}

/** What commitments paid for or left unused, and fees that recur: neither goes away by using less. */
function committedOf(context: SkillContext, status: BudgetStatus): BudgetStatus["committed"] {
  const { actual, period } = status;
  if (actual === null || actual <= 0) return null;
  const soFar = { start: period.start, end: addDays(context.today, 1) };
  const commitment = { dimension: "CommitmentDiscountId", values: [] };
  const ofCommitments = chargedIn(context, status, soFar, [
    { ...commitment, operator: "is_not_null" },
  ]);
  const recurring = chargedIn(context, status, soFar, [
    { ...commitment, operator: "is_null" },
    { dimension: "ChargeFrequency", operator: "in", values: ["Recurring"] },
  ]);
  const amount = (ofCommitments ?? 0) + (recurring ?? 0);
  return { amount, percent: (amount / actual) * 100 };
}
