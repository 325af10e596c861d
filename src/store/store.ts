import type { Database } from "better-sqlite3";
import { type AllocationDimension, Allocator } from "./allocation.ts";
import { Cube } from "./cube/cube.ts";
import { DeliveryLog } from "./deliveries.ts";
import { openStore } from "./open-store.ts";
import { ValueDictionary } from "./value-dictionary.ts";

/** The bill and everything kept beside it, in one SQLite file. Skills never see it, only `Costs`. */
export class Store {
  readonly file: string;
  readonly database: Database;
  readonly values: ValueDictionary;
  readonly deliveries: DeliveryLog;
  readonly allocator: Allocator;
  readonly allocationDimensions: readonly string[];
  readonly cube: Cube;

  /** @throws ConfigError when the file can't be opened */
  constructor(file: string, allocation: readonly AllocationDimension[]) {
    this.file = file;
    this.database = openStore(file);
    this.values = new ValueDictionary(this.database);
    this.deliveries = new DeliveryLog(this.database);
    this.allocator = new Allocator(allocation, this.values);
    this.allocationDimensions = allocation.map(({ name }) => name);
    this.cube = new Cube(this.database, this.values, this.allocationDimensions);
  }

  /** Whether no delivery was ever loaded. */
  isEmpty(): boolean {
    return this.database.prepare("SELECT 1 FROM delivery LIMIT 1").get() === undefined;
  }

  close(): void {
    this.database.close();
  }
}
