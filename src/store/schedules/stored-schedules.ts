import type { Database } from "better-sqlite3";
import { type Channel, channelName } from "#src/channel";
import { nextOccurrence } from "#src/schedule/occurrences";
import type {
  AlertMutes,
  HeldSchedule,
  ReportDelivery,
  Schedule,
  ScheduleBook,
  ScheduleVersion,
  Times,
} from "#src/schedule-book";
import type { ChannelList } from "#src/schedule-config";
import type { Filter } from "#src/store/cost-query";
import { liesInScope, type Scope } from "#src/store/scope";
import { StoredAlertMutes } from "./alert-mutes.ts";
import { type Posting, Postings } from "./postings.ts";
import { ScheduleVersions } from "./schedule-versions.ts";

/** The schedules in the store, as far as one person may know of them. */
export class StoredSchedules implements ScheduleBook {
  readonly mutes: AlertMutes;
  readonly #versions: ScheduleVersions;
  readonly #postings: Postings;
  readonly #channels: ChannelList;
  readonly #scope: Scope;
  readonly #person: string;

  /** @param person e-mail; empty for the local administrator */
  constructor(database: Database, channels: ChannelList, scope: Scope, person: string) {
    this.mutes = new StoredAlertMutes(database);
    this.#versions = new ScheduleVersions(database);
    this.#postings = new Postings(database);
    this.#channels = channels;
    this.#scope = scope;
    this.#person = person.toLowerCase();
  }

  held(): readonly HeldSchedule[] {
    return this.#versions.held().filter(({ schedule }) => this.mayKeep(schedule));
  }

  keptBy(actionId: string): ScheduleVersion | null {
    return this.#versions.keptBy(actionId);
  }

  mayKeep({ person, team, filters }: Schedule): boolean {
    if (person.toLowerCase() === this.#person) return true;
    const ofTeam: Filter[] =
      team === null ? [] : [{ dimension: "team", operator: "in", values: [team] }];
    return liesInScope([...ofTeam, ...filters], this.#scope);
  }

  keep(
    actionId: string,
    version: Pick<ScheduleVersion, "id" | "schedule" | "person" | "setAt">,
  ): boolean {
    return this.#versions.keep(actionId, { ...version, origin: "conversation" });
  }

  deliveries(id: string, limit: number): readonly ReportDelivery[] {
    return this.#postings.of(id, limit).map(deliveryOf);
  }

  nextDue(times: Times, after: Date): Date | null {
    return nextOccurrence(times, after)?.at ?? null;
  }

  timeZoneOf(channel: Channel | null): string {
    return this.#channels.settingsOf(channel === null ? "" : channelName(channel)).timeZone;
  }

  channelCalled(words: string): string | null {
    return this.#channels.called(words);
  }
}

function deliveryOf(posting: Posting): ReportDelivery {
  const { subject, step, channel, state, dueAt, settledAt, problem } = posting;
  return { schedule: subject, period: step, channel, state, dueAt, settledAt, problem };
}
