import { formatMoney, formatPercent } from "#src/cards/format";
import type { RecommendationKind } from "#src/provider-items";
import type { Filter } from "#src/store/cost-query";
import { contains, is, type Line, linesOf, ON_DEMAND, placeOf } from "./lines.ts";
import type { RuleContext, RuleFinding } from "./rule.ts";

/** What a family can be replaced by, and the share that this takes off the price. */
export interface Successor {
  readonly family: string;
  readonly savedShare: number;
}

/** A change of family, as one rule looks for it. */
export interface FamilyChange {
  readonly kind: RecommendationKind;
  readonly successors: Readonly<Record<string, Successor>>;
  readonly leastSaving: number;
  readonly caveat: string;
}

const BOX = contains("SkuMeter", "BoxUsage:");
/** Set where a machine's cost is split between those who share it, as in a Kubernetes cluster. */
const SPLIT = "AllocatedMethodId";
const FAMILY = /BoxUsage:([a-z0-9-]+)\./;

/**
 * Machines on demand of families that have a cheaper successor, by account, team and family: machines of a group come
 * and go, and are changed together.
 */
export function familyChanges(
  context: RuleContext,
  { kind, successors, leastSaving, caveat }: FamilyChange,
): readonly RuleFinding[] {
  const teams = context.costs.allocationDimensions.filter((name) => name === "team");
  const by = ["SkuMeter", "ChargeDescription", SPLIT, ...teams];
  const lines = linesOf(context, [BOX, ON_DEMAND], by).filter(isPlainLinux);
  const groups = Map.groupBy(lines, ({ subAccountId, currency, values: [meter, , split, team] }) =>
    [subAccountId, currency, split ? "shared" : (team ?? "no team"), familyOf(meter)].join("/"),
  );
  return [...groups].flatMap(([group, own]) => {
    const [line] = own;
    const family = familyOf(line?.values[0]);
    const successor = successors[family];
    if (line === undefined || successor === undefined) return [];
    const monthlyCost = own.reduce((sum, part) => sum + part.monthlyCost, 0);
    const monthlySaving = monthlyCost * successor.savedShare;
    if (monthlySaving < leastSaving) return [];
    const covers = [...new Set(own.flatMap(({ resourceId }) => resourceId ?? []))].toSorted();
    const account = context.costs.nameOf("SubAccountId", line.subAccountId) ?? line.subAccountId;
    const finding: RuleFinding = {
      ...placeOf({ ...line, resourceId: null, monthlyCost }),
      kind,
      thing: group,
      action: `Move ${machines(covers.length, family)}${ownerOf(line)} in ${account} to ${successor.family}`,
      reason: `On demand they cost ${formatMoney(monthlyCost, line.currency)} a month; ${successor.family} costs ${formatPercent(100 * successor.savedShare)} less for the same size. ${caveat}`,
      filters: filtersOf(line, own, teams),
      covers,
      regionId: own.every(({ regionId }) => regionId === line.regionId) ? line.regionId : null,
      monthlySaving,
    };
    return [finding];
  });
}

/** By account, team and meter, so that machines which replace one another are all meant. */
function filtersOf(
  { subAccountId, values: [, , split, team] }: Line,
  own: readonly Line[],
  teams: readonly string[],
): readonly Filter[] {
  const meters = [...new Set(own.flatMap(({ values }) => values[0] ?? []))].toSorted();
  const isShared = Boolean(split);
  const ofTeam = teams.map((name) => (team ? is(name, team) : isUnset(name)));
  return [
    ...(subAccountId === null ? [] : [is("SubAccountId", subAccountId)]),
    is("SkuMeter", ...meters),
    ON_DEMAND,
    ...(isShared ? [{ ...isUnset(SPLIT), operator: "is_not_null" as const }] : ofTeam),
  ];
}

function isUnset(dimension: string): Filter {
  return { dimension, operator: "is_null", values: [] };
}

/** Licences of Windows and databases are part of some prices, and don't get cheaper with the machine. */
function isPlainLinux({ values: [meter, description] }: Line): boolean {
  return !/windows|sql|rhel|suse|red hat/i.test(`${meter} ${description}`);
}

function familyOf(meter: string | null | undefined): string {
  return FAMILY.exec(meter ?? "")?.[1] ?? "";
}

/** Machines that several teams share are nobody's. */
function ownerOf({ values: [, , split, team] }: Line): string {
  if (split) return " shared by teams";
  return team ? ` of ${team}` : "";
}

function machines(count: number, family: string): string {
  return count === 1 ? `the ${family} machine` : `${count} ${family} machines`;
}
