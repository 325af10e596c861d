import { setTimeout as wait } from "node:timers/promises";
import { type Database, SqliteError } from "better-sqlite3";
import { UserError } from "#src/errors";
import { isApplied } from "./apply-allocation.ts";
import type { DeliveryStart } from "./deliveries.ts";
import { discardStaged, hasRest, removeSome } from "./delivery-remover.ts";
import type { Store } from "./store.ts";
import { isLoading, isLoadingElsewhere, Lease } from "./sync/lease.ts";

/** How often it is looked whether the load under way is done, in milliseconds. */
const LOOK_EVERY = 50;

/** A delivery on its way in. */
interface StagedDelivery {
  readonly id: number;
  readonly billingPeriodStart: string;
}

/**
 * A load into the store; there is one at a time, whichever process it runs in. It writes in short transactions, so
 * that what others write meanwhile doesn't wait long. What it stages counts from the moment when all of it is
 * swapped in, or never. To be ended, whatever happens.
 */
export class Load {
  readonly store: Store;
  readonly #lease: Lease;
  readonly #staged: StagedDelivery[] = [];

  private constructor(store: Store, lease: Lease) {
    this.store = store;
    this.#lease = lease;
  }

  /** Begins a load, once the one under way is done; null where that lasts longer than any write waits. */
  static async begin(store: Store): Promise<Load | null> {
    const lease = await patiently(store.database, () => Lease.takeForLoad(store.database));
    if (lease === null) return null;
    const load = new Load(store, lease);
    // What a load has left that was killed.
    await load.#removeRest();
    return load;
  }

  /** The same in one turn of the event loop; null while another load is under way. */
  static beginAtOnce(store: Store): Load | null {
    const lease = Lease.takeForLoad(store.database);
    if (lease === null) return null;
    const load = new Load(store, lease);
    load.#removeRestAtOnce();
    return load;
  }

  /** What is staged so far. */
  get staged(): readonly StagedDelivery[] {
    return this.#staged;
  }

  /**
   * Writes in a transaction of its own.
   * @throws UserError when another process took the load over, as this one stood still for minutes
   */
  write<T>(work: () => T): T {
    const { database } = this.store;
    return database
      .transaction(() => {
        if (this.#lease.isLost()) throw new UserError("Another import or sync took over.");
        return work();
      })
      .immediate();
  }

  /** Begins a delivery that doesn't count yet; returns its id. */
  stage(start: DeliveryStart): number {
    const id = this.write(() => this.store.deliveries.stage(start));
    this.#staged.push({ id, billingPeriodStart: start.billingPeriodStart });
    return id;
  }

  /**
   * From here on what is staged counts, in place of what did before.
   * @param also what is written in the same transaction
   * @throws UserError when the allocation rules changed since the store was opened
   */
  swapIn(at: Date, also: () => void = () => undefined): void {
    const { database, deliveries, allocation } = this.store;
    this.write(() => {
      if (!isApplied(database, allocation)) {
        throw new UserError(
          "The allocation rules changed meanwhile, so nothing was loaded. Try again.",
        );
      }
      for (const { id } of this.#staged) deliveries.swapIn(id, at);
      also();
    });
  }

  /** Removes what doesn't count, or not any more; then others may load. */
  async end(): Promise<void> {
    this.#forget();
    try {
      await this.#removeRest();
    } finally {
      this.#lease.end();
    }
  }

  /** The same in one turn of the event loop. */
  endAtOnce(): void {
    this.#forget();
    try {
      this.#removeRestAtOnce();
    } finally {
      this.#lease.end();
    }
  }

  /** Numbers of texts that were never written are given again. */
  #forget(): void {
    this.store.values.forget();
    this.store.allocator.forget();
  }

  async #removeRest(): Promise<void> {
    // Whoever waits to write has as much time as this has taken.
    for (const milliseconds of this.#removal()) await wait(milliseconds);
  }

  #removeRestAtOnce(): void {
    for (const _ of this.#removal());
  }

  /** One transaction a step, of so many milliseconds. What can't be removed now is left to the next load. */
  *#removal(): Generator<number, void> {
    const { database } = this.store;
    try {
      this.write(() => discardStaged(database));
      for (let isDone = false; !isDone; ) {
        const begun = performance.now();
        isDone = this.write(() => removeSome(database));
        yield performance.now() - begun;
      }
    } catch (error) {
      if (!(error instanceof SqliteError || error instanceof UserError)) throw error;
    }
  }
}

/** Removes what a load that was killed has left; one that runs does so itself. */
export async function removeRest(store: Store): Promise<void> {
  if (!hasRest(store.database) || isLoading(store.database)) return;
  await store.loads.run(async () => {
    const load = await Load.begin(store);
    await load?.end();
  });
}

/** Waits for a load of another process; whether it was done before long. */
export async function waitForOthers(database: Database): Promise<boolean> {
  const isFree = await patiently(database, () => (isLoadingElsewhere(database) ? null : true));
  return isFree ?? false;
}

/** Tries until something comes of it, for as long as any write waits for another. */
async function patiently<T>(database: Database, attempt: () => T | null): Promise<T | null> {
  const patience = Number(database.pragma("busy_timeout", { simple: true }));
  const end = performance.now() + patience;
  for (;;) {
    const result = attempt();
    if (result !== null || performance.now() >= end) return result;
    await wait(LOOK_EVERY);
  }
}
