import { dailyEffects, type PlannedChange } from "#src/analytics/forecast/planned-changes";
import { addDays, type Day, daysIn } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import { isShare, type Plan } from "#src/planned-change-book";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { liesWithin } from "#src/store/filters-within";
import { type ComingEffect, expectedIn } from "./coming-effects.ts";
import type { ForecastDays } from "./daily-amounts.ts";
import type { ListedPlan } from "./forecast-answer.ts";
import { changesOf, hasBegun, type PlannedEffect } from "./plan-changes.ts";
import { type SliceComing, sliceComing } from "./slice-coming.ts";

/** The effects of what is known to come, by currency. */
export type EffectsByCurrency = ReadonlyMap<string, readonly ComingEffect[]>;

/** A plan that began so many days ago is no longer spoken of. */
const DAYS_SPOKEN_OF = 62;

/** What plans add to a forecast of some charges in some currencies, and each of them with what became of it. */
export function plannedEffects(
  context: SkillContext,
  question: ForecastQuestion,
  days: ForecastDays,
  currencies: readonly string[],
): { readonly effects: EffectsByCurrency; readonly plans: readonly ListedPlan[] } {
  const byCurrency = new Map<string, ComingEffect[]>();
  const plans = context.plans.held(context.today).flatMap(({ plan }): ListedPlan[] => {
    const state = stateOf(plan, question, days);
    if (state !== "counted") return state === null ? [] : [{ ...plan, state, amounts: [] }];
    const all = effectsOf(context, question, plan, days);
    const effects = [...all].filter(([currency]) => currencies.includes(currency));
    for (const [currency, added] of effects) {
      byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), ...added]);
    }
    const amounts = effects.map(([currency, added]) => ({
      currency,
      value: expectedIn(added, days.period, days),
    }));
    return [{ ...plan, state: amounts.length === 0 ? "unknown" : state, amounts }];
  });
  return { effects: byCurrency, plans };
}

/** What becomes of a plan in a forecast; null where it has nothing to do with it. */
function stateOf(
  plan: Plan,
  { filters }: ForecastQuestion,
  days: ForecastDays,
): ListedPlan["state"] | null {
  if (areApart(plan.filters, filters)) return null;
  const isWithin = liesWithin(plan.filters, filters);
  if (changesSomething(plan, days)) return isWithin ? "counted" : "wider";
  const isRecent = plan.from > addDays(days.asOf, -DAYS_SPOKEN_OF);
  return isWithin && hasBegun(plan, days.asOf) && isRecent ? "begun" : null;
}

function changesSomething(plan: Plan, { asOf, period }: ForecastDays): boolean {
  const isReached = ({ from, until, perDay = 0, factor = 1 }: PlannedChange) =>
    from < period.end &&
    (until === undefined || (until > asOf && until > period.start)) &&
    (perDay !== 0 || factor !== 1);
  return changesOf(plan, asOf, period.end).some(isReached);
}

/** Whether no charge can be in both: each of them names other values of one dimension. */
function areApart(some: readonly Filter[], others: readonly Filter[]): boolean {
  return some.some(({ dimension, operator, values }) =>
    others.some(
      (other) =>
        operator === "in" &&
        other.operator === "in" &&
        dimension === other.dimension &&
        !values.some((value) => other.values.includes(value)),
    ),
  );
}

/** A change of some of the charges asked about, of a plan or a what-if. */
export interface SliceChange extends PlannedEffect, Pick<Plan, "name" | "currency"> {
  readonly filters: readonly Filter[];
  readonly probability: number;
}

/**
 * A change's effects by currency. What it adds as an amount falls in the group that its charges are in, or in one
 * of its own; nothing takes off more than its charges are expected to cost. Currencies that it can't be reckoned
 * in are left out.
 */
export function effectsOf(
  context: SkillContext,
  question: ForecastQuestion,
  change: SliceChange,
  days: ForecastDays,
): Map<string, ComingEffect[]> {
  const { kind, size, currency, filters, probability } = change;
  const changes = changesOf(change, days.asOf, days.end);
  const first = addDays(days.asOf, 1);
  if (!isShare(kind) && size > 0) {
    const zeros = new Array<number>(daysIn({ start: first, end: days.end })).fill(0);
    const daily = dailyEffects(changes, zeros, first);
    return new Map([[currency ?? "", [{ key: keyOf(change, question), probability, daily }]]]);
  }
  const slices = sliceComing(context, question, filters, days);
  return new Map(
    slices
      .filter((slice) => isShare(kind) || slice.currency === currency)
      .map((slice) => {
        const key = keyOf(change, question);
        const added = isShare(kind)
          ? ofShares(slice, changes, first)
          : [{ key, daily: ofSaving(slice, changes, first) }];
        return [slice.currency, added.map((one) => ({ ...one, probability }))];
      }),
  );
}

function ofShares({ parts }: SliceComing, changes: readonly PlannedChange[], first: Day) {
  return parts.map(({ key, daily }) => ({ key, daily: dailyEffects(changes, daily, first) }));
}

function ofSaving({ parts }: SliceComing, changes: readonly PlannedChange[], first: Day): number[] {
  const whole = (parts[0]?.daily ?? []).map((_, day) =>
    parts.reduce((sum, { daily }) => sum + (daily[day] ?? 0), 0),
  );
  const zeros = whole.map(() => 0);
  return dailyEffects(changes, zeros, first).map((effect, day) =>
    Math.max(effect, -Math.max(0, whole[day] ?? 0)),
  );
}

/** The group that all charges of a change are in; its name says that it is planned where there is no such one. */
function keyOf({ name, filters }: SliceChange, { filters: asked, groupBy }: ForecastQuestion) {
  const [dimension] = groupBy;
  if (dimension === undefined) return null;
  const of = [...filters, ...asked].find(
    (filter) => filter.dimension === dimension && filter.operator === "in",
  );
  const [only, ...others] = of?.values ?? [];
  return only === undefined || others.length > 0 ? `planned: ${name}` : only;
}
