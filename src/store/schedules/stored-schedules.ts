import type { Database } from "better-sqlite3";
import { type Channel, channelName } from "#src/channel";
import { readAlert } from "#src/schedule/alert";
import { nextOccurrence } from "#src/schedule/occurrences";
import {
  type AlertMutes,
  type AlertOwner,
  type ChannelTeamBook,
  chargesOf,
  type HeldSchedule,
  type Opinion,
  type ReportDelivery,
  type Schedule,
  type ScheduleBook,
  type ScheduleVersion,
  type Times,
} from "#src/schedule-book";
import type { ChannelList } from "#src/schedule-config";
import { isWhole, liesInScope, type Scope } from "#src/store/scope";
import { StoredAlertMutes } from "./alert-mutes.ts";
import { StoredChannelTeams } from "./channel-teams.ts";
import { StoredOpinions } from "./opinions.ts";
import { type Posting, Postings } from "./postings.ts";
import { ScheduleVersions } from "./schedule-versions.ts";
import { StoredMatters } from "./stored-matters.ts";

/** The schedules in the store, as far as one person may know of them. */
export class StoredSchedules implements ScheduleBook {
  readonly mutes: AlertMutes;
  readonly channelTeams: ChannelTeamBook;
  readonly #versions: ScheduleVersions;
  readonly #postings: Postings;
  readonly #matters: StoredMatters;
  readonly #opinions: StoredOpinions;
  readonly #channels: ChannelList;
  readonly #scope: Scope;
  readonly #person: string;

  /** @param person e-mail; empty for the local administrator */
  constructor(database: Database, channels: ChannelList, scope: Scope, person: string) {
    this.mutes = new StoredAlertMutes(database);
    this.#versions = new ScheduleVersions(database);
    this.#postings = new Postings(database);
    this.#matters = new StoredMatters(database);
    this.#opinions = new StoredOpinions(database);
    const said = new StoredChannelTeams(database);
    this.#channels = channels.boundBy(said);
    this.channelTeams = channelTeamBook(this.#channels, said);
    this.#scope = scope;
    this.#person = person.toLowerCase();
  }

  held(): readonly HeldSchedule[] {
    return this.#versions.held().filter(({ schedule }) => this.mayKeep(schedule));
  }

  keptBy(actionId: string): ScheduleVersion | null {
    return this.#versions.keptBy(actionId);
  }

  mayKeep(schedule: Schedule): boolean {
    if (schedule.person.toLowerCase() === this.#person) return true;
    return liesInScope(chargesOf(schedule), this.#scope);
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

  channelCalled(words: string, here: Channel | null): string | null {
    return this.#channels.called(words, here);
  }

  opinions(since: Date): readonly Opinion[] {
    const seesAll = isWhole(this.#scope);
    const isTold = (schedule: Schedule | null) =>
      seesAll || (schedule !== null && this.mayKeep(schedule));
    return this.#opinions.since(since, isTold);
  }

  ownerOfAlert(key: string): AlertOwner {
    const matter = this.#matters.last(key);
    if (matter === null) return { team: null, person: null };
    const { team, person } = readAlert(matter.alert);
    return { team: team ?? this.#channels.settingsOf(matter.channel).team, person };
  }
}

function channelTeamBook(channels: ChannelList, said: StoredChannelTeams): ChannelTeamBook {
  return {
    teamOf: (channel) => channels.settingsOf(channel).team,
    isFixed: (channel) => channels.isFixed(channel),
    bind: (...words) => said.bind(...words),
  };
}

function deliveryOf(posting: Posting): ReportDelivery {
  const { subject, step, channel, state, dueAt, settledAt, problem } = posting;
  return { schedule: subject, period: step, channel, state, dueAt, settledAt, problem };
}
