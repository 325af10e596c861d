import { median } from "#src/analytics/forecast/statistics";
import { addDays, daysIn } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { sumOf } from "./amounts-sum.ts";
import { type DailyAmounts, type ForecastDays, readDailyAmounts } from "./daily-amounts.ts";
import type { CurrencyForecast, ListedExpiry, ListedPlan } from "./forecast-answer.ts";
import { comingIn } from "./outlook.ts";

const COMMITMENT = "CommitmentDiscountId";
const RECURRING: readonly Filter[] = [
  { dimension: "ChargeFrequency", operator: "in", values: ["Recurring"] },
  { dimension: COMMITMENT, operator: "is_null", values: [] },
];
/** The last days, whose middle one is what goes on. */
const DAYS_OF_A_LEVEL = 28;

/** What commitments and recurring fees will still cost in the period asked about, by currency. */
export function committedToCome(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
  expiries: readonly ListedExpiry[],
): ReadonlyMap<string, number> {
  const read = (filters: readonly Filter[], groupBy: string[]) => {
    const more = filters.map((filter) => ({ ...filter, values: [...filter.values] }));
    const asked = { ...question, groupBy, filters: [...question.filters, ...more] };
    return readDailyAmounts(context, asked, days).currencies;
  };
  const isCommitment: Filter = { dimension: COMMITMENT, operator: "is_not_null", values: [] };
  const commitments = read([isCommitment], [COMMITMENT]).flatMap(({ currency, parts }) =>
    parts.map((part) => ({ currency, value: toCome(part, days, endOf(part, expiries)) })),
  );
  const fees = read(RECURRING, []).map(({ currency, whole }) => ({
    currency,
    value: toCome(whole, days, undefined),
  }));
  const byCurrency = Map.groupBy([...commitments, ...fees], ({ currency }) => currency);
  return new Map(
    [...byCurrency].map(([currency, all]) => [currency, sumOf(all.map(({ value }) => value))]),
  );
}

function endOf({ key }: DailyAmounts, expiries: readonly ListedExpiry[]): string | undefined {
  return expiries.find(({ id }) => id === key)?.expires;
}

/** What goes on through the period's coming days, beyond what is charged for them already. */
function toCome(
  { known, later }: DailyAmounts,
  days: ForecastDays,
  expires: string | undefined,
): number {
  const level = median(known.slice(-DAYS_OF_A_LEVEL).map((amount) => amount ?? 0));
  const first = addDays(days.asOf, 1);
  const last = expires === undefined ? later.length : daysIn({ start: first, end: expires });
  const ahead = comingIn(days.period, days, later.length).filter((day) => day < last);
  return sumOf(ahead.map((day) => Math.max(0, level - (later[day] ?? 0))));
}

/** What a forecast is made of. The parts add up to it; what is committed is no more than what is to come. */
export function makeupOf(
  { mean, booked, currency }: Pick<CurrencyForecast, "mean" | "booked" | "currency">,
  committed: number,
  listed: { readonly plans: readonly ListedPlan[]; readonly expiries: readonly ListedExpiry[] },
): CurrencyForecast["makeup"] {
  const ofCurrency = (amounts: ListedPlan["amounts"]) =>
    sumOf(amounts.filter((one) => one.currency === currency).map(({ value }) => value));
  const planned = sumOf(listed.plans.map(({ amounts }) => ofCurrency(amounts)));
  const expiries = sumOf(listed.expiries.map(({ amounts }) => ofCurrency(amounts)));
  const rest = mean - booked - planned - expiries;
  const certain = Math.max(0, Math.min(committed, rest));
  return { booked, committed: certain, usage: rest - certain, expiries, planned };
}
