import { z } from "zod";
import { timingOf } from "./timing.ts";

/** After the provider's own refreshes, of which the most frequent come every four hours. */
const SYNC = "15 */4 * * *";

/** The key `schedule` of tally.yaml: what the server does by itself, and when. */
export const scheduleSchema = z
  .strictObject({
    /** When the sources are synced: a cron expression or an interval; "off": by hand only. */
    sync: z.string().default(SYNC),
    /** Of IANA; that cron expressions are meant in, and times of channels that have none of their own. */
    timeZone: z.string().default("UTC"),
    /** How long a report waits for complete data, in hours, before it is sent and says what is missing. */
    waitHours: z.number().min(0).max(72).default(24),
  })
  .superRefine(({ sync, timeZone }, context) => {
    if (!isTimeZone(timeZone)) {
      const message = "write a time zone of IANA, such as Europe/Berlin";
      context.addIssue({ code: "custom", path: ["timeZone"], message });
      return;
    }
    const message = sync === "off" ? null : problemOf(sync, timeZone);
    if (message !== null) context.addIssue({ code: "custom", path: ["sync"], message });
  });

export type ScheduleSettings = z.infer<typeof scheduleSchema>;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function problemOf(timing: string, timeZone: string): string | null {
  try {
    timingOf(timing, timeZone);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
