import type { Day } from "#src/focus/day";
import { type AccountKey, billingAccounts, type SourceName, subAccounts } from "./accounts.ts";
import { consumedUnit, type Service, type Sku } from "./catalogue.ts";
import type { Cells } from "./columns.ts";
import type { CommitmentKey } from "./commitments.ts";
import { type ApplicationName, applications, type Environment, type Team } from "./company.ts";
import type { ClusterName } from "./kubernetes.ts";
import { codeOf, seedOf } from "./random.ts";
import { regionNames } from "./regions.ts";
import { roundMoney } from "./rounding.ts";
import type { ShapeName } from "./shapes.ts";
import { type TagStyle, tagHabit, tagText } from "./tags.ts";

/** What sets a line of the bill apart from its account's defaults. */
export interface LineOptions {
  /** Name of the resource; the application's name where it is absent. Several are numbered. */
  readonly name?: string;
  readonly region?: string;
  readonly environment?: Environment;
  readonly tags?: TagStyle;
  readonly extraTags?: Readonly<Record<string, string>>;
  /** The commitment that covers it while it runs. */
  readonly commitment?: CommitmentKey;
  /** The cluster whose workloads share its cost. */
  readonly cluster?: ClusterName;
  /** It exists only while the planted event with this id lasts. */
  readonly onlyDuring?: string;
  /** The day from which it is there, for a clock's day. */
  readonly from?: (today: Day) => Day;
  /** The day from which it is gone, for a clock's day. */
  readonly goneFrom?: (today: Day) => Day;
  /** Why it could go, or be cheaper, without anyone missing it. */
  readonly waste?: Waste;
  /** The rules that find it, where no `waste` says it. */
  readonly foundBy?: readonly SavingsRule[];
}

/** What a savings rule can find in the bill. */
export type Waste =
  | "unattached-volume"
  | "idle-load-balancer"
  | "previous-generation-volume"
  | "old-snapshot"
  | "idle-address"
  | "idle-nat-gateway"
  | "stopped-machine";

/** A rule that finds savings which aren't resources to be thrown away. */
export type SavingsRule =
  | "always-on"
  | "cheaper-models"
  | "graviton"
  | "old-volume-types"
  | "previous-families"
  | "prompt-caching"
  | "storage-classes"
  | "telemetry-ingestion"
  | "transfer-hot-spots";

/** One line of the price tables: who uses how much of what on an ordinary weekday of early 2026. */
export type Line = readonly [
  account: AccountKey,
  application: ApplicationName,
  sku: Sku,
  /** How many resources; each is a stream of its own. */
  count: number,
  /** Pricing units of one resource on a weekday. */
  perDay: number,
  shape: ShapeName,
  options?: LineOptions,
];

/** One resource's use of one SKU: at most one charge a day, before it is split. */
export interface Stream {
  readonly key: string;
  readonly seed: number;
  readonly source: SourceName;
  readonly account: AccountKey;
  /** The team in its tags; null where it has none. */
  readonly team: Team | null;
  readonly sku: Sku;
  readonly perDay: number;
  /** A machine runs 24 hours a day at most. */
  readonly mostPerDay: number;
  readonly shape: ShapeName;
  readonly options: LineOptions;
  readonly contractedPrice: number;
  readonly consumedPerUnit: number;
  readonly consumedUnit: string;
  /** The cells that are the same in all its charges. */
  readonly fixed: Cells;
}

/** The streams of the lines of one table. */
export function streamsOf(lines: readonly Line[]): readonly Stream[] {
  return lines.flatMap((line) =>
    Array.from({ length: line[3] }, (_, index) => streamOf(line, index)),
  );
}

function streamOf(line: Line, index: number): Stream {
  const [account, application, sku, count, perDay, shape, options = {}] = line;
  const base = options.name ?? application;
  const name = count === 1 ? base : `${base}-${index + 1}`;
  const key = `${account}/${sku.service.name}/${sku.meter}/${name}`;
  const consumed = consumedUnit(sku.unit);
  return {
    key,
    seed: seedOf(key),
    source: subAccounts[account].source,
    account,
    team: hasTeamTag(account, application, options) ? applications[application].team : null,
    sku,
    perDay,
    mostPerDay: isMachine(sku) ? 24 : Number.POSITIVE_INFINITY,
    shape,
    options,
    contractedPrice: roundMoney(sku.price * (1 - sku.discount)),
    consumedPerUnit: consumed.perUnit,
    consumedUnit: consumed.unit,
    fixed: {
      ...accountCells(account),
      ...skuCells(sku),
      ...placeCells(sku, account, options, index),
      ...resourceCells(sku, account, name, options),
      Tags: tagsOf(account, application, options),
    },
  };
}

