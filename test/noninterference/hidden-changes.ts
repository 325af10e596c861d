import type { DemoRow } from "#data/sample/demo-company";
import type { Limits } from "#src/store/scope";
import { isSeen } from "../store/charge-oracle.ts";
import { chargeOf, type Delivered } from "./demo-charges.ts";

const DAY = 86_400_000;

type Random = () => number;
type Change = (row: DemoRow, random: Random, others: readonly Delivered[]) => DemoRow;

/** Ways to change a charge; none of them says whether it is hidden then. */
const CHANGES: readonly Change[] = [
  (row, random) => withAmounts(row, Math.round(random() * 4_000 - 1_000) / 100),
  (row) => withAmounts(row, 0),
  (row) => ({ ...row, ListCost: Number(row["EffectiveCost"]) / 2 }),
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

/** What happens to all hidden charges: they go, are changed, or are changed and joined by more. */
export const HIDDEN_CHANGES = ["removed", "changed", "joined"] as const;

/**
 * The charges with what lies outside of limits changed. How far the bill of a source reaches is as before where any
 * charge of it is seen.
 */
export function withHiddenChanged(
  all: readonly Delivered[],
  limits: Limits,
  random: Random,
  what: (typeof HIDDEN_CHANGES)[number],
): Delivered[] {
  const seen = new Set(all.filter((one) => isSeen(chargeOf(one), limits)));
  const seenSources = new Set([...seen].map(({ source }) => source));
  const reach = reachOf(all);
  const isOutside = (one: Delivered) => !isSeen(chargeOf(one), limits);
  const changed = (one: Delivered): Delivered => {
    const change = pick(CHANGES, random);
    const other = { ...one, row: change(one.row, random, all) };
    const [start, end] = spanOf(other);
    const [first, last] = reach.get(one.source) ?? [start, end];
    return isOutside(other) && start >= first && end <= last ? other : one;
  };
  return all.flatMap((one) => {
    const more = what === "joined" && random() < 0.3 ? [changed(one)].filter(isOutside) : [];
    if (seen.has(one)) return random() < 0.5 ? [one, ...more] : [...more, one];
    const [first, last] = reach.get(one.source) ?? [0, 0];
    const [start, end] = spanOf(one);
    if (seenSources.has(one.source) && (start === first || end === last)) return [one];
    if (what === "removed") return [];
    return [changed(changed(one)), ...more];
  });
}

/** From when to when the charges of each source last. */
function reachOf(all: readonly Delivered[]): ReadonlyMap<string, readonly [number, number]> {
  const reach = new Map<string, readonly [number, number]>();
  for (const one of all) {
    const [start, end] = spanOf(one);
    const [first, last] = reach.get(one.source) ?? [start, end];
    reach.set(one.source, [Math.min(first, start), Math.max(last, end)]);
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
