import { existsSync } from "node:fs";
import { demoBudgets } from "#data/sample/budgets";
import { demoDecisions } from "#data/sample/decisions";
import { demoAllocationRules, demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { demoProviderRecommendations } from "#data/sample/provider-recommendations";
import { skills } from "#skills/index";
import { findRecommendations } from "#skills/recommendations/find";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import { type Budget, budgetSchema } from "#src/budget-book";
import { readersOf } from "#src/compose-readers";
import type { Config } from "#src/config";
import { conversationsInMemory } from "#src/conversation";
import { errorText } from "#src/error-text";
import { ConfigError } from "#src/errors";
import { dayOfInstant } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { plantDecisions } from "#src/ingest/plant-decisions";
import type { PeopleBook } from "#src/people/person";
import { reviewRecommendations } from "#src/review-recommendations";
import { secretTexts } from "#src/secrets/secret-texts";
import type { AllocationDimension } from "#src/store/allocation";
import { noteBudgetFile } from "#src/store/budget-file";
import { StoredConversations } from "#src/store/conversations";
import { StoredDirectory } from "#src/store/people/stored-directory";
import { StoredChannelTeams } from "#src/store/schedules/channel-teams";
import { Store } from "#src/store/store";
import { TICKET_SYSTEM_NAMES } from "#src/tickets/settings";

/** A running Tally. */
export interface Tally {
  readonly store: Store;
  readonly assistant: Assistant;
  readonly access: Access;
  /** All who are known. */
  readonly people: PeopleBook;
  /** Whether it answers about the demo company. */
  readonly isDemo: boolean;
}

/** Where conversations are kept: in the store, or only as long as the process lives. */
export type ConversationsKept = "in the store" | "in memory";

/** Puts the parts together over an open store. */
export function composeTally(
  config: Config,
  store: Store,
  kept: ConversationsKept,
): Omit<Tally, "isDemo"> {
  const conversations =
    kept === "in memory" ? conversationsInMemory() : new StoredConversations(store.database);
  const people = new StoredDirectory(store.database, config.people, config.directory);
  const access = new Access(store, people, {
    budgets: config.budgets,
    yearStartMonth: config.fiscalYearStartMonth,
    plans: config.plans,
    anomalyThresholds: config.anomalies,
    approvals: config.approvals,
    ticketSystem: config.tickets === null ? null : TICKET_SYSTEM_NAMES[config.tickets.system],
    channels: config.channels,
    completenessLagDays: config.completenessLagDays,
    findRecommendations,
  });
  const assistant = new Assistant({
    ...readersOf(config.model),
    skills,
    access,
    conversations,
    audit: store.audit,
    channelTeams: config.channels.boundBy(new StoredChannelTeams(store.database)),
    completenessLagDays: config.completenessLagDays,
    fiscalYearStartMonth: config.fiscalYearStartMonth,
    reportBug: (error, id) => console.error(`${id}: ${errorText(error, secretTexts(config))}`),
  });
  return { store, assistant, access, people };
}

/**
 * Opens the store that questions go to: the named one, else the real bill's if there is one, else the demo
 * company's, which is built when it isn't there yet.
 * @throws ConfigError when a named store doesn't exist or can't be opened
 */
export function openTally(
  config: Config,
  options: {
    readonly database?: string | undefined;
    readonly now: Date;
    readonly conversations?: ConversationsKept;
    readonly onDemoProgress: (done: number, total: number) => void;
  },
): Tally {
  const { database, now, conversations = "in the store", onDemoProgress } = options;
  refuseMissing(database);
  const real = database ?? config.database;
  if (existsSync(real)) {
    const store = new Store(real, config.allocation, config.auditSeal);
    const isMeant = database !== undefined || !store.isEmpty();
    if (isMeant) {
      noteBudgetFile(store.database, config.budgets, now);
      return { ...composeTally(config, store, conversations), isDemo: false };
    }
    // A first import that was refused leaves an empty store behind.
    store.close();
  }
  const demo = new Store(config.demoDatabase, demoAllocation(config.allocation), config.auditSeal);
  const isNew = demo.isEmpty();
  if (isNew) fillDemo(demo, now, onDemoProgress);
  noteBudgetFile(demo.database, config.budgets, now);
  const ofDemo = { ...config, budgets: [...budgetsOfDemo(now), ...config.budgets] };
  const tally = { ...composeTally(ofDemo, demo, conversations), isDemo: true };
  if (isNew) {
    const today = dayOfInstant(now);
    const { recommendations } = tally.access.viewOf(null);
    plantDecisions(recommendations, demoDecisions(today), today, (day) =>
      reviewRecommendations(tally.access, day, config.completenessLagDays),
    );
  }
  return tally;
}

/** @throws ConfigError for a store that is named and isn't there */
export function refuseMissing(database: string | undefined): void {
  if (database === undefined || existsSync(database)) return;
  throw new ConfigError(
    `There is no store ${database}. Make one with: npm run tally -- import PATH --db ${database}`,
  );
}

/** The demo company's budgets, for the month of a clock. */
function budgetsOfDemo(now: Date): Budget[] {
  return demoBudgets(dayOfInstant(now)).map(({ name, filters, currency, monthlyAmount }) =>
    budgetSchema.parse({
      name,
      filters: Object.entries(filters).map(([dimension, value]) => ({
        dimension,
        operator: "in",
        values: [value],
      })),
      currency,
      amount: monthlyAmount,
    }),
  );
}

/** Loads the demo company's bill, and what its providers recommend, into an empty store. */
function fillDemo(
  store: Store,
  now: Date,
  onProgress: (done: number, total: number) => void,
): void {
  const today = dayOfInstant(now);
  const bill = {
    columns: demoColumns,
    deliveries: demoDeliveries(today),
    feeds: demoProviderRecommendations(today),
  };
  loadDemo(store, bill, now, onProgress);
}

/** The demo's accounts without tags are given to teams by its own rules. */
function demoAllocation(
  allocation: readonly AllocationDimension[],
): readonly AllocationDimension[] {
  return allocation.map((dimension) =>
    dimension.name === "team"
      ? { ...dimension, rules: [...dimension.rules, ...demoAllocationRules] }
      : dimension,
  );
}
