import { existsSync } from "node:fs";
import { demoColumns, demoDeliveries, demoTruth } from "#data/sample/demo-company";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import { Assistant } from "#src/assistant";
import type { Config } from "#src/config";
import { ConfigError } from "#src/errors";
import { type Day, dayOfInstant } from "#src/focus/day";
import { loadDemo } from "#src/ingest/load-demo";
import { ruleRouter } from "#src/router/rule-router";
import type { AllocationDimension } from "#src/store/allocation";
import { Store } from "#src/store/store";

/** A running Tally. */
export interface Tally {
  readonly store: Store;
  readonly assistant: Assistant;
  /** Whether it answers about the demo company. */
  readonly isDemo: boolean;
}

/** Puts the parts together over an open store. */
export function composeTally(config: Config, store: Store): Omit<Tally, "isDemo"> {
  const assistant = new Assistant({
    router: ruleRouter(),
    skills,
    access: new Access(store, config.people),
    completenessLagDays: config.completenessLagDays,
    fiscalYearStartMonth: config.fiscalYearStartMonth,
    reportBug: (error, id) => console.error(`${id}:`, error),
  });
  return { store, assistant };
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
    readonly onDemoProgress: (done: number, total: number) => void;
  },
): Tally {
  const { database, now, onDemoProgress } = options;
  if (database !== undefined && !existsSync(database)) {
    throw new ConfigError(
      `There is no store ${database}. Make one with: npm run tally -- import PATH --db ${database}`,
    );
  }
  const real = database ?? config.database;
  if (existsSync(real)) {
    return { ...composeTally(config, new Store(real, config.allocation)), isDemo: false };
  }
  return { ...composeTally(config, openDemo(config, now, onDemoProgress)), isDemo: true };
}

/** The store of the demo company, built when it isn't there yet. */
function openDemo(
  config: Config,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Store {
  const today = dayOfInstant(now);
  const store = new Store(config.demoDatabase, demoAllocation(config.allocation, today));
  if (store.isEmpty()) {
    const bill = { columns: demoColumns, deliveries: demoDeliveries(today) };
    loadDemo(store, bill, now, onProgress);
  }
  return store;
}

/** The demo's accounts without tags are given to teams by its own rules. */
function demoAllocation(
  allocation: readonly AllocationDimension[],
  today: Day,
): readonly AllocationDimension[] {
  const { allocationRules } = demoTruth(today);
  return allocation.map((dimension) =>
    dimension.name === "team"
      ? { ...dimension, rules: [...dimension.rules, ...allocationRules] }
      : dimension,
  );
}
