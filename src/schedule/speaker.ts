import type { Log } from "#src/log";
import type { AlertMutes } from "#src/schedule-book";
import type { ChannelList } from "#src/schedule-config";
import { type Owner, thisProcess } from "#src/store/process-owner";
import { StoredAlertMutes } from "#src/store/schedules/alert-mutes";
import { forgetOld } from "#src/store/schedules/forget-old";
import { type Posting, Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { StoredMatters } from "#src/store/schedules/stored-matters";
import type { Store } from "#src/store/store";
import type { AlertSource } from "./alert.ts";
import { composeAlert, type DrawCard, type SeenAlerts } from "./compose-alert.ts";
import { composeReport, type Reporter } from "./compose-report.ts";
import { type Couriers, Dispatcher } from "./dispatcher.ts";
import { localDay } from "./local-time.ts";
import { takeAlerts } from "./matters.ts";
import { unlessBusy } from "./patiently.ts";
import { ReportPlanner } from "./report-planner.ts";
import type { DirectChannel } from "./route-alert.ts";
import type { ScheduleClock } from "./scheduler.ts";

/** What Tally speaks first with. */
export interface SpeakerParts {
  readonly store: Pick<Store, "database">;
  readonly couriers: Couriers;
  readonly reporter: Reporter;
  readonly alerts: AlertSource;
  readonly draw: DrawCard;
  /** Of alerts those that all in a channel may see; all of them where absent. */
  readonly seen?: SeenAlerts;
  readonly direct: DirectChannel;
  readonly channels: ChannelList;
  /** How long a report waits for complete data, in hours. */
  readonly waitHours: number;
  readonly clock: ScheduleClock;
  readonly log: Log;
  /** This process, where absent. */
  readonly owner?: Owner;
}

/** Something may be set meanwhile, or left behind by a process that died. */
const LOOK_EVERY = 30_000;
const ALERTS_EVERY = 600_000;
const DAY = 86_400_000;
/** What was sent is known for so long: what came a year ago can be looked up. */
const DAYS_KEPT = 400;

/** Sends what is due: reports by their schedules, alerts as they come. Any number of them may be at one store. */
export class Speaker {
  readonly #parts: SpeakerParts;
  readonly #versions: ScheduleVersions;
  readonly #postings: Postings;
  readonly #matters: StoredMatters;
  readonly #mutes: AlertMutes;
  readonly #planner: ReportPlanner;
  readonly #dispatcher: Dispatcher;
  readonly #stop = new AbortController();
  #alertsAt = Number.NEGATIVE_INFINITY;
  #forgotAt = Number.NEGATIVE_INFINITY;
  #callOff: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: SpeakerParts) {
    const { database } = parts.store;
    this.#parts = parts;
    this.#versions = new ScheduleVersions(database);
    this.#postings = new Postings(database);
    this.#matters = new StoredMatters(database);
    this.#mutes = new StoredAlertMutes(database);
    this.#planner = new ReportPlanner(this.#postings);
    const { clock, log, couriers, channels } = parts;
    this.#dispatcher = new Dispatcher({
      postings: this.#postings,
      couriers,
      compose: (posting, channel, now) =>
        posting.kind === "report"
          ? this.#composeReport(posting, now)
          : composeAlert(posting, channel, this.#alertParts(), now),
      dayIn: (channel, now) => localDay(now, channels.settingsOf(channel).timeZone),
      owner: parts.owner ?? thisProcess,
      clock,
      log,
    });
  }

  /** Looks again and again from now on. */
  start(): void {
    this.#running = this.#turn();
  }

  /** Begins nothing any more, and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#callOff();
    await this.#running;
  }

  /** Plans and sends all that is due by now; what the store is too busy for is left for the next time. */
  async look(): Promise<void> {
    const now = new Date(this.#parts.clock.now());
    unlessBusy(() => this.#plan(now));
    unlessBusy(() => this.#forget(now));
    await this.#dispatcher.run(this.#stop.signal);
  }

  /** When something is due next, as far as is known since the last look; null where nothing is. */
  nextDue(): Date | null {
    const due = [this.#planner.nextDue(this.#versions.held()), this.#postings.nextTry()];
    return due.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  }

  #plan(now: Date): void {
    this.#planner.plan(this.#versions.held(), now);
    if (now.getTime() < this.#alertsAt + ALERTS_EVERY) return;
    const { channels, direct, log } = this.#parts;
    const stores = { matters: this.#matters, postings: this.#postings, mutes: this.#mutes };
    const nowhere = takeAlerts({ ...stores, channels, direct }, this.#alertsNow(now), now);
    if (nowhere.length > 0) log.debug("no channel takes some alerts", { count: nowhere.length });
    this.#alertsAt = now.getTime();
  }

  /** Once a day. */
  #forget(now: Date): void {
    if (now.getTime() < this.#forgotAt + DAY) return;
    forgetOld(this.#parts.store.database, new Date(now.getTime() - DAYS_KEPT * DAY));
    this.#forgotAt = now.getTime();
  }

  /** Reports are sent also where alerts can't be computed. */
  #alertsNow(now: Date): ReturnType<AlertSource> {
    try {
      return this.#parts.alerts(now);
    } catch (error) {
      this.#parts.log.error("alerts can't be computed", { error });
      return [];
    }
  }

  async #turn(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.#parts.log.error("nothing can be sent", { error });
    }
    if (this.#stop.signal.aborted) return;
    const { clock } = this.#parts;
    const next = this.nextDue()?.getTime() ?? Number.POSITIVE_INFINITY;
    const wait = Math.min(LOOK_EVERY, Math.max(1000, next - clock.now()));
    this.#callOff = clock.after(wait, () => this.start());
  }

  #composeReport(posting: Posting, now: Date) {
    const { reporter, waitHours } = this.#parts;
    const schedules = this.#versions.held();
    return composeReport(
      posting,
      { schedules, postings: this.#postings, reporter, waitHours },
      now,
    );
  }

  #alertParts() {
    const { channels, draw, direct, seen = async (alerts) => alerts } = this.#parts;
    return { matters: this.#matters, postings: this.#postings, channels, draw, direct, seen };
  }
}
