import { formatMoney, formatPercent } from "#src/cards/format";
import { addDays, addMonths } from "#src/focus/day";
import { COMMITMENT_PROGRAMS, type CommitmentProgram } from "./commitment-programs.ts";
import { BY_THE_HOUR, dailyCosts, is, ON_DEMAND, perMonth, usageQuery } from "./lines.ts";
import type { RecommendationRule, RuleContext, RuleFinding } from "./rule.ts";

/** What was used on demand on the quietest of so many days would always have been covered. */
const STEADY_DAYS = 30;
/** Prices that were paid under commitments are looked for in so many months. */
const MONTHS_OF_PRICES = 12;
const TERM_DAYS = 365;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 50;
/** The quietest day as a share of the mean one: the lower it is, the more does the usage come and go. */
const STEADY = 0.9;
const UNSTEADY = 0.6;
const SERVICES = is("ServiceName", ...COMMITMENT_PROGRAMS.map(({ serviceName }) => serviceName));

/**
 * Steady usage on demand for which a commitment is sold: on the quietest day's cost, at the discount that commitments
 * of the same service had in the bill, else at the least one that providers list for a year.
 */
export const commitmentCoverage: RecommendationRule = {
  name: "commitment-coverage",
  find(context) {
    const period = { start: addDays(context.days.end, -STEADY_DAYS), end: context.days.end };
    const by = ["ServiceProviderName", "ServiceName", "SkuMeter"];
    const usage = dailyCosts(context, [SERVICES, ON_DEMAND, BY_THE_HOUR], by, period);
    const discounts = discountsPaid(context);
    return COMMITMENT_PROGRAMS.flatMap((program) => {
      const own = usage.filter(
        ({ values: [provider, service, meter] }) =>
          provider === program.provider &&
          service === program.serviceName &&
          program.isMeter.test(meter ?? ""),
      );
      const byCurrency = Map.groupBy(own, ({ currency }) => currency);
      return [...byCurrency].flatMap(([currency, series]): RuleFinding[] => {
        const days = Array.from({ length: STEADY_DAYS }, (_, index) => {
          const day = addDays(period.start, index);
          return series.reduce((sum, { costs }) => sum + (costs.get(day) ?? 0), 0);
        });
        const paid = discounts.get(`${currency} ${program.serviceName}`) ?? null;
        const meters = [...new Set(series.flatMap(({ values }) => values[2] ?? []))];
        return findingOf(program, currency, meters, days, paid);
      });
    });
  },
};

/** The share off the contracted price under commitments, by currency and service; those that save something. */
function discountsPaid({ costs, days }: RuleContext): ReadonlyMap<string, number> {
  const period = { start: addMonths(days.end, -MONTHS_OF_PRICES), end: days.end };
  const used = [SERVICES, is("CommitmentDiscountStatus", "Used")];
  const query = { ...usageQuery(period, used), groupBy: ["ServiceName"] };
  const paid = costs.query(query).rows;
  return new Map(
    costs.query({ ...query, metric: "ContractedCost" }).rows.flatMap((onDemand) => {
      const { keys, currency, value } = onDemand;
      const own = paid.find((row) => row.keys[0] === keys[0] && row.currency === currency);
      const discount = 1 - (own?.value ?? 0) / (value || Number.POSITIVE_INFINITY);
      return discount > 0 && discount < 1 ? [[`${currency} ${keys[0]}`, discount] as const] : [];
    }),
  );
}

function findingOf(
  { name, provider, serviceName, words, leastDiscount }: CommitmentProgram,
  currency: string,
  meters: readonly string[],
  days: readonly number[],
  paidDiscount: number | null,
): RuleFinding[] {
  const discount = paidDiscount ?? leastDiscount;
  const total = days.reduce((sum, cost) => sum + cost, 0);
  const least = Math.min(...days);
  const steadyShare = least / (total / days.length);
  const steadyCost = perMonth(least * STEADY_DAYS);
  const monthlySaving = steadyCost * discount;
  if (!(monthlySaving >= LEAST_SAVING)) return [];
  const breakEven = Math.ceil(TERM_DAYS * (1 - discount));
  const off = formatPercent(100 * discount);
  const basis =
    paidDiscount === null
      ? `a year's commitment takes at least ${off} off`
      : `commitments for it take ${off} off in this bill`;
  const finding: RuleFinding = {
    kind: "buy-commitment",
    thing: `${provider}/${name}/${currency}`,
    action: `Cover the steady part of ${serviceName} with ${words}`,
    reason: `At least ${formatMoney(steadyCost, currency)} a month was used on demand on every one of the last ${STEADY_DAYS} days; ${basis}. A year of it pays for itself once the usage goes on for ${breakEven} of ${TERM_DAYS} days.`,
    filters: [is("ServiceName", serviceName), is("SkuMeter", ...meters), ON_DEMAND],
    provider,
    resourceId: null,
    covers: [],
    subAccountId: null,
    serviceName,
    regionId: null,
    currency,
    monthlySaving,
    monthlyCost: perMonth(total),
    risk: riskOf(steadyShare),
  };
  return [finding];
}

function riskOf(steadyShare: number): "low" | "medium" | "high" {
  if (steadyShare >= STEADY) return "low";
  return steadyShare >= UNSTEADY ? "medium" : "high";
}
