import type { Budget } from "#src/budget-book";
import type { ProviderBudget } from "#src/provider-items";
import type { SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import type { ListedProviderBudget } from "./budget-answer.ts";
import { budgetFigures } from "./budget-figures.ts";
import { type BudgetList, isOfDimension, keeps } from "./budget-list.ts";
import { isForSame } from "./same-charges.ts";

/** The kind of cost that providers hold budgets against. */
export const PROVIDER_METRIC = "BilledCost";
/** Their years begin in January, whatever ours do. */
const CALENDAR_YEAR = 1;

/** The budgets that the providers keep, as far as a list asks for them, each once however many sources read it. */
export function providerBudgets(context: SkillContext, list: BudgetList): ListedProviderBudget[] {
  const kept = context.providers.items("budget");
  const first = new Map(
    kept.toReversed().map((one) => [JSON.stringify([one.item.provider, one.item.id]), one]),
  );
  return [...first.values()]
    .toReversed()
    .filter(({ item }) => isAskedFor(item, list))
    .map(({ source, item }) => listed(context, source, item))
    .filter(({ state }) => list.states.length === 0 || list.states.includes(state));
}

function isAskedFor(item: ProviderBudget, list: BudgetList): boolean {
  const { name, cadence, amount } = item;
  const filters = chargesOf(item);
  const isPicked =
    list.names.length + list.filters.length === 0 ||
    list.names.some((one) => one.toLowerCase() === name.toLowerCase()) ||
    (list.filters.length > 0 && liesWithin(filters, list.filters));
  const cadences: readonly string[] = list.cadences;
  return (
    isPicked &&
    isOfDimension({ filters }, list) &&
    (cadences.length === 0 || cadences.includes(cadence)) &&
    list.amounts.every((bound) => amount !== null && keeps(bound, amount))
  );
}

/** What our dimensions say of its charges: at least whose they are. */
function chargesOf({ filters, provider }: ProviderBudget): Budget["filters"] {
  const stated = filters ?? [];
  const isStated = stated.some(({ dimension }) => dimension === "ServiceProviderName");
  const own = { dimension: "ServiceProviderName", operator: "in" as const, values: [provider] };
  return isStated ? stated : [...stated, own];
}

function listed(context: SkillContext, source: string, item: ProviderBudget): ListedProviderBudget {
  const { name, provider, url, cadence, currency, amount, scope, actual, forecast } = item;
  return {
    ...{ name, source, provider, url, cadence, currency, amount, scope, actual, forecast },
    state: stateOf(item),
    ours: oursOf(context, item),
    sameAs: sameAs(context, item),
  };
}

function stateOf({ amount, actual, forecast }: ProviderBudget): ListedProviderBudget["state"] {
  const end = forecast ?? actual;
  if (amount === null || end === null) return "no data";
  if (actual !== null && actual > amount) return "over";
  return end > amount ? "at risk" : "on track";
}

function oursOf(context: SkillContext, item: ProviderBudget): ListedProviderBudget["ours"] {
  const { cadence, currency, filters } = item;
  if (filters === null || cadence === "daily") return null;
  const charges = { filters: chargesOf(item), metric: PROVIDER_METRIC, currency, cadence } as const;
  const { period, actual, outlook, freshness } = budgetFigures(context, charges, CALENDAR_YEAR);
  const forecast = outlook?.forecast?.mean ?? null;
  return { period, actual, forecast, dataThrough: freshness.dataThrough };
}

/** The name of our own budget for the same charges in the same currency and rhythm; null where there is none. */
function sameAs({ budgets, today }: SkillContext, item: ProviderBudget): string | null {
  const { filters, currency, cadence } = item;
  if (filters === null) return null;
  const same = budgets.held(today).find(({ budget }) => {
    const isSame = isForSame(budget.filters, filters) || isForSame(budget.filters, chargesOf(item));
    return isSame && budget.currency === currency && budget.cadence === cadence;
  });
  return same?.budget.name ?? null;
}
