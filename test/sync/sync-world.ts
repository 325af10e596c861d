import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openSource } from "#src/sources/open-source";
import { sourceSchema } from "#src/sources/settings";
import type { Source } from "#src/sources/source";
import { Store } from "#src/store/store";
import type { SourceOutcome } from "#src/sync/outcome";
import type { SyncRun } from "#src/sync/sync-run";
import { syncSources } from "#src/sync/sync-sources";
import { monthsOf } from "../ingest/store-contents.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import type { BucketWorld, Layout, Place, TestDelivery } from "./worlds.ts";

export const NOW = new Date("2026-11-20T09:00:00Z");

/** A store, and a source in a fresh place. */
export class SyncWorld {
  readonly folder: string;
  readonly store: Store;
  readonly place: Place;
  /** Milliseconds that the source's calls waited. */
  readonly waits: number[] = [];
  readonly bugs: unknown[] = [];
  pageSize: number | undefined;
  /** How long nothing may arrive, in milliseconds. */
  silence = 10_000;
  readonly #bucket: BucketWorld;
  readonly #layout: Layout;

  constructor(bucket: BucketWorld, layout: Layout, place: Place) {
    this.#bucket = bucket;
    this.#layout = layout;
    this.place = place;
    this.folder = temporaryFolder();
    this.store = new Store(join(this.folder, "tally.db"), []);
  }

  source(name = "bills"): Source {
    const settings = sourceSchema.parse({
      kind: this.#layout.kind,
      ...this.#layout.settings,
      ...this.place.settings,
    });
    const clock = {
      now: () => Date.now(),
      wait: async (milliseconds: number) => {
        this.waits.push(milliseconds);
      },
      random: () => 0.5,
    };
    return openSource(name, settings, {
      environment: this.#bucket.environment,
      clock,
      limits: { silence: this.silence, callsPerSecond: 10_000 },
      ...(this.pageSize === undefined ? {} : { pageSize: this.pageSize }),
    });
  }

  deliver(delivery: TestDelivery): Promise<void> {
    return this.#layout.deliver(this.place, delivery);
  }

  async sync(options: Partial<SyncRun> = {}, name = "bills"): Promise<SourceOutcome> {
    const [outcome] = await syncSources([this.source(name)], this.run(options));
    if (outcome === undefined) throw new Error("There was a source.");
    return outcome;
  }

  run(options: Partial<SyncRun> = {}): SyncRun {
    return {
      store: this.store,
      since: null,
      applyHeld: false,
      now: () => NOW,
      onProgress: () => undefined,
      onBug: (error) => this.bugs.push(error),
      ...options,
    };
  }

  /** `{"2026-10": [charges, billed]}` of what counts. */
  months(name = "bills"): Record<string, number[]> {
    return Object.fromEntries(
      Object.entries(monthsOf(this.store, name)).map(([month, [count = 0, billed = 0]]) => [
        month,
        [count, billed],
      ]),
    );
  }

  /** Ends it; nothing may be left but the store. */
  end(): string[] {
    const left = readdirSync(this.folder).filter((name) => !/^tally\.db(-wal|-shm)?$/.test(name));
    this.store.close();
    rmSync(this.folder, { recursive: true });
    return existsSync(this.folder) ? ["the folder"] : left;
  }
}

/** `{"2026-10": "loaded"}` */
export function statuses(outcome: SourceOutcome): Record<string, string> {
  return Object.fromEntries(outcome.units.map(({ unit, status }) => [unit, status]));
}
