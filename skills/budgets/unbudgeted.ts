import { agreedForecast, totalOf } from "#skills/forecast/agreed-forecast";
import { forecastDays, readDailyAmounts } from "#skills/forecast/daily-amounts";
import { outlookOf } from "#skills/forecast/outlook";
import { FEWEST_VALUES } from "#src/analytics/forecast/series";
import { type Budget, budgetSchema } from "#src/budget-book";
import { addDays, addMonths, type Day } from "#src/focus/day";
import { forecastQuestionSchema } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import { plainQuery } from "#src/store/cost-query";
import { NAME_COLUMNS } from "#src/store/dimension";
import { liesWithin } from "#src/store/filters-within";
import { type NewBudget, type ProposedBudget, proposedAmount } from "./proposed-budget.ts";

const METRIC = "EffectiveCost";
const MONTHS_LOOKED_AT = 3;

/** Of which things it is asked whether they have a budget. */
export interface Asked {
  readonly dimension: string;
  readonly filters: Budget["filters"];
}

/** Those that cost something and have no budget, the costliest first, and how many there are in all. */
export interface Unbudgeted {
  readonly proposed: readonly ProposedBudget[];
  /** In how many currencies all of them are billed; each value counts once in each. */
  readonly currencies: number;
  readonly all: number;
  readonly dataThrough: Day | null;
  readonly basis: { readonly query: string; readonly rows: number };
}

/** What one value of the dimension costs in one currency. */
interface Spender {
  readonly value: string;
  readonly currency: string;
  readonly months: readonly (number | null)[];
  readonly forecast: number | null;
}

/** Finds what has no budget of its own, here or at a provider, with a budget for each. */
export function unbudgeted(context: SkillContext, asked: Asked): Unbudgeted {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough, firstDay } = costs.freshness(asked.filters, today, completenessLagDays);
  const nothing = {
    proposed: [],
    currencies: 0,
    all: 0,
    dataThrough,
    basis: { query: "", rows: 0 },
  };
  if (dataThrough === null || firstDay === null) return nothing;
  const { spenders, basis } = spendersOf(context, asked, { dataThrough, firstDay });
  const worth = spenders.flatMap((spender) => {
    const amount = proposedAmount({ ...spender, months: [...spender.months] }, spender.currency);
    return amount === null ? [] : [{ ...spender, ...amount }];
  });
  const taken = new Set(context.budgets.held(today).map(({ budget }) => lower(budget.name)));
  const without = worth
    .filter((spender) => !hasBudget(context, asked, spender))
    .toSorted((a, b) => b.amount - a.amount);
  const proposed = without.map((spender): ProposedBudget => {
    const { value, currency, amount, reason, months, forecast } = spender;
    const filters = filtersFor(asked, value);
    const budget = { name: freeName(context, asked, spender, taken), filters, currency, amount };
    taken.add(lower(budget.name));
    const maySet = mayMake(context, budget);
    return { ...budget, value, months: [...months], forecast, reason, maySet };
  });
  const currencies = new Set(worth.map(({ currency }) => currency)).size;
  return { proposed, currencies, all: worth.length, dataThrough, basis };
}

/** Whether the asker may set a budget, as a new one. */
export function mayMake({ budgets, rights, today }: SkillContext, budget: NewBudget): boolean {
  const { name, filters } = budget;
  return (
    rights.may("govern", { filters }) && budgets.mayKeep(name, budgetSchema.parse(budget), today)
  );
}

