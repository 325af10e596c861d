import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { SourceEnvironment } from "#src/sources/context";
import { openSource } from "#src/sources/open-source";
import { sourceSchema } from "#src/sources/settings";
import type { Source } from "#src/sources/source";
import { Store } from "#src/store/store";
import type { SourceOutcome } from "#src/sync/outcome";
import { syncSources } from "#src/sync/sync-sources";
import { monthsOf } from "../ingest/store-contents.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import type { ErrorAnswer, FaultProxy } from "./fault-proxy.ts";

/** A charge as a provider's API tells it. */
export interface ApiCharge {
  /** UTC; its month is the billing month. */
  readonly day: string;
  readonly cost: number;
}

/** How a failure is worded by a provider. */
export type ApiFailure = "throttled" | "unavailable" | "expired" | "denied" | "skewed";

/** An emulated API behind a proxy that can break requests. */
export interface ApiWorld {
  readonly name: string;
  readonly proxy: FaultProxy;
  /** Of a source that asks it. */
  readonly settings: object;
  readonly environment: SourceEnvironment;
  /** Matches requests for charges. */
  readonly asking: RegExp;
  /** What a sync asks where nothing changed; 0 where the calendar alone says when to look. */
  readonly unchangedCalls: number;
  /** Puts these charges in the place of all others. */
  put(charges: readonly ApiCharge[], currency?: string): Promise<void>;
  /** Charges a page; null: as many as there are. */
  setPageSize(size: number | null): void;
  /** The provider's answer for a failure; null where it knows none such. */
  failure(kind: ApiFailure): ErrorAnswer | null;
  /** Whether it tells currencies at all. */
  readonly hasCurrencies: boolean;
  /** Changes the shape of the answers from the next `put` on; null where it's fixed. */
  readonly drift: ((change: "added" | "removed" | "retyped" | "none") => void) | null;
  stop(): Promise<void>;
}

const START = "2026-11-03T09:00:00Z";
const DAY = 86_400_000;

/** A store, and a source that asks an API, under a clock that goes on by waiting. */
export class ApiSync {
  readonly folder = temporaryFolder();
  readonly store = new Store(join(this.folder, "tally.db"), []);
  /** Milliseconds that the source's calls waited. */
  readonly waits: number[] = [];
  readonly bugs: unknown[] = [];
  pageSize: number | undefined;
  /** How long nothing may arrive, in milliseconds. */
  silence = 10_000;
  readonly #world: ApiWorld;
  readonly #environment: SourceEnvironment;
  #now = Date.parse(START);

  constructor(world: ApiWorld) {
    this.#world = world;
    this.#environment = { ...world.environment };
  }

  /** The next morning: what is asked for once a day is asked for again. */
  nextDay(): void {
    this.#now += DAY;
  }

  source(): Source {
    return openSource("bills", sourceSchema.parse(this.#world.settings), {
      environment: this.#environment,
      clock: {
        now: () => this.#now,
        wait: async (milliseconds) => {
          this.waits.push(milliseconds);
          this.#now += milliseconds;
        },
        random: () => 0.5,
      },
      limits: { silence: this.silence, callsPerSecond: 1e9 },
      ...(this.pageSize === undefined ? {} : { pageSize: this.pageSize }),
    });
  }

  /** The months from September on. */
  async sync(options: { readonly applyHeld?: boolean } = {}): Promise<SourceOutcome> {
    const [outcome] = await syncSources([this.source()], {
      store: this.store,
      since: "2026-09",
      applyHeld: options.applyHeld ?? false,
      now: () => new Date(this.#now),
      onProgress: () => undefined,
      onBug: (error) => this.bugs.push(error),
    });
    if (outcome === undefined) throw new Error("There was a source.");
    return outcome;
  }

  /** `{"2026-10": billed}` of what counts. */
  months(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(monthsOf(this.store, "bills")).map(([month, [, billed = 0]]) => [
        month,
        billed,
      ]),
    );
  }

  /** Ends it; nothing may be left but the store and what the source keeps. */
  end(): string[] {
    const left = readdirSync(this.folder).filter(
      (name) => !/^tally\.db(-wal|-shm|-kept)?$/.test(name),
    );
    this.store.close();
    rmSync(this.folder, { recursive: true });
    return existsSync(this.folder) ? ["the folder"] : left;
  }
}
