import { userGroupsOf } from "#src/compose-user-groups";
import type { Config } from "#src/config";
import type { Log } from "#src/log";
import type { Tally } from "#src/main";
import { noteListedPeople } from "#src/people/listed-people";
import { peopleJob } from "#src/schedule/people-job";
import { type Job, Scheduler } from "#src/schedule/scheduler";
import { syncJob } from "#src/schedule/sync-job";
import { systemClock } from "#src/schedule/system-clock";
import { ticketJob } from "#src/schedule/ticket-job";
import { timingOf } from "#src/schedule/timing";
import { callClock } from "#src/sources/calls/call-clock";
import { TicketQueue } from "#src/store/tickets/ticket-queue";
import { backLinkTo } from "#src/tickets/back-link";
import { openTicketSystem } from "#src/tickets/open-ticket-system";
import type { TicketSettings } from "#src/tickets/settings";

/** What the server's own jobs take. */
export interface JobParts {
  readonly config: Config;
  readonly tally: Tally;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Begins what the server does by itself; the demo company's bill comes from nowhere. */
export function startJobs(common: JobParts): Scheduler {
  const { config, tally, log } = common;
  const scheduler = new Scheduler(systemClock, log.of("schedule"));
  const { sync, timeZone } = config.schedule;
  const sources = Object.keys(config.sources);
  if (sync !== "off" && sources.length > 0 && !tally.isDemo) {
    const timing = timingOf(sync, timeZone);
    const parts = { store: tally.store, sources, timing, clock: systemClock, log: log.of("sync") };
    scheduler.add(syncJob(parts));
  }
  notePeople(common);
  const people = peopleJobOf(common);
  if (people !== null) scheduler.add(people);
  if (config.tickets !== null) scheduler.add(ticketJobOf(common, config.tickets));
  return scheduler;
}

/** What tally.yaml says of people is read each time; how it once was is kept. */
function notePeople({ config, tally, clock, log }: JobParts): void {
  try {
    noteListedPeople(tally.store, config.people, clock());
  } catch (error) {
    log.of("people").warn("it isn’t kept how tally.yaml has its people", { error });
  }
}

/** Null where there are no groups to read; over the demo company everybody is let in. */
function peopleJobOf({ config, tally, clock, log }: JobParts): Job | null {
  const { store, isDemo } = tally;
  const { directory } = config;
  const groups = userGroupsOf(config, store, { clock, log: log.of("people") });
  if (groups === null || isDemo || directory.sync === "off") return null;
  const timing = timingOf(directory.sync, "UTC");
  return peopleJob({
    groups,
    store,
    settings: directory,
    timing,
    now: clock,
    log: log.of("people"),
  });
}

function ticketJobOf({ config, tally, clock, log }: JobParts, settings: TicketSettings) {
  return ticketJob({
    system: openTicketSystem(settings, config.ticketEnvironment, { clock: callClock() }),
    queue: new TicketQueue(tally.store.database),
    backLink: backLinkTo,
    now: clock,
    log: log.of("tickets"),
  });
}
