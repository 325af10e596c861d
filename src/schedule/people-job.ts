import { UserError } from "#src/errors";
import type { Log } from "#src/log";
import {
  type GroupOutcome,
  type GroupSync,
  isOfUserGroups,
  syncUserGroups,
} from "#src/people/sync-user-groups";
import { DirectoryLog } from "#src/store/people/directory-log";
import type { Job } from "./scheduler.ts";
import type { Timing } from "./timing.ts";

/** What reading the user groups takes. */
export interface PeopleJobParts extends Omit<GroupSync, "stop"> {
  readonly timing: Timing;
  readonly log: Log;
}

/** Reads the user groups that tally.yaml names; whoever left one loses what they had from it. */
export function peopleJob({ timing, log, ...parts }: PeopleJobParts): Job {
  const directory = new DirectoryLog(parts.store.database);
  return {
    name: "people",
    timing,
    lastDone() {
      const read = directory.lists().filter(({ origin }) => isOfUserGroups(origin));
      const latest = read
        .map(({ readAt }) => readAt)
        .toSorted()
        .at(-1);
      return latest === undefined ? null : new Date(latest);
    },
    async run(stop) {
      try {
        for (const outcome of await syncUserGroups({ ...parts, stop })) tell(outcome, log);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        log.warn("user groups can’t be read", { problem: error.message });
      }
    },
  };
}

function tell({ changes, ...outcome }: GroupOutcome, log: Log): void {
  const isWhole = outcome.problem === null && outcome.missing.length === 0;
  log[isWhole ? "info" : "warn"]("user groups read", { ...outcome, changes: changes.length });
}
