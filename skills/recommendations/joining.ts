import { formatMoney } from "#src/cards/format";
import type { Recommendation } from "#src/recommendations/recommendation";
import {
  accountService,
  type ChargesOf,
  chargesOfResources,
  chargesOfServices,
} from "./charges-of.ts";
import { type FoundByRule, type Item, type Joined, joinedByKey } from "./join-by-key.ts";
import { KIND_DEFAULTS } from "./kind-defaults.ts";
import { type PaidSaving, paidSaving } from "./paid-saving.ts";
import { is } from "./rules/lines.ts";
import type { RuleContext } from "./rules/rule.ts";

/** What is known of the charges of all that was found. */
interface Known {
  readonly resources: ReadonlyMap<string, ChargesOf>;
  readonly services: ReadonlyMap<string, ChargesOf>;
}

/** What rules found and what providers list, each once, the largest saving first; what saves nothing is left out. */
export function joined(
  context: RuleContext,
  found: readonly FoundByRule[],
): readonly Recommendation[] {
  const all = joinedByKey(context, found);
  const known = knownOf(context, all);
  return all
    .map((one) => recommendationOf(context, one, known))
    .filter(({ monthlySaving }) => monthlySaving > 0)
    .toSorted((a, b) => b.monthlySaving - a.monthlySaving);
}

function knownOf(context: RuleContext, all: readonly Joined[]): Known {
  const ids = all.flatMap(({ own, items }) => [
    ...(own?.covers ?? []),
    ...[own?.resourceId, ...items.map(({ item }) => item.resourceId)].flatMap((id) => id ?? []),
  ]);
  const spelled = ids.flatMap((id) => (id.startsWith("/") ? [id, id.toLowerCase()] : [id]));
  const ofServices = all.flatMap(({ own }) =>
    own !== null && own.resourceId === null && own.covers.length === 0 ? [own] : [],
  );
  const accounts = ofServices.flatMap(({ subAccountId }) => subAccountId ?? []);
  const services = ofServices.flatMap(({ serviceName }) => serviceName ?? []);
  return {
    resources: chargesOfResources(context, [...new Set(spelled)]),
    services: chargesOfServices(context, [...new Set(accounts)], [...new Set(services)]),
  };
}

function recommendationOf(context: RuleContext, one: Joined, known: Known): Recommendation {
  const { key, own, items } = one;
  const charges = chargesOf(one, known);
  const paid = items.map(({ item }) => paidSaving(item, chargesOfItem(item, known)));
  const currency = own?.currency ?? charges?.currency ?? paid[0]?.currency ?? "";
  const monthlyCost =
    own?.monthlyCost ?? (charges?.currency === currency ? charges.monthlyCost : null);
  const monthlySaving = savingOf(one, paid, currency);
  const [first] = items;
  const kind = own?.kind ?? first?.item.kind ?? "other";
  return {
    key,
    kind,
    action: own?.action ?? first?.item.action ?? "",
    reason: own?.reason ?? reasonOf(one, { currency, monthlyCost, monthlySaving }),
    filters: [...(own?.filters ?? filtersOf(one))].map(copied),
    provider: own?.provider ?? first?.item.provider ?? "",
    ...placeOf(context, one, charges),
    covers: [...(own?.covers ?? [])],
    currency,
    monthlySaving: monthlyCost === null ? monthlySaving : Math.min(monthlySaving, monthlyCost),
    monthlyCost,
    findings: findingsOf(one, paid, currency),
    ...traitsOf(one, kind),
  };
}

/** The resource's, of all resources of a group, or of the service in the account. */
function chargesOf({ own, items }: Joined, known: Known): ChargesOf | null {
  const resourceId = own === null ? (items[0]?.item.resourceId ?? null) : own.resourceId;
  if (resourceId !== null) return resourceOf(resourceId, known);
  if (own === null) return null;
  const covered = own.covers.flatMap((id) => known.resources.get(id) ?? []);
  const [first] = covered;
  if (first === undefined) {
    return known.services.get(accountService(own.subAccountId, own.serviceName)) ?? null;
  }
  const same = (field: "team" | "environment") =>
    covered.every((other) => other[field] === first[field]) ? first[field] : null;
  return { ...first, team: same("team"), environment: same("environment") };
}

function chargesOfItem({ resourceId }: Item["item"], known: Known): ChargesOf | null {
  return resourceId === null ? null : resourceOf(resourceId, known);
}

