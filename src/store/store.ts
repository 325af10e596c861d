import type { Database } from "better-sqlite3";
import { type AllocationDimension, Allocator } from "./allocation.ts";
import { applyAllocation } from "./apply-allocation.ts";
import { QuantityReader } from "./change/quantities.ts";
import { Costs } from "./costs.ts";
import { Cube } from "./cube/cube.ts";
import { ItemNames } from "./cube/item-names.ts";
import { StoreVocabulary } from "./cube/store-vocabulary.ts";
import { DeliveryLog } from "./deliveries.ts";
import { HourlyQuery } from "./hourly-query.ts";
import { NameIndex } from "./name-index.ts";
import { openStore } from "./open-store.ts";
import type { Scope } from "./scope.ts";
import { SyncLog } from "./sync/sync-log.ts";
import { ValueDictionary } from "./value-dictionary.ts";
import { WriteQueue } from "./write-queue.ts";

/** The bill and everything kept beside it, in one SQLite file. Skills never see it, only `Costs`. */
export class Store {
  readonly file: string;
  readonly database: Database;
  readonly values: ValueDictionary;
  readonly deliveries: DeliveryLog;
  readonly syncs: SyncLog;
  /** Whatever writes while a transaction of many turns may be open waits its turn here. */
  readonly writes = new WriteQueue();
  readonly allocator: Allocator;
  readonly allocationDimensions: readonly string[];
  readonly cube: Cube;
  readonly #names: NameIndex;
  readonly #itemNames: ItemNames;
  readonly #hourly: HourlyQuery;
  readonly #quantities: QuantityReader;

  /** @throws ConfigError when the file can't be opened */
  constructor(file: string, allocation: readonly AllocationDimension[]) {
    this.file = file;
    this.database = openStore(file);
    this.values = new ValueDictionary(this.database);
    this.deliveries = new DeliveryLog(this.database, this.values);
    this.syncs = new SyncLog(this.database);
    this.allocator = new Allocator(allocation, this.values);
    applyAllocation(this.database, this.values, this.allocator, allocation);
    this.allocationDimensions = allocation.map(({ name }) => name);
    this.cube = new Cube(this.database, this.values, allocation);
    this.#names = new NameIndex(this.database, this.cube);
    this.#itemNames = new ItemNames(this.cube);
    this.#hourly = new HourlyQuery(this.database, this.cube, this.allocationDimensions);
    this.#quantities = new QuantityReader(this.database);
  }

  /** The bill as far as a scope goes. */
  costs(scope: Scope): Costs {
    const { cube } = this;
    const parts = {
      cube,
      hourly: this.#hourly,
      names: this.#names,
      itemNames: this.#itemNames,
      quantities: this.#quantities,
      syncs: this.syncs,
    };
    return new Costs(parts, scope);
  }

  /** The names that occur as far as a scope goes. */
  vocabulary(scope: Scope): StoreVocabulary {
    const { cube, values, allocationDimensions } = this;
    return new StoreVocabulary(cube, this.#names, values, scope, allocationDimensions);
  }

  /** Whether no delivery was ever loaded. */
  isEmpty(): boolean {
    return this.database.prepare("SELECT 1 FROM delivery LIMIT 1").get() === undefined;
  }

  /** Begins a transaction that may span several turns of the event loop. Returns false while another writes. */
  begin(): boolean {
    try {
      this.database.exec("BEGIN IMMEDIATE");
      return true;
    } catch {
      return false;
    }
  }

  commit(): void {
    this.database.exec("COMMIT");
  }

  /** Takes back everything since `begin`, also what was remembered of it. */
  rollback(): void {
    this.database.exec("ROLLBACK");
    this.values.forget();
    this.allocator.forget();
  }

  close(): void {
    this.database.close();
  }
}
