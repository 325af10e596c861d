import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { randomNumbers } from "#data/sample/random";
import { FOCUS_COLUMNS, type FocusColumn } from "#src/focus/columns";
import { addMonths, type Day, dayNumber, dayOf } from "#src/focus/day";
import {
  ACCOUNTS,
  type Account,
  COMMITMENTS,
  type Commitment,
  type Region,
  type Service,
  type Sku,
  skewedIndex,
  skewedPick,
} from "./bill-company.ts";

/** Part of the name of every generated file: raise it whenever the bill changes. */
export const BILL_VERSION = 1;

/** How much bill to make: `rows` rows over whole months from `firstMonth` on. */
export interface BillSize {
  readonly rows: number;
  readonly firstMonth: Day;
  readonly months: number;
  /** Each team is so many, `checkout-1`, `checkout-2` …; one where absent. */
  readonly squads?: number;
}

/** The cells of one row that aren't empty. */
type BillRow = Partial<Record<FocusColumn, string>>;

/** The 57 columns of FOCUS 1.2. */
export const BILL_COLUMNS: readonly FocusColumn[] = FOCUS_COLUMNS.filter(
  ({ since }) => since !== "1.3" && since !== "1.4",
).map(({ name }) => name);

const ROWS_A_CHUNK = 2_000;
const RESOURCES = 50_000;
/** More rows than this for each resource, and there are more resources. */
const ROWS_A_RESOURCE = 100;
/** Two resources have three lines between them: an instance and its traffic, a bucket alone. */
const LINES_A_RESOURCE = 1.5;
/** The part of a day's lines that run all the time; the others come and go. */
const PERMANENT_SHARE = 0.6;
/** What the company negotiated, and what a commitment leaves of that. */
const CONTRACTED_SHARE = 0.95;
const COMMITTED_SHARE = 0.68;
/** What stays unused of a commitment, as a share of what is used. */
const UNUSED_SHARE = 0.08;

/** Writes the bill as gzip-compressed CSV. */
export async function writeBill(file: string, size: BillSize): Promise<void> {
  await pipeline(Readable.from(csvOf(size)), createGzip(), createWriteStream(file));
}

