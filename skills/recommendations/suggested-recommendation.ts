import { personWords } from "#skills/anomalies/anomaly-words";
import { type Rise, riseFinder } from "#skills/anomalies/risen-charges";
import { inCurrency } from "#skills/budgets/same-charges";
import { formatDay, formatMoney } from "#src/cards/format";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { HeldSuggestion } from "#src/recommendations/suggestions";
import { type ChargesOf, chargesKept } from "./charges-of.ts";
import { KIND_DEFAULTS } from "./kind-defaults.ts";
import { DAYS_PER_MONTH } from "./month-days.ts";
import { usageQuery } from "./rules/lines.ts";
import type { RuleContext } from "./rules/rule.ts";

const KIND = "other";
/** What charges of several providers go by. */
const SEVERAL_PROVIDERS = "several providers";

/** What people suggest, as recommendations; those whose charges cost what was usual again are left out. */
export function suggestedRecommendations(
  context: RuleContext,
  suggestions: readonly HeldSuggestion[],
): readonly Recommendation[] {
  if (suggestions.length === 0) return [];
  const riseOf = riseFinder(context);
  return suggestions.flatMap((suggestion) => {
    const rise = riseOf(suggestion);
    const charges = chargesKept(context, inCurrency(suggestion.filters, suggestion.currency));
    if (rise === null || charges === null || charges.monthlyCost <= 0) return [];
    return [recommendationOf(context, suggestion, rise, charges)];
  });
}

/** It saves what a month costs more than was usual, and no more than the last 30 days cost. */
function recommendationOf(
  context: RuleContext,
  suggestion: HeldSuggestion,
  rise: Rise,
  charges: ChargesOf,
): Recommendation {
  const { key, label, filters, currency, start, person } = suggestion;
  const { monthlyCost } = charges;
  const monthlySaving = Math.min(rise.excessPerDay * DAYS_PER_MONTH, monthlyCost);
  const from = `suggested by ${personWords(person)}`;
  return {
    key,
    kind: KIND,
    action: `Bring ${label} back to what it cost before ${formatDay(start)}`,
    reason: reasonOf(suggestion, rise),
    filters,
    ...placeOf(context, suggestion, charges),
    covers: [],
    currency,
    monthlySaving,
    monthlyCost,
    findings: [{ from, isProvider: false, itemId: null, monthlySaving, priced: "paid" }],
    ...KIND_DEFAULTS[KIND],
  };
}

function reasonOf(
  { currency, start, person, at }: HeldSuggestion,
  { usualPerDay, excessPerDay }: Rise,
): string {
  const money = (value: number) => formatMoney(value, currency);
  const costs = `A day costs ${money(excessPerDay)} more than the ${money(usualPerDay)} that was usual before ${formatDay(start)}`;
  return `${costs}. Suggested by ${personWords(person)} on ${formatDay(at.slice(0, 10))}.`;
}

type Place = Pick<
  Recommendation,
  | "provider"
  | "resourceId"
  | "resourceName"
  | "subAccountId"
  | "subAccountName"
  | "serviceName"
  | "regionId"
  | "team"
  | "environment"
>;

/** Where it is, as far as its filters say so; team and environment are those of most of its cost. */
function placeOf(
  { costs, days }: RuleContext,
  { filters, currency }: HeldSuggestion,
  charges: ChargesOf,
): Place {
  const only = (dimension: string) => onlyValue(filters, dimension);
  const { rows } = costs.query({
    ...usageQuery(days, inCurrency(filters, currency)),
    groupBy: ["ServiceProviderName"],
  });
  const [provider, ...others] = rows.flatMap(({ keys: [name] }) => name ?? []);
  const subAccountId = only("SubAccountId");
  const resourceId = only("ResourceId");
  return {
    provider: provider === undefined || others.length > 0 ? SEVERAL_PROVIDERS : provider,
    resourceId,
    resourceName: costs.nameOf("ResourceId", resourceId),
    subAccountId,
    subAccountName: costs.nameOf("SubAccountId", subAccountId),
    serviceName: only("ServiceName"),
    regionId: only("RegionId"),
    team: only("team") ?? charges.team,
    environment: only("environment") ?? charges.environment,
  };
}

/** The value of a dimension that filters leave; null where they leave several. */
function onlyValue(filters: HeldSuggestion["filters"], dimension: string): string | null {
  const [value, ...others] =
    filters.find((one) => one.dimension === dimension && one.operator === "in")?.values ?? [];
  return typeof value !== "string" || others.length > 0 ? null : value;
}
