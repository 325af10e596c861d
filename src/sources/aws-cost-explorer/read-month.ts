import type { Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import { COST_DIMENSIONS, type CostGroup } from "./cost-query.ts";
import type { CostReader } from "./cost-reader.ts";
import { type FocusRow, type RowContext, rowsOf } from "./focus-rows.ts";
import { type KindPlan, type Listings, listingQuery, planMonth } from "./plan.ts";

/** Sums of a month and of its days are rounded differently. */
const TOLERANCE = 0.01;

/** What says how a month is split. */
interface MonthListings {
  readonly listings: Listings;
  /** Names of accounts, by id. */
  readonly accountNames: ReadonlyMap<string, string>;
}

/** Where rows go. */
export type TakeRows = (rows: readonly FocusRow[]) => Promise<void>;

/** The sums of the month by dimension; a single account leaves two dimensions to group by. */
export async function readListings(reader: CostReader, period: Period): Promise<MonthListings> {
  const listings: { -readonly [Dimension in keyof Listings]: Listings[Dimension] } = {};
  const accountNames = new Map<string, string>();
  for (const dimension of COST_DIMENSIONS) {
    const groups: CostGroup[] = [];
    for await (const page of reader.pages(listingQuery(period, dimension))) {
      groups.push(...page.groups);
      for (const [id, name] of Object.entries(page.accountNames)) accountNames.set(id, name);
    }
    listings[dimension] = groups;
    const values = new Set(groups.map(({ keys }) => keys[1]));
    if (values.size <= 1) break;
  }
  return { listings, accountNames };
}

/** Reads the rows of a month; false where they don't add up to its sums, as AWS renewed it meanwhile. */
export async function readRows(
  reader: CostReader,
  listings: Listings,
  context: RowContext,
  take: TakeRows,
): Promise<boolean> {
  for (const plan of planMonth(context.period, listings)) {
    if (!(await readKind(reader, plan, context, take))) return false;
  }
  return true;
}

async function readKind(
  reader: CostReader,
  plan: KindPlan,
  context: RowContext,
  take: TakeRows,
): Promise<boolean> {
  const billed = new ExactSum();
  const effective = new ExactSum();
  for (const planned of plan.queries) {
    for await (const { groups } of reader.pages(planned.query)) {
      for (const group of groups) {
        billed.add(Number(group.billed));
        effective.add(Number(group.effective));
      }
      await take(groups.flatMap((group) => rowsOf(group, plan, planned, context)));
    }
  }
  return (
    Math.abs(billed.value - plan.billed) < TOLERANCE &&
    Math.abs(effective.value - plan.effective) < TOLERANCE
  );
}
