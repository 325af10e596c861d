import type { DemoRow } from "#data/sample/demo-company";
import type { Limits } from "#src/store/scope";
import { isSeen } from "../store/charge-oracle.ts";
import { chargeOf, type Delivered } from "./demo-charges.ts";

const DAY = 86_400_000;

type Random = () => number;
type Change = (row: DemoRow, random: Random, others: readonly Delivered[]) => DemoRow;

const AMOUNTS: readonly Change[] = [
  (row, random) => withAmounts(row, Math.round(random() * 4_000 - 1_000) / 100),
  (row) => withAmounts(row, 0),
  (row) => ({ ...row, ListCost: Number(row["EffectiveCost"]) / 2 }),
];

/** Ways to change a charge; none of them says whether it is hidden then. */
const CHANGES: readonly Change[] = [
  ...AMOUNTS,
  (row) => ({ ...row, ServiceName: "Secret Service", ServiceCategory: "Other" }),
  (row) => ({ ...row, ServiceCategory: "Other" }),
  (row) => ({ ...row, SubAccountName: "renamed-in-secret", RegionName: "Renamed in secret" }),
  (row) => ({ ...row, ResourceName: "a-name-in-secret", CommitmentDiscountName: "in secret" }),
  (row) => ({ ...row, SubAccountId: "999999999999", SubAccountName: "secret-account" }),
  (row) => ({ ...row, SkuPriceId: "secret-price", SkuId: "SECRETSKU" }),
  (row) => tagged(row, { team: "skunkworks", application: "layoffs", environment: "secret" }),
  (row, random, others) => ({ ...row, Tags: pick(others, random).row["Tags"] ?? null }),
  (row) => ({ ...row, Tags: null, AllocatedTags: null }),
  (row, random, others) => {
    const { ResourceId, ResourceName, ResourceType } = pick(others, random).row;
    return {
      ...row,
      ResourceId: ResourceId ?? null,
      ResourceName: ResourceName ?? null,
      ResourceType: ResourceType ?? null,
    };
  },
  (row, random) => moved(row, Math.round(random() * 20 - 10)),
];

/**
 * What happens to all hidden charges: they go, are changed, or are changed and joined by more. `apart` leaves those alone
 * that share a resource or an account with seen ones, apart from their amounts: who sees all charges of a
 * recommendation sees it, and so whether there are others is no secret. Neither is how far the bills of all sources
 * reach, for the days that these are reckoned from.
 */
export const HIDDEN_CHANGES = ["removed", "changed", "joined", "apart"] as const;

type HiddenChange = (typeof HIDDEN_CHANGES)[number];

/**
 * The charges with what lies outside of limits changed. How far the bill of a source reaches is as before where any
 * charge of it is seen.
 */
export function withHiddenChanged(
  all: readonly Delivered[],
  limits: Limits,
  random: Random,
  what: HiddenChange,
): Delivered[] {
  const isHidden = (one: Delivered) => !isSeen(chargeOf(one), limits);
  const seen = all.filter((one) => !isHidden(one));
  const anchored = new Set((what === "apart" ? all : seen).map(({ source }) => source));
  const shared = new Set(seen.flatMap(({ row }) => [row["SubAccountId"], row["ResourceId"]]));
  shared.delete(null);
  shared.delete(undefined);
  const isShared = ({ row }: Delivered) =>
    shared.has(row["SubAccountId"]) || shared.has(row["ResourceId"]);
  const reach = reachOf(all);
  const reachIn = (source: string) => reach.get(source) as Reach;
  const isAtEdge = (one: Delivered) => {
    const [start, end] = spanOf(one);
    const { first, last, until } = reachIn(one.source);
    return anchored.has(one.source) && (start === first || start === last || end === until);
  };
  const changed = (one: Delivered): Delivered => {
    const changes = what === "apart" && isShared(one) ? AMOUNTS : CHANGES;
    const other = { ...one, row: pick(changes, random)(one.row, random, all) };
    const isStillApart = what !== "apart" || isShared(one) === isShared(other);
    const [start, end] = spanOf(other);
    const { first, last, until } = reachIn(one.source);
    const isInReach = start >= first && start <= last && end <= until;
    return isHidden(other) && isInReach && isStillApart ? other : one;
  };
  return all.flatMap((one) => {
    const joins = what === "joined" && random() < 0.3;
    const more = joins ? [changed(one)].filter(isHidden) : [];
    if (!isHidden(one)) return random() < 0.5 ? [one, ...more] : [...more, one];
    if (isAtEdge(one)) return [one];
    return what === "removed" ? [] : [changed(changed(one)), ...more];
  });
}

/** The first and the last instant at which a source's charges begin, and the last one at which one ends. */
interface Reach {
  readonly first: number;
  readonly last: number;
  readonly until: number;
}

function reachOf(all: readonly Delivered[]): ReadonlyMap<string, Reach> {
  const reach = new Map<string, Reach>();
  for (const one of all) {
    const [start, end] = spanOf(one);
    const { first, last, until } = reach.get(one.source) ?? {
      first: start,
      last: start,
      until: end,
    };
    reach.set(one.source, {
      first: Math.min(first, start),
      last: Math.max(last, start),
      until: Math.max(until, end),
    });
  }
  return reach;
}

function spanOf({ row }: Delivered): readonly [number, number] {
  return [Date.parse(String(row["ChargePeriodStart"])), Date.parse(String(row["ChargePeriodEnd"]))];
}

function withAmounts(row: DemoRow, amount: number): DemoRow {
  const { ListCost = null } = row;
  return {
    ...row,
    BilledCost: amount,
    EffectiveCost: amount,
    ContractedCost: amount,
    ListCost: ListCost === null ? null : amount,
  };
}

function tagged(row: DemoRow, tags: Readonly<Record<string, string>>): DemoRow {
  return { ...row, Tags: JSON.stringify(tags), AllocatedTags: null };
}

/** Some days earlier or later, within its billing period; longer charges stay. */
function moved(row: DemoRow, days: number): DemoRow {
  const [start, end] = spanOf({ source: "", row });
  const [first, last] = ["BillingPeriodStart", "BillingPeriodEnd"].map((column) =>
    Date.parse(String(row[column])),
  ) as [number, number];
  if (end - start > DAY || start + days * DAY < first || end + days * DAY > last) return row;
  const instant = (time: number) => new Date(time + days * DAY).toISOString().replace(".000", "");
  return { ...row, ChargePeriodStart: instant(start), ChargePeriodEnd: instant(end) };
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}
