import type { CostQuery, CostRow, Filter } from "#src/store/cost-query";
import { isAnyOf, perMonth, usageQuery } from "./rules/lines.ts";
import type { RuleContext } from "./rules/rule.ts";

/** What the charges say of a resource, or of a service in an account. */
export interface ChargesOf {
  readonly provider: string | null;
  readonly subAccountId: string | null;
  readonly serviceName: string | null;
  readonly regionId: string | null;
  readonly team: string | null;
  readonly environment: string | null;
  readonly currency: string;
  readonly monthlyCost: number;
  /** What is paid as a share of the list price; 1 where no list price is known. */
  readonly paidShare: number;
}

/** A team or an environment holds for charges of several if it has this share of them. */
const MOSTLY = 0.8;
const PLACE = ["ServiceProviderName", "SubAccountId", "ServiceName", "RegionId"];

/** The last 30 days of these resources, by id; those without charges aren't among them. */
export function chargesOfResources(
  context: RuleContext,
  resourceIds: readonly string[],
): ReadonlyMap<string, ChargesOf> {
  if (resourceIds.length === 0) return new Map();
  const filters = [isAnyOf("ResourceId", resourceIds)];
  return chargesBy(context, "ResourceId", filters, ([id]) => id ?? null);
}

/** The last 30 days of these services in these accounts, by `accountService`. */
export function chargesOfServices(
  context: RuleContext,
  subAccountIds: readonly string[],
  serviceNames: readonly string[],
): ReadonlyMap<string, ChargesOf> {
  if (subAccountIds.length === 0) return new Map();
  const filters = [isAnyOf("SubAccountId", subAccountIds), isAnyOf("ServiceName", serviceNames)];
  return chargesBy(context, "SubAccountId", filters, ([account, , , service]) =>
    accountService(account ?? null, service ?? null),
  );
}

/** The last 30 days of all charges that filters keep, which are of one currency; null where there are none. */
export function chargesKept(context: RuleContext, filters: readonly Filter[]): ChargesOf | null {
  return chargesBy(context, "SubAccountId", filters, () => "").get("") ?? null;
}

/** An account with one of its services, as a key. */
export function accountService(subAccountId: string | null, serviceName: string | null): string {
  return `${subAccountId} ${serviceName}`;
}

function chargesBy(
  context: RuleContext,
  dimension: string,
  filters: readonly Filter[],
  keyOf: (keys: CostRow["keys"]) => string | null,
): ReadonlyMap<string, ChargesOf> {
  const { costs, days } = context;
  const owners = ["team", "environment"].filter((name) =>
    costs.allocationDimensions.includes(name),
  );
  const query: CostQuery = {
    ...usageQuery(days, filters),
    groupBy: [dimension, ...PLACE, ...owners],
  };
  const rows = costs.query(query).rows;
  const list = costs.query({ ...query, metric: "ListCost", groupBy: [dimension, ...PLACE] }).rows;
  const listCosts = Map.groupBy(list, ({ keys }) => keyOf(keys));
  const groups = Map.groupBy(rows, ({ keys }) => keyOf(keys));
  return new Map(
    [...groups].flatMap(([key, own]) =>
      key === null ? [] : [[key, chargesFrom(own, listCosts.get(key) ?? [], owners)] as const],
    ),
  );
}

/** @param rows the dearest first, as a query ranks them */
function chargesFrom(
  rows: readonly CostRow[],
  list: readonly CostRow[],
  owners: readonly string[],
): ChargesOf {
  const [first] = rows;
  const [, provider, subAccountId, serviceName, regionId] = first?.keys ?? [];
  const total = sumOf(rows);
  const listTotal = sumOf(list);
  const mostly = (owner: string) => mostlyOf(rows, 1 + PLACE.length + owners.indexOf(owner));
  return {
    provider: provider ?? null,
    subAccountId: subAccountId ?? null,
    serviceName: serviceName ?? null,
    regionId: regionId ?? null,
    team: owners.includes("team") ? mostly("team") : null,
    environment: owners.includes("environment") ? mostly("environment") : null,
    currency: first?.currency ?? "",
    monthlyCost: perMonth(total),
    paidShare: listTotal > 0 ? Math.min(1, total / listTotal) : 1,
  };
}

/** The value that most of the cost has; null where it is divided. */
function mostlyOf(rows: readonly CostRow[], at: number): string | null {
  const total = sumOf(rows);
  const byValue = Map.groupBy(rows, ({ keys }) => keys[at] ?? null);
  for (const [value, own] of byValue) {
    if (sumOf(own) >= total * MOSTLY) return value;
  }
  return null;
}

function sumOf(rows: readonly CostRow[]): number {
  return rows.reduce((sum, { value }) => sum + (value ?? 0), 0);
}
