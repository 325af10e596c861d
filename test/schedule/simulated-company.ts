import { silentLog } from "#src/log";
import type { Alert } from "#src/schedule/alert";
import type { Reporter } from "#src/schedule/compose-report";
import { Speaker } from "#src/schedule/speaker";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import type { Store } from "#src/store/store";
import { seeded } from "./seeded.ts";
import { SimulatedClock } from "./simulated-clock.ts";
import { type Mishap, SimulatedPlatform, titled } from "./simulated-platform.ts";

/** How often what goes wrong, as shares of calls. */
export interface Troubles {
  readonly calls: number;
  readonly deaths: number;
  readonly waits: number;
}

export interface Company {
  readonly database: Store["database"];
  readonly start: string;
  readonly end: string;
  readonly seed: number;
  readonly troubles: Troubles;
  readonly channels?: unknown;
  readonly finds?: (channel: string) => boolean;
  readonly alerts?: (now: Date) => readonly Alert[];
  /** How often it is looked where nothing is due, in milliseconds. */
  readonly lookEvery?: number;
}

interface Process {
  readonly name: string;
  readonly speaker: Speaker;
  readonly death: Promise<void>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MISHAPS: readonly Mishap[] = ["rate-limited", "error before", "lost after"];

/** Two processes on one store, through all that may befall them. */
export class Simulation {
  readonly clock: SimulatedClock;
  readonly platform: SimulatedPlatform;
  /** When no process ran: pairs of milliseconds since 1970-01-01. */
  readonly downtimes: [number, number][] = [];
  /** How often processes died, and while what. */
  readonly deaths = new Map<string, number>();
  readonly #company: Company;
  readonly #random: () => number;
  readonly #alive = new Set<string>();
  #processes: Process[] = [];
  #born = 0;

  constructor(company: Company) {
    this.#company = company;
    this.#random = seeded(company.seed);
    this.clock = new SimulatedClock(company.start);
    this.platform = new SimulatedPlatform(() => this.clock.now(), company.finds);
  }

  async run(): Promise<void> {
    const end = Date.parse(this.#company.end);
    while (this.clock.now() < end) {
      this.#revive();
      await Promise.all(
        this.#processes.map(({ speaker, death }) => Promise.race([speaker.look(), death])),
      );
      this.#processes = this.#processes.filter(({ name }) => this.#alive.has(name));
      this.#goOn(end);
    }
  }

  /** One that died is started anew at once, or the other ends too, and for a time none runs. */
  #revive(): void {
    if (this.#processes.length < 2 && this.#born > 0 && this.#random() < 0.2) {
      this.#processes = [];
      this.#alive.clear();
      const from = this.clock.now();
      const until = Math.min(from + this.#random() * 2 * DAY, Date.parse(this.#company.end));
      this.clock.sleepUntil(new Date(until).toISOString());
      this.downtimes.push([from, this.clock.now()]);
    }
    while (this.#processes.length < 2) this.#processes.push(this.#begin());
  }

  #goOn(end: number): void {
    const { lookEvery = DAY } = this.#company;
    const now = this.clock.now();
    const due = this.#processes.flatMap(({ speaker }) => speaker.nextDue()?.getTime() ?? []);
    // Whoever starts a dead one anew doesn't wait for the next time.
    const soon = this.#processes.length < 2 ? 1000 : lookEvery;
    const next = Math.min(end, now + soon, ...due.map((at) => Math.max(at, now + 1000)));
    this.clock.sleepUntil(new Date(next).toISOString());
  }

  #begin(): Process {
    this.#born += 1;
    const name = `process ${this.#born}`;
    this.#alive.add(name);
    const { promise: death, resolve } = Promise.withResolvers<void>();
    const die = (during: string) => {
      if (this.#alive.delete(name)) {
        this.deaths.set(during, (this.deaths.get(during) ?? 0) + 1);
        resolve();
      }
      return new Promise<never>(() => undefined);
    };
    return { name, death, speaker: this.#speaker(name, die) };
  }

  #speaker(name: string, die: (during: string) => Promise<never>): Speaker {
    const { database, channels = {}, alerts = () => [] } = this.#company;
    const mishap = () => (this.#alive.has(name) ? this.#mishap() : "killed before");
    const courier = this.platform.courier(mishap, die);
    return new Speaker({
      store: { database },
      couriers: { slack: courier, teams: courier },
      reporter: this.#reporter(name, die),
      alerts,
      draw: (card) => Promise.resolve({ card, issue: () => "" }),
      direct: () => null,
      channels: new ChannelList(channelsSchema.parse(channels), "UTC"),
      waitHours: 12,
      clock: this.clock,
      log: silentLog,
      owner: { name, isAlive: (other) => this.#alive.has(other) },
    });
  }

  #reporter(name: string, die: (during: string) => Promise<never>): Reporter {
    const { waits, deaths } = this.#company.troubles;
    return async ({ schedule, period, mayWait }) => {
      await Promise.resolve();
      if (!this.#alive.has(name)) return die("computing");
      const chance = this.#random();
      if (chance < deaths) return die("computing");
      if (chance < deaths + waits && mayWait) return "wait";
      return titled(`${schedule.name} of ${period}`);
    };
  }

  #mishap(): Mishap {
    const { calls, deaths } = this.#company.troubles;
    const chance = this.#random();
    if (chance < deaths) return this.#random() < 0.5 ? "killed before" : "killed after";
    if (chance < deaths + calls) return MISHAPS[Math.floor(this.#random() * 3)] ?? "none";
    return "none";
  }
}
