import { rmSync } from "node:fs";
import { join } from "node:path";
import { demoColumns } from "#data/sample/demo-company";
import { demoProviderRecommendations } from "#data/sample/provider-recommendations";
import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import { type Budget, budgetSchema } from "#src/budget-book";
import { conversationsInMemory } from "#src/conversation";
import { loadDemo } from "#src/ingest/load-demo";
import { peopleListed, type Role } from "#src/people/person";
import { personOf } from "#src/people/person-config";
import { type Plan, plannedChangeSchema } from "#src/planned-change-book";
import type { ProviderItem } from "#src/provider-items";
import { ruleRouter } from "#src/router/rule-router";
import { FeedLog } from "#src/store/providers/feed-log";
import { type Limits, liesInScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { isKept, isSeen } from "../store/charge-oracle.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import { ALLOCATION, chargeOf, type Delivered } from "./demo-charges.ts";

export const TODAY = "2026-11-20";
export const NOW = new Date(`${TODAY}T09:00:00Z`);
export const ASKER = "ann@example.com";

/** Somebody with limits, in a company with a bill. */
export interface World {
  readonly charges: readonly Delivered[];
  readonly limits: Limits;
  readonly role: Role;
  /** Whether recommendations are looked for. */
  readonly recommends: boolean;
  /** Whether what is said beside the charges, of what the asker doesn't see, is another. */
  readonly isOther: boolean;
}

/** A company that can be asked. */
export interface Company {
  readonly store: Store;
  readonly access: Access;
  readonly assistant: Assistant;
  /** What went wrong in it. */
  readonly bugs: readonly unknown[];
}

/** Runs a check over companies of some worlds. */
export async function withCompanies(
  worlds: readonly World[],
  check: (companies: readonly Company[]) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const stores = worlds.map((world, at) => filledStore(join(folder, `${at}.db`), world));
  try {
    await check(stores.map((store, at) => companyOf(store, worlds[at] as World)));
  } finally {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Gives the recommendations of a company the numbers that they have in another one: these count through the whole
 * bill, so that those of what the asker doesn't see would move the others on.
 */
export function rememberRecommendations(from: Company, to: Company): void {
  from.access.viewOf(null).recommendations.held(TODAY);
  const insert = to.store.database.prepare(
    `INSERT INTO recommendation (number, key, recommendation, first_seen, last_seen)
     VALUES (:number, :key, :recommendation, :first_seen, :last_seen)`,
  );
  const rows = from.store.database.prepare("SELECT * FROM recommendation").all();
  for (const row of rows) insert.run(row);
  to.access.viewOf(null).recommendations.held(TODAY);
  for (const { store } of [from, to]) {
    store.database.exec("UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'recommendation'");
  }
}

function filledStore(file: string, world: World): Store {
  const store = new Store(file, ALLOCATION);
  const { charges } = world;
  const byMonth = Map.groupBy(charges, ({ source, row }) =>
    JSON.stringify([source, row["BillingPeriodStart"]]),
  );
  const deliveries = [...byMonth.entries()].map(([name, delivered]) => {
    const [source, start] = JSON.parse(name) as [string, string];
    return {
      source,
      billingPeriodStart: start.slice(0, 10),
      rows: delivered.map(({ row }) => row),
    };
  });
  deliveries.sort((a, b) => (a.billingPeriodStart < b.billingPeriodStart ? -1 : 1));
  loadDemo(store, { columns: demoColumns, deliveries }, NOW, () => undefined);
  const log = new FeedLog(store.database);
  for (const reading of readings(world))
    log.keep({ ...reading, listed: null, memory: null, now: NOW });
  return store;
}

function companyOf(store: Store, world: World): Company {
  const bugs: unknown[] = [];
  const person = {
    ...personOf({ email: ASKER, role: world.role, team: "payments" }),
    limits: world.limits,
  };
  const access = new Access(store, peopleListed([person]), {
    budgets: budgetsOf(world),
    plans: plansOf(world),
    findRecommendations: world.recommends ? findRecommendations : () => [],
    ticketSystem: "Jira",
  });
  const assistant = new Assistant({
    router: ruleRouter(),
    skills,
    access,
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => bugs.push(error),
  });
  return { store, access, assistant, bugs };
}

/** A thing as it is, or another one of the same name where the asker doesn't see it and the world is another. */
function otherwise<Thing extends { readonly filters: Budget["filters"] }>(
  { limits, isOther }: World,
  thing: Thing,
  change: Partial<Thing>,
): Thing {
  return isOther && !liesInScope(thing.filters, limits) ? { ...thing, ...change } : thing;
}

const some = (dimension: string, ...values: string[]) => ({
  dimension,
  operator: "in" as const,
  values,
});

const NAMED = [
  { name: "payments", filters: [some("team", "payments")] },
  { name: "search", filters: [some("team", "search")] },
  { name: "aws", filters: [some("ServiceProviderName", "AWS")] },
  { name: "production data", filters: [some("environment", "production"), some("team", "data")] },
  { name: "everything", filters: [] },
];

function budgetsOf(world: World): Budget[] {
  return NAMED.map(({ name, filters }, at) => {
    const budget = { name, filters, currency: "USD", amount: 1_000 * (at + 1) };
    return budgetSchema.parse(otherwise(world, budget, { amount: 77_777 }));
  });
}

function plansOf(world: World): Plan[] {
  return NAMED.map(({ name, filters }, at) => {
    const plan = {
      name: `${name} migration`,
      filters,
      kind: "monthly",
      size: 500 * (at + 1),
      currency: "USD",
      from: "2026-12-01",
    };
    return plannedChangeSchema.parse(otherwise(world, plan, { size: 77_777, from: "2027-01-01" }));
  });
}

/** What providers say: of resources what the demo company's do, and a budget and an anomaly of each account. */
function* readings(world: World) {
  // Where it is about charges, these tell who sees it.
  const seen = world.charges.map(chargeOf).filter((one) => isSeen(one, world.limits));
  const isHidden = (item: ProviderItem) => {
    const filters = statedBy(item);
    return !liesInScope(filters, world.limits) && !seen.some((one) => isKept(one, filters));
  };
  const kept = <Item extends ProviderItem>(items: readonly Item[]): Item[] =>
    items.filter((item) => !(world.isOther && isHidden(item)));
  for (const { source, feed, items } of demoProviderRecommendations(TODAY)) {
    yield { source, feed, kind: "recommendation" as const, items: kept(items) };
  }
  const accounts = new Map(
    world.charges.map(({ source, row }) => [row["SubAccountId"], { source, row }]),
  );
  for (const [account, { source, row }] of accounts) {
    if (typeof account !== "string") continue;
    const common = {
      id: `of ${account}`,
      provider: String(row["ServiceProviderName"]),
      url: null,
      currency: "USD",
      filters: [some("SubAccountId", account)],
    };
    const budget = {
      ...common,
      name: `Budget of ${account}`,
      cadence: "monthly" as const,
      amount: 3_000,
      scope: "",
      actual: 1_234,
      forecast: 2_345,
      thresholds: [],
    };
    const anomaly = {
      ...common,
      start: "2026-11-10",
      end: null,
      impact: 321,
      actual: 400,
      expected: 79,
      causes: ["More use"],
      feedback: null,
    };
    yield { source, feed: `budgets ${account}`, kind: "budget" as const, items: kept([budget]) };
    yield {
      source,
      feed: `anomalies ${account}`,
      kind: "anomaly" as const,
      items: kept([anomaly]),
    };
  }
}

/** The charges that an item says it is about. */
function statedBy(item: ProviderItem): Budget["filters"] {
  const columns = {
    ServiceProviderName: item.provider,
    SubAccountId: "subAccountId" in item ? item.subAccountId : null,
    RegionId: "regionId" in item ? item.regionId : null,
    ResourceId: "resourceId" in item ? item.resourceId : null,
  };
  const ofColumns = Object.entries(columns).flatMap(([dimension, value]) =>
    value === null ? [] : [some(dimension, value)],
  );
  return [...ofColumns, ...("filters" in item ? (item.filters ?? []) : [])];
}
