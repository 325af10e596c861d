import { AwsFault } from "../aws/aws-world.ts";

/** What AWS charged for one thing on one day; amounts in units of 10⁻¹⁰. */
export interface LineItem {
  readonly day: string;
  readonly recordType: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly billed: bigint;
  readonly effective: bigint;
}

const DIGITS = 10;

/** Decimal text of an amount, as AWS writes them. */
function decimal(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(DIGITS + 1, "0");
  const text = `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`.replace(/\.?0+$/, "");
  return amount < 0n ? `-${text}` : text;
}

/** An amount of so many dollars. */
export function dollars(amount: number): bigint {
  return BigInt(Math.round(amount * 1e6)) * 10n ** BigInt(DIGITS - 6);
}

/** The amount of a decimal text, exactly. */
export function amountOf(text: string): bigint {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const magnitude = BigInt(whole + fraction.padEnd(DIGITS, "0"));
  return text.startsWith("-") ? -magnitude : magnitude;
}

const FIELDS = {
  LINKED_ACCOUNT: "account",
  REGION: "region",
  SERVICE: "service",
  RECORD_TYPE: "recordType",
} as const;

type Dimension = keyof typeof FIELDS;

/** A filter, as far as it is used here. */
interface Filter {
  readonly And?: readonly Filter[];
  readonly Not?: Filter;
  readonly Dimensions?: { readonly Key: Dimension; readonly Values: readonly string[] };
}

export interface CostRequest {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
  readonly Granularity: "DAILY" | "MONTHLY";
  readonly Metrics: readonly string[];
  readonly GroupBy?: readonly { readonly Type: string; readonly Key: Dimension }[];
  readonly Filter?: Filter;
  readonly NextPageToken?: string;
}

/** Answers GetCostAndUsage from line items, with two groups at most and in pages, as AWS does. */
export class FakeCostExplorer {
  readonly items: LineItem[];
  /** Groups of a page. */
  pageSize = 1000;
  /** Days from this one on are estimated. */
  estimatedFrom = "9999-12-31";
  accountNames: Record<string, string> = {};

  constructor(items: readonly LineItem[]) {
    this.items = [...items];
  }

  answer(request: CostRequest): unknown {
    const { TimePeriod: period, Granularity, GroupBy = [], NextPageToken = "0" } = request;
    if (GroupBy.length > 2) return new AwsFault("ValidationException");
    const fields = GroupBy.map(({ Key }) => FIELDS[Key]);
    const groups = new Map<string, { start: string; keys: string[]; sums: [bigint, bigint] }>();
    for (const item of this.items) {
      if (item.day < period.Start || item.day >= period.End || !fits(item, request.Filter))
        continue;
      // AWS says so where there is no region.
      const keys = fields.map((field) => item[field] || "NoRegion");
      const start = Granularity === "DAILY" ? item.day : period.Start;
      const key = JSON.stringify([start, keys]);
      const group = groups.get(key) ?? { start, keys, sums: [0n, 0n] };
      group.sums = [group.sums[0] + item.billed, group.sums[1] + item.effective];
      groups.set(key, group);
    }
    const all = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
    const from = Number(NextPageToken);
    const page = all.slice(from, from + this.pageSize);
    const byStart = Map.groupBy(page, ({ start }) => start);
    return {
      GroupDefinitions: GroupBy,
      ResultsByTime: [...byStart].map(([Start, ofTime]) => ({
        TimePeriod: { Start, End: period.End },
        Total: {},
        Groups: ofTime.map(({ keys, sums: [billed, effective] }) => ({
          Keys: keys,
          Metrics: {
            UnblendedCost: { Amount: decimal(billed), Unit: "USD" },
            AmortizedCost: { Amount: decimal(effective), Unit: "USD" },
          },
        })),
        Estimated: Start >= this.estimatedFrom,
      })),
      DimensionValueAttributes: Object.entries(this.accountNames).map(([Value, description]) => ({
        Value,
        Attributes: { description },
      })),
      ...(from + this.pageSize < all.length ? { NextPageToken: String(from + this.pageSize) } : {}),
    };
  }
}

function fits(item: LineItem, filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  const { And: all, Not: not, Dimensions: dimensions } = filter;
  if (all !== undefined) return all.every((part) => fits(item, part));
  if (not !== undefined) return !fits(item, not);
  // Nothing can be asked for by a value that isn't there.
  const value = dimensions === undefined ? "" : item[FIELDS[dimensions.Key]];
  return value !== "" && dimensions?.Values.includes(value) === true;
}