function resourceOf(id: string, { resources }: Known): ChargesOf | null {
  return resources.get(id) ?? resources.get(id.toLowerCase()) ?? null;
}

/**
 * Of one resource the lowest figure counts. What has no resource adds up where only providers say it; where a rule of
 * ours does, its figure is the one on what is paid.
 */
function savingOf({ own, items }: Joined, paid: readonly PaidSaving[], currency: string): number {
  const savings = paid.flatMap((one) => (one.currency === currency ? one.monthlySaving : []));
  const isOfResource = (own === null ? items[0]?.item.resourceId : own.resourceId) !== null;
  if (isOfResource) return Math.min(...savings, own?.monthlySaving ?? Number.POSITIVE_INFINITY);
  return own?.monthlySaving ?? savings.reduce((sum, saving) => sum + saving, 0);
}

function findingsOf(
  { own, items }: Joined,
  paid: readonly PaidSaving[],
  currency: string,
): Recommendation["findings"] {
  const ofRule: Recommendation["findings"] =
    own === null
      ? []
      : [
          {
            from: own.rule,
            isProvider: false,
            itemId: null,
            monthlySaving: own.monthlySaving,
            priced: "paid",
          },
        ];
  const ofProviders = items.map(({ source, item }, at) => ({
    from: source,
    isProvider: true,
    itemId: item.id,
    // In other money the provider's own figure would say nothing beside ours.
    monthlySaving: item.currency === currency ? item.monthlySaving : (paid[at]?.monthlySaving ?? 0),
    priced: item.currency === currency ? item.priced : ("paid" as const),
  }));
  return [...ofRule, ...ofProviders];
}

function reasonOf(
  { items: [kept] }: Joined,
  paid: Pick<Recommendation, "currency" | "monthlyCost" | "monthlySaving">,
): string {
  if (kept === undefined) return "";
  const { provider, monthlySaving, currency, priced, lookbackDays } = kept.item;
  const seen = lookbackDays === null ? "" : ` from the use of ${lookbackDays} days`;
  const prices = { list: " at list prices", paid: " at the prices paid", unknown: "" }[priced];
  const says = `${provider} reckons ${formatMoney(monthlySaving, currency)} a month${prices}${seen}.`;
  if (paid.monthlyCost === null) return `${says} The charges of it aren't in the bill.`;
  return `${says} It costs ${formatMoney(paid.monthlyCost, paid.currency)} a month, of which ${formatMoney(paid.monthlySaving, paid.currency)} would be saved.`;
}

function filtersOf({ items: [kept] }: Joined): Recommendation["filters"] {
  if (kept === undefined) return [];
  const { resourceId, subAccountId, provider } = kept.item;
  if (resourceId !== null) return [copied(is("ResourceId", resourceId))];
  return [
    copied(is("ServiceProviderName", provider)),
    ...(subAccountId === null ? [] : [copied(is("SubAccountId", subAccountId))]),
  ];
}

function copied(filter: ReturnType<typeof is>): Recommendation["filters"][number] {
  return { ...filter, values: [...filter.values] };
}

function placeOf(
  { costs }: RuleContext,
  { own, items }: Joined,
  charges: ChargesOf | null,
): Pick<
  Recommendation,
  | "resourceId"
  | "resourceName"
  | "subAccountId"
  | "subAccountName"
  | "serviceName"
  | "regionId"
  | "team"
  | "environment"
> {
  const item = items[0]?.item;
  const said = own ?? { ...item, serviceName: null };
  const resourceId = said.resourceId ?? null;
  const subAccountId = said.subAccountId ?? charges?.subAccountId ?? null;
  return {
    resourceId,
    resourceName: costs.nameOf("ResourceId", resourceId) ?? item?.resourceName ?? null,
    subAccountId,
    subAccountName: costs.nameOf("SubAccountId", subAccountId),
    serviceName: said.serviceName ?? charges?.serviceName ?? null,
    regionId: said.regionId ?? charges?.regionId ?? null,
    team: charges?.team ?? null,
    environment: charges?.environment ?? null,
  };
}

function traitsOf(
  { own, items: [kept] }: Joined,
  kind: Recommendation["kind"],
): Pick<Recommendation, "effort" | "risk" | "restart" | "rollback"> {
  const usual = KIND_DEFAULTS[kind];
  return {
    effort: kept?.item.effort ?? usual.effort,
    risk: own?.risk ?? usual.risk,
    restart: kept?.item.restart ?? usual.restart,
    rollback: kept?.item.rollback ?? usual.rollback,
  };
}
