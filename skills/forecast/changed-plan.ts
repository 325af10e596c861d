import { UserError } from "#src/errors";
import { addDays, addMonths } from "#src/focus/day";
import { isShare, type Plan, planKey, plannedChangeSchema } from "#src/planned-change-book";
import type { SkillContext } from "#src/skill";
import { plainQuery } from "#src/store/cost-query";
import { liesWithin } from "#src/store/filters-within";
import { planCharges } from "./known-words.ts";
import type { PlanChange } from "./plan-change-input.ts";

/** What becomes of which plan; `before` is null for a new one, `after` for one that is given up. */
export interface ChangedPlan {
  readonly name: string;
  readonly before: Plan | null;
  readonly after: Plan | null;
}

/** Works out what is to change. @throws UserError where that isn't clear or isn't allowed */
export function changedPlan(context: SkillContext, input: PlanChange): ChangedPlan {
  const before = planMeant(context, input);
  if (before === null && input.change !== "plan") throw new UserError(notThere(context, input));
  if (before !== null) context.rights.require("act", before);
  if (before !== null && input.change === "forget") {
    return { name: before.name, before, after: null };
  }
  const after = before === null ? newPlan(context, input) : changed(context, before, input);
  if (before === null || !isForSame(before, after)) {
    context.rights.require("act", { filters: after.filters });
  }
  if (!context.plans.mayKeep(after, context.today)) {
    throw new UserError(
      "This plan can't be kept: it would change charges that you don't see, or its name is taken. Say which of your own charges it is for.",
    );
  }
  return { name: after.name, before, after };
}

/** Who may change a plan may do so for its charges; for others they need to be theirs, too. */
function isForSame({ filters }: Plan, after: Plan): boolean {
  return JSON.stringify(filters) === JSON.stringify(after.filters);
}

/** The plan of that name; else the one whose name holds these words, or the only one for just these charges. */
function planMeant({ plans, today }: SkillContext, { name, filters, change }: PlanChange) {
  const all = plans.held(today).map(({ plan }) => plan);
  const exact = all.find((plan) => name !== null && planKey(plan.name) === planKey(name));
  if (exact !== undefined) return exact;
  if (change === "plan") return null;
  const isMeant = (plan: Plan) =>
    name !== null
      ? planKey(plan.name).includes(planKey(name))
      : liesWithin(plan.filters, filters) && liesWithin(filters, plan.filters);
  const fitting = all.filter(isMeant);
  const [first, ...others] = fitting;
  if (others.length > 0) {
    const list = fitting.map((plan) => `“${plan.name}”`).join(", ");
    throw new UserError(`Several plans fit: ${list}. Say which one you mean by its name.`);
  }
  return first ?? null;
}

function notThere({ plans, today }: SkillContext, { name, filters }: PlanChange): string {
  const which = name === null ? planCharges(filters) : ` “${name}”`;
  const names = plans.held(today).map(({ plan }) => `“${plan.name}”`);
  const there = names.length === 0 ? "Nothing is planned yet." : `There are ${names.join(", ")}.`;
  return `There is no plan${which}. ${there}`;
}

/** What is said takes the place of what was; the rest stays. */
function changed(context: SkillContext, before: Plan, input: PlanChange): Plan {
  const kind = input.kind ?? before.kind;
  const currency = input.currency ?? before.currency;
  const { period, stays } = input;
  const span =
    period === undefined
      ? { from: before.from, until: before.until }
      : { from: period.start, until: stays && kind !== "one-off" ? null : period.end };
  return parsed({
    ...before,
    ...span,
    kind,
    size: input.size ?? before.size,
    filters: input.filters.length === 0 ? before.filters : input.filters,
    currency: isShare(kind) ? null : (currency ?? currencyOf(context, input)),
    probability: input.probability ?? before.probability,
    owner: input.owner ?? before.owner,
  });
}

function newPlan(context: SkillContext, input: PlanChange): Plan {
  const { kind, size, period, stays, filters, probability, owner } = input;
  if (kind === null || size === null) {
    throw new UserError(
      "Say what it changes: an amount such as $12k a month or $30k once, or a percentage.",
    );
  }
  if (period === undefined) throw new UserError("Say when it begins, such as “from 1 March”.");
  return parsed({
    name: input.name ?? labelOf(context, input),
    filters,
    kind,
    size,
    currency: isShare(kind) ? null : (input.currency ?? currencyOf(context, input)),
    from: period.start,
    until: stays && kind !== "one-off" ? null : period.end,
    ...(probability === null ? {} : { probability }),
    owner,
  });
}

function parsed(plan: object): Plan {
  const result = plannedChangeSchema.safeParse(plan);
  if (result.success) return result.data;
  throw new UserError(`This can't be planned: ${result.error.issues[0]?.message ?? "unclear"}.`);
}

const LONGEST_NAME = 60;

function labelOf({ costs }: SkillContext, { filters, size }: PlanChange): string {
  const names = filters.flatMap(({ dimension, values }) =>
    values.map((value) => costs.nameOf(dimension, value) ?? value),
  );
  const of = names.length === 0 ? "everything" : names.join(", ");
  return `${of.slice(0, LONGEST_NAME)} ${(size ?? 0) < 0 ? "less" : "growth"}`;
}

const MONTHS_LOOKED_AT = 3;

/** The currency that the charges of the last months are billed in. */
function currencyOf({ costs, today }: SkillContext, { filters }: PlanChange): string {
  const period = { start: addMonths(today, -MONTHS_LOOKED_AT), end: addDays(today, 1) };
  const of = costs.query(plainQuery(period, filters)).totals;
  // A plan may be for charges that aren't there yet.
  const totals = of.length > 0 ? of : costs.query(plainQuery(period, [])).totals;
  const [only, ...others] = totals;
  if (only === undefined || others.length > 0) {
    const list = totals.map(({ currency }) => currency).join(" and ");
    const why = list === "" ? "there are no charges to tell it by" : `the charges are in ${list}`;
    throw new UserError(`Say the currency, such as 12,000 EUR a month; ${why}.`);
  }
  return only.currency;
}