const machineTypes = new Set(["EC2 Instance", "Virtual machine", "Instance"]);

function isMachine({ resource, unit }: Sku): boolean {
  return unit === "Hours" && resource !== null && machineTypes.has(resource.type);
}

function hasTeamTag(account: AccountKey, application: ApplicationName, { tags }: LineOptions) {
  return (tags ?? tagHabit(account, application)) !== "none";
}

function tagsOf(
  account: AccountKey,
  application: ApplicationName,
  { tags, environment, extraTags }: LineOptions,
): string | null {
  const style = tags ?? tagHabit(account, application);
  return tagText(style, application, environment ?? subAccounts[account].environment, extraTags);
}

/** The cells that say who is billed and for which account. */
export function accountCells(account: AccountKey): Cells {
  const subAccount = subAccounts[account];
  const billing = billingAccounts[subAccount.source];
  return {
    BillingAccountId: billing.id,
    BillingAccountName: billing.name,
    BillingAccountType: billing.type,
    BillingCurrency: billing.currency,
    InvoiceIssuerName: billing.issuer,
    SubAccountId: subAccount.id,
    SubAccountName: subAccount.name,
    SubAccountType: billing.subAccountType,
  };
}

/** The cells that say what was bought, and at which list price. */
export function skuCells(sku: Sku): Cells {
  const id = codeOf(`${sku.service.name}/${sku.meter}`, 16).toUpperCase();
  return {
    ...serviceCells(sku.service),
    ChargeDescription: `${sku.meter}, ${sku.price} per ${unitOfPrice(sku.unit)}`,
    ListUnitPrice: sku.price,
    ContractedUnitPrice: roundMoney(sku.price * (1 - sku.discount)),
    PricingUnit: sku.unit,
    SkuId: id,
    SkuMeter: sku.meter,
    SkuPriceDetails: sku.details === null ? null : JSON.stringify(sku.details),
    SkuPriceId: `${id}.${codeOf(`${id}/${sku.price}`, 10).toUpperCase()}`,
  };
}

/** `Hours` → `Hour`, but `1000 Requests` stay as they are. */
function unitOfPrice(unit: string): string {
  return /^\d/.test(unit) ? unit : unit.replace(/s$/, "");
}

/** The cells that name a service and its place in the FOCUS lists. */
export function serviceCells(service: Service): Cells {
  return {
    HostProviderName: service.host,
    ServiceCategory: service.category,
    ServiceName: service.name,
    ServiceProviderName: service.provider,
    ServiceSubcategory: service.subcategory,
  };
}

const zoned = new Set(["EC2 Instance", "EBS Volume", "RDS DB Instance", "Cache Cluster"]);

function placeCells(sku: Sku, account: AccountKey, options: LineOptions, index: number): Cells {
  const region = options.region ?? subAccounts[account].region;
  if (region === "") return {};
  const hasZone = sku.resource !== null && zoned.has(sku.resource.type);
  return {
    AvailabilityZone: hasZone ? `${region}${"abc".charAt(index % 3)}` : null,
    RegionId: region,
    RegionName: regionNames[region] ?? region,
  };
}

function resourceCells(sku: Sku, account: AccountKey, name: string, options: LineOptions): Cells {
  if (sku.resource === null) return {};
  const { type, id } = sku.resource;
  const subAccount = subAccounts[account];
  const group = `rg-${(options.name ?? name).replace(/-\d+$/, "")}`;
  const filled = id
    .replace("{account}", subAccount.id)
    .replace("{region}", options.region ?? subAccount.region)
    .replace("{group}", group)
    .replace("{name}", name)
    .replace("{code}", codeOf(`${account}/${type}/${name}`, 17));
  return {
    ResourceId: filled,
    ResourceName: name,
    ResourceType: type,
    ...(subAccount.source === "azure" ? { x_ResourceGroupName: group } : {}),
  };
}
