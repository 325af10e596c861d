import type { Database } from "better-sqlite3";
import type { AuditSeal } from "#src/audit/seal";
import { type AllocationDimension, Allocator } from "./allocation.ts";
import { applyAllocation } from "./apply-allocation.ts";
import { StoredAudit } from "./audit/stored-audit.ts";
import { DailyQuantityReader } from "./change/daily-quantities.ts";
import { QuantityReader } from "./change/quantities.ts";
import { Costs } from "./costs.ts";
import { Cube } from "./cube/cube.ts";
import { ItemNames } from "./cube/item-names.ts";
import { SeenNames } from "./cube/seen-names.ts";
import { StoreVocabulary } from "./cube/store-vocabulary.ts";
import { DeliveryLog } from "./deliveries.ts";
import { HourlyQuery } from "./hourly-query.ts";
import { LoadQueue } from "./load-queue.ts";
import { NameIndex } from "./name-index.ts";
import { openStore } from "./open-store.ts";
import { isWhole, type Scope } from "./scope.ts";
import { SyncLog } from "./sync/sync-log.ts";
import { ValueDictionary } from "./value-dictionary.ts";

/** The bill and everything kept beside it, in one SQLite file. Skills never see it, only `Costs`. */
export class Store {
  readonly file: string;
  readonly database: Database;
  readonly values: ValueDictionary;
  readonly deliveries: DeliveryLog;
  readonly syncs: SyncLog;
  readonly loads = new LoadQueue();
  readonly audit: StoredAudit;
  readonly allocation: readonly AllocationDimension[];
  readonly allocator: Allocator;
  readonly allocationDimensions: readonly string[];
  readonly cube: Cube;
  readonly #names: NameIndex;
  readonly #seenNames = new WeakMap<Scope, SeenNames>();
  readonly #itemNames: ItemNames;
  readonly #hourly: HourlyQuery;
  readonly #quantities: QuantityReader;
  readonly #dailyQuantities: DailyQuantityReader;

  /**
   * @param auditSeal null where there is no key to seal the audit log with
   * @throws ConfigError when the file can't be opened
   */
  constructor(
    file: string,
    allocation: readonly AllocationDimension[],
    auditSeal: AuditSeal | null = null,
  ) {
    this.file = file;
    this.database = openStore(file);
    this.values = new ValueDictionary(this.database);
    this.deliveries = new DeliveryLog(this.database);
    this.syncs = new SyncLog(this.database);
    this.audit = new StoredAudit(this.database, auditSeal);
    this.allocation = allocation;
    this.allocator = new Allocator(allocation, this.values);
    applyAllocation(this.database, this.values, this.allocator, allocation);
    this.allocationDimensions = allocation.map(({ name }) => name);
    this.cube = new Cube(this.database, this.values, allocation);
    this.#names = new NameIndex(this.database, this.cube);
    this.#itemNames = new ItemNames(this.cube);
    this.#hourly = new HourlyQuery(this.database, this.cube, this.allocationDimensions);
    this.#quantities = new QuantityReader(this.database);
    this.#dailyQuantities = new DailyQuantityReader(this.database);
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
      dailyQuantities: this.#dailyQuantities,
      syncs: this.syncs,
      snapshot: <T>(read: () => T) => this.snapshot(read),
    };
    return new Costs(parts, scope, this.#namesIn(scope));
  }

  /** The names that occur as far as a scope goes. */
  vocabulary(scope: Scope): StoreVocabulary {
    const { cube, values } = this;
    const parts = { cube, index: this.#names, names: this.#namesIn(scope), dictionary: values };
    return new StoreVocabulary(parts, scope);
  }

  #namesIn(scope: Scope): NameIndex | SeenNames {
    if (isWhole(scope)) return this.#names;
    const known = this.#seenNames.get(scope) ?? new SeenNames(this.cube, scope);
    this.#seenNames.set(scope, known);
    return known;
  }

  /** Reads all at one moment, although another process may swap in a delivery meanwhile. */
  snapshot<T>(read: () => T): T {
    return this.database.transaction(read).deferred();
  }

  /** Whether no delivery was ever loaded. */
  isEmpty(): boolean {
    return this.deliveries.isEmpty();
  }

  /** @throws where the audit log can't be written to; the store is closed all the same */
  close(): void {
    try {
      this.audit.close();
    } finally {
      this.database.close();
    }
  }
}