function spendersOf(
  context: SkillContext,
  { dimension, filters }: Asked,
  reach: { readonly firstDay: Day; readonly dataThrough: Day },
) {
  const end = addMonths(addDays(reach.dataThrough, 1), 0);
  const start = addMonths(end, -MONTHS_LOOKED_AT);
  const result = context.costs.query({
    ...plainQuery({ start, end }, filters),
    metric: METRIC,
    groupBy: [dimension],
    granularity: "month",
  });
  const forecasts = forecastsOf(context, { dimension, filters }, reach);
  const keys = new Map(
    [...result.rows.map(({ keys: [key], currency }) => ({ key, currency })), ...forecasts].map(
      ({ key, currency }) => [JSON.stringify([key, currency]), { key, currency }],
    ),
  );
  const months = Array.from({ length: MONTHS_LOOKED_AT }, (_, at) => addMonths(start, at));
  const spenders = [...keys.values()].flatMap(({ key, currency }): Spender[] => {
    if (key === null || key === undefined) return [];
    const isIts = (one: { readonly currency: string }) => one.currency === currency;
    const rows = result.rows.filter((row) => row.keys[0] === key && isIts(row));
    const forecast = forecasts.find((one) => one.key === key && isIts(one))?.amount ?? null;
    const amounts = months.map(
      (month) => rows.find(({ bucket }) => bucket === month)?.value ?? null,
    );
    return [{ value: key, currency, months: amounts, forecast }];
  });
  return { spenders, basis: { query: result.sql, rows: result.charges } };
}

/** Where the running month will end for each of them, in agreement with the whole's forecast. */
function forecastsOf(
  context: SkillContext,
  { dimension, filters }: Asked,
  { firstDay, dataThrough }: { readonly firstDay: Day; readonly dataThrough: Day },
) {
  const { today } = context;
  const month = { start: addMonths(today, 0), end: addMonths(today, 1) };
  const days = forecastDays(month, { firstDay, asOf: dataThrough, today });
  const question = forecastQuestionSchema.parse({ metric: METRIC, filters, groupBy: [dimension] });
  const { currencies } = readDailyAmounts(context, question, days);
  return currencies.flatMap((amounts) => {
    const { whole, currency } = amounts;
    if (whole.known.filter((day) => day !== null).length < FEWEST_VALUES) return [];
    const { parts } = agreedForecast(amounts, outlookOf(whole, days, true), [month], days);
    return parts.map(({ key, outlook }) => ({ key, currency, amount: totalOf(outlook) }));
  });
}

function filtersFor({ dimension, filters }: Asked, value: string): Budget["filters"] {
  const others = filters.filter((filter) => filter.dimension !== dimension);
  return [{ dimension, operator: "in", values: [value] }, ...others];
}

/** A budget that names the thing and holds all of its charges that are asked about. */
function hasBudget(context: SkillContext, asked: Asked, { value, currency }: Spender): boolean {
  const { budgets, providers, costs, today } = context;
  const { dimension } = asked;
  const nameColumn = NAME_COLUMNS[dimension];
  const name = costs.nameOf(dimension, value);
  const named = nameColumn === undefined || name === null ? [] : [inValue(nameColumn, name)];
  const charges = [...filtersFor(asked, value), ...named];
  const ours = budgets.held(today).map(({ budget }) => budget);
  const theirs = providers.items("budget").map(({ item }) => item);
  return [...ours, ...theirs].some((budget) => {
    const filters = (budget.filters ?? []).filter(
      (filter) => !isBeside(filter.dimension, dimension),
    );
    const isNamed = filters.some((one) => [dimension, nameColumn].includes(one.dimension));
    return isNamed && budget.currency === currency && liesWithin(charges, filters);
  });
}

function inValue(dimension: string, value: string): Budget["filters"][number] {
  return { dimension, operator: "in", values: [value] };
}

/** A thing lies at one provider, and a budget has its currency by itself. */
function isBeside(dimension: string, asked: string): boolean {
  return (
    dimension === "BillingCurrency" ||
    (dimension === "ServiceProviderName" && asked !== "ServiceProviderName")
  );
}

function freeName(
  { costs }: SkillContext,
  { dimension }: Asked,
  { value, currency }: Spender,
  taken: ReadonlySet<string>,
): string {
  const name = (costs.nameOf(dimension, value) ?? value).slice(0, LONGEST_NAME).trim();
  const choices = [name, `${name} ${currency}`, `${name} (${value.slice(-ENDING)}) ${currency}`];
  return choices.find((one) => !taken.has(lower(one))) ?? `${name} ${taken.size + 1}`;
}

/** Leaves room for what tells it from others, within the 80 characters of a budget's name. */
const LONGEST_NAME = 60;
const ENDING = 12;

function lower(name: string): string {
  return name.toLowerCase();
}