function* csvOf(size: BillSize): Generator<string> {
  let lines = [BILL_COLUMNS.join(",")];
  for (const row of billRows(size)) {
    lines.push(BILL_COLUMNS.map((column) => csvCell(row[column] ?? "")).join(","));
    if (lines.length >= ROWS_A_CHUNK) {
      yield `${lines.join("\n")}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}

function csvCell(text: string): string {
  return text.includes(",") || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The bill's rows, day by day; the same size gives the same rows. */
function* billRows({ rows, firstMonth, months, squads = 1 }: BillSize): Generator<BillRow> {
  const first = dayNumber(firstMonth);
  const days = dayNumber(addMonths(firstMonth, months)) - first;
  const resources = Math.max(RESOURCES, Math.ceil(rows / ROWS_A_RESOURCE));
  const lines = Math.floor(resources * LINES_A_RESOURCE);
  let used = new Map<string, number>();
  for (let day = first; day < first + days; day++) {
    const through = (elapsed: number) => Math.floor((rows * elapsed) / days);
    const wanted = through(day - first + 1) - through(day - first);
    const fees = monthlyRows(day).slice(0, wanted);
    yield* fees;
    const isLastOfMonth = dayOf(day + 1).endsWith("-01");
    const kept = isLastOfMonth ? Math.min(wanted, COMMITMENTS.length * 2) : 0;
    const left = wanted - fees.length - kept;
    for (const line of runningLines(left, lines, (day - first) / days)) {
      const row = usageRow(line, day, squads);
      addUse(used, row);
      yield row;
    }
    if (isLastOfMonth) {
      yield* commitmentRows(day, used).slice(0, kept);
      used = new Map();
    }
  }
}

/** The `count` lines that run on a day: permanent ones, and a window that moves over the others. */
function* runningLines(count: number, lines: number, elapsed: number): Generator<number> {
  const permanent = Math.floor(count * PERMANENT_SHARE);
  const passed = Math.floor(Math.max(0, lines - count) * elapsed);
  for (let index = 0; index < count; index++) yield index < permanent ? index : index + passed;
}

/** Adds a row's cost to the commitment that covers it. */
function addUse(used: Map<string, number>, row: BillRow): void {
  const commitment = row.CommitmentDiscountId;
  if (commitment === undefined) return;
  used.set(commitment, (used.get(commitment) ?? 0) + Number(row.EffectiveCost));
}

/** What an account is charged on a month's first day: support, tax by service, a credit. */
function monthlyRows(day: number): BillRow[] {
  if (!dayOf(day).endsWith("-01")) return [];
  const rows: BillRow[] = [];
  const end = dayNumber(addMonths(dayOf(day), 1));
  for (const [index, account] of ACCOUNTS.entries()) {
    const random = randomNumbers((day * 1_000 + index) | 0);
    rows.push(feeRow(account, day, end, "Support", 100 + random() * 900));
    for (const service of account.services) {
      const tax = chargeRow(account, service, day, end);
      rows.push(
        withCost({ ...tax, ChargeCategory: "Tax", ChargeFrequency: "One-Time" }, random() * 90),
      );
    }
    if (index % 4 === 0) rows.push(creditRow(account, day, -random() * 300));
  }
  return rows;
}

/** At a month's end: each commitment's fee, and what was left unused of it. */
function commitmentRows(day: number, used: ReadonlyMap<string, number>): BillRow[] {
  return COMMITMENTS.flatMap(({ account, commitment }) => {
    const cost = used.get(commitment.id) ?? 0;
    return [
      unusedRow(account, commitment, day, cost * UNUSED_SHARE),
      commitmentFeeRow(account, commitment, day, cost * (1 + UNUSED_SHARE)),
    ];
  });
}

function feeRow(account: Account, day: number, end: number, name: string, cost: number): BillRow {
  const row = chargeRow(account, account.services[0] as Service, day, end);
  return withCost(
    {
      ...row,
      ChargeCategory: "Purchase",
      ChargeFrequency: "Recurring",
      ChargeDescription: `${name} for ${dayOf(day).slice(0, 7)}`,
      ServiceName: `${account.provider.name} ${name}`,
      ServiceCategory: "Management and Governance",
      ServiceSubcategory: "Support",
    },
    cost,
  );
}

function creditRow(account: Account, day: number, cost: number): BillRow {
  const row = chargeRow(account, account.services[0] as Service, day, day + 1);
  const described = { ...row, ChargeDescription: "Migration programme credit" };
  return withCost({ ...described, ChargeCategory: "Credit", ChargeFrequency: "One-Time" }, cost);
}

/** The fee of the month that ends with `day`; its usage bears the cost, so it has no effective one. */
function commitmentFeeRow(
  account: Account,
  commitment: Commitment,
  day: number,
  cost: number,
): BillRow {
  const start = dayNumber(`${dayOf(day).slice(0, 7)}-01`);
  const row = committedRow(account, commitment, start, day + 1);
  const fee = withCost(
    {
      ...row,
      ChargeCategory: "Purchase",
      ChargeFrequency: "Recurring",
      ChargeDescription: `${commitment.name}, recurring fee`,
    },
    cost,
  );
  return { ...fee, EffectiveCost: "0", PricingCurrencyEffectiveCost: "0" };
}

function unusedRow(account: Account, commitment: Commitment, day: number, cost: number): BillRow {
  const row = withCost(committedRow(account, commitment, day, day + 1), cost);
  return {
    ...row,
    BilledCost: "0",
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ChargeDescription: `${commitment.name}, unused`,
    CommitmentDiscountStatus: "Unused",
  };
}

function committedRow(account: Account, commitment: Commitment, day: number, end: number): BillRow {
  return {
    ...chargeRow(account, account.services[0] as Service, day, end),
    ...commitmentCells(commitment),
    PricingCategory: "Committed",
    ResourceId: commitment.id,
    ResourceName: commitment.name,
  };
}

function commitmentCells(commitment: Commitment): BillRow {
  const isSavingsPlan = commitment.id.includes("savingsplan");
  return {
    CommitmentDiscountCategory: isSavingsPlan ? "Spend" : "Usage",
    CommitmentDiscountId: commitment.id,
    CommitmentDiscountName: commitment.name,
    CommitmentDiscountType: isSavingsPlan ? "Compute Savings Plan" : "Reservation",
    CommitmentDiscountUnit: isSavingsPlan ? "USD" : "Hours",
  };
}

/** What every charge of an account has. */
function chargeRow(account: Account, service: Service, day: number, end: number): BillRow {
  const { provider } = account;
  const start = dayOf(day);
  const month = `${start.slice(0, 7)}-01`;
  return {
    BillingAccountId: provider.billingAccountId,
    BillingAccountName: provider.billingAccountName,
    BillingAccountType: "Billing Account",
    BillingCurrency: provider.currency,
    BillingPeriodEnd: instant(addMonths(month, 1)),
    BillingPeriodStart: instant(month),
    ChargePeriodEnd: instant(dayOf(end)),
    ChargePeriodStart: instant(start),
    InvoiceId: `${provider.billingAccountId.slice(-6)}-${start.slice(0, 7)}`,
    InvoiceIssuerName: provider.invoiceIssuer,
    PricingCurrency: provider.currency,
    ProviderName: provider.name,
    PublisherName: provider.name,
    ServiceCategory: service.category,
    ServiceName: service.name,
    ServiceSubcategory: service.subcategory,
    SubAccountId: account.id,
    SubAccountName: account.name,
    SubAccountType: provider.accountType,
  };
}

function instant(day: Day): string {
  return `${day}T00:00:00Z`;
}

function withCost(row: BillRow, cost: number): BillRow {
  const text = cost.toFixed(10);
  return {
    ...row,
    BilledCost: text,
    ContractedCost: text,
    EffectiveCost: text,
    ListCost: text,
    PricingCurrencyEffectiveCost: text,
  };
}

/** A resource's charge for one SKU, the same from day to day but for its amounts. */
function usageRow(line: number, day: number, squads: number): BillRow {
  const resource = Math.floor(line / LINES_A_RESOURCE);
  const random = randomNumbers(Math.imul(resource + 1, 0x9e3779b1));
  const account = skewedPick(random, ACCOUNTS);
  const service = skewedPick(random, account.services);
  const region = skewedPick(random, account.regions);
  const tags = tagsOf(random, account, resource, squads);
  const commitment = commitmentOf(random, account, service);
  const sku = skuOf(service, resource, line);
  const daily = randomNumbers(Math.imul(line + 1, 0x85ebca6b) ^ Math.imul(day, 0xc2b2ae35));
  daily();
  const quantity = ((0.2 + daily()) * 24) / (1 + skewedIndex(random, 20));
  return {
    ...chargeRow(account, service, day, day + 1),
    ...resourceCells(account, service, region, resource),
    ...priceCells(sku, service, region, quantity.toFixed(6), commitment),
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    Tags: tags,
  };
}

function skuOf(service: Service, resource: number, line: number): Sku {
  const step = line - Math.floor(resource * LINES_A_RESOURCE);
  return service.skus[(resource * 3 + step * 5) % service.skus.length] as Sku;
}

function commitmentOf(random: () => number, account: Account, service: Service): Commitment | null {
  const isCovered = random() < 0.4;
  const { commitments } = account.provider;
  if (!(isCovered && service.isCommittable) || commitments.length === 0) return null;
  return skewedPick(random, commitments);
}

/** Tags as JSON text. Some resources carry none, some no team. */
function tagsOf(random: () => number, account: Account, resource: number, squads: number): string {
  const picked = skewedPick(random, account.teams);
  const team = squads === 1 ? picked : `${picked}-${1 + (resource % squads)}`;
  const environment = skewedPick(random, account.environments);
  const application = `${team}-${["api", "worker", "web", "batch"][skewedIndex(random, 4)]}`;
  const tagged = random();
  if (tagged < 0.06) return "{}";
  const tags: { [key: string]: string; team?: string } = {
    Name: `${application}-${environment}-${resource}`,
    environment,
    application,
    component: `component-${skewedIndex(random, 120)}`,
    "managed-by": random() < 0.8 ? "terraform" : "console",
  };
  if (tagged > 0.12) {
    tags.team = team;
    tags["cost-center"] = `CC-${1000 + team.length * 37 + (team.codePointAt(0) ?? 0)}`;
  }
  return JSON.stringify(tags);
}

function resourceCells(
  account: Account,
  service: Service,
  region: Region,
  resource: number,
): BillRow {
  const code = (Math.imul(resource + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  const name = `${service.shortName}-${code}${String(resource).padStart(9, "0")}`;
  const zoned = ["Compute", "Databases"].includes(service.category);
  return {
    ...(zoned ? { AvailabilityZone: `${region.id}${"abc"[resource % 3]}` } : {}),
    RegionId: region.id,
    RegionName: region.name,
    ResourceId: resourceId(account, service, region, name),
    ResourceName: name,
    ResourceType: service.resourceType,
  };
}

function resourceId(account: Account, service: Service, region: Region, name: string): string {
  switch (account.provider.name) {
    case "AWS":
      return `arn:aws:${service.shortName}:${region.id}:${account.id}:${service.resourceType.toLowerCase().replaceAll(" ", "-")}/${name}`;
    case "Microsoft":
      return `/subscriptions/${account.id}/resourcegroups/rg-${account.name}/providers/microsoft.${service.shortName}/${name}`;
    default:
      return `//${account.provider.name.toLowerCase().replaceAll(" ", "")}/projects/${account.name}/${region.id}/${name}`;
  }
}

function priceCells(
  sku: Sku,
  service: Service,
  region: Region,
  quantity: string,
  commitment: Commitment | null,
): BillRow {
  const contractedPrice = sku.listUnitPrice * CONTRACTED_SHARE;
  const contracted = contractedPrice * Number(quantity);
  const effective = (commitment === null ? contracted : contracted * COMMITTED_SHARE).toFixed(10);
  const price = decimal(contractedPrice);
  return {
    ...(commitment === null ? {} : usedCommitmentCells(commitment, quantity)),
    BilledCost: commitment === null ? effective : "0",
    ChargeDescription: `$${decimal(sku.listUnitPrice)} per ${service.unit} for ${sku.meter} in ${region.name}`,
    ConsumedQuantity: quantity,
    ConsumedUnit: service.unit,
    ContractedCost: contracted.toFixed(10),
    ContractedUnitPrice: price,
    EffectiveCost: effective,
    ListCost: (sku.listUnitPrice * Number(quantity)).toFixed(10),
    ListUnitPrice: decimal(sku.listUnitPrice),
    PricingCategory: commitment === null ? "Standard" : "Committed",
    PricingCurrencyContractedUnitPrice: price,
    PricingCurrencyEffectiveCost: effective,
    PricingCurrencyListUnitPrice: decimal(sku.listUnitPrice),
    PricingQuantity: quantity,
    PricingUnit: service.unit,
    SkuId: sku.id,
    SkuMeter: sku.meter,
    SkuPriceDetails: sku.details,
    SkuPriceId: sku.priceId,
  };
}

function usedCommitmentCells(commitment: Commitment, quantity: string): BillRow {
  return {
    ...commitmentCells(commitment),
    CommitmentDiscountQuantity: quantity,
    CommitmentDiscountStatus: "Used",
  };
}

/** A price in decimal notation, without the exponent that small doubles print with. */
function decimal(price: number): string {
  return price.toFixed(14).replace(/0+$/, "").replace(/\.$/, "");
}
