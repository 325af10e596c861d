import type { CardBlock } from "#src/cards/card";
import type { Drawable } from "#src/chat/message";
import type { Day } from "#src/focus/day";
import type { HeldSchedule, Schedule } from "#src/schedule-book";
import type { Posting, Postings } from "#src/store/schedules/postings";
import type { Composed } from "./dispatcher.ts";
import { localTime } from "./local-time.ts";
import { OVERTAKEN } from "./report-planner.ts";

/** What is asked of a reporter. */
export interface ReportRequest {
  /** What feedback on it is kept under. */
  readonly id: string;
  readonly schedule: Schedule;
  /** The date on the schedule's wall clock on which it is due. */
  readonly period: Day;
  readonly dueAt: Date;
  readonly now: Date;
  /** Whether there is time yet to wait for complete data; once there isn't, it says what is missing. */
  readonly mayWait: boolean;
}

/** Computes a report in the name of its schedule's person; null: there is nothing to send; wait: data is to come. */
export type Reporter = (request: ReportRequest) => Promise<Drawable | "wait" | null>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often it is looked whether data has come. */
const LOOK_AGAIN = 15 * MINUTE;
/** What is sent later than that says so. */
const LATE = HOUR;

/** What a report's posting has to say. */
export async function composeReport(
  posting: Posting,
  parts: {
    readonly schedules: readonly HeldSchedule[];
    readonly postings: Postings;
    readonly reporter: Reporter;
    readonly waitHours: number;
  },
  now: Date,
): Promise<Composed> {
  const { id, subject, step: period, channel } = posting;
  const schedule = parts.schedules.find((held) => held.id === subject)?.schedule;
  if (schedule === undefined || schedule.channel !== channel) {
    return { kind: "nothing", reason: "It isn't wanted there any more." };
  }
  if (parts.postings.of(subject, 1)[0]?.id !== id) return { kind: "nothing", reason: OVERTAKEN };
  const dueAt = new Date(posting.dueAt);
  const mayWait = now.getTime() < dueAt.getTime() + parts.waitHours * HOUR;
  const report = await parts.reporter({ id, schedule, period, dueAt, now, mayWait });
  if (report === null) return { kind: "nothing", reason: "There was nothing to say." };
  if (report === "wait") {
    const until = new Date(now.getTime() + LOOK_AGAIN);
    return { kind: "later", until, reason: "It waits for complete data." };
  }
  const isLate = now.getTime() > dueAt.getTime() + LATE;
  return { kind: "message", drawable: isLate ? late(report, schedule, posting) : report };
}

/** The report, with when it should have come. */
function late(report: Drawable, { times }: Schedule, { dueAt, hasWaited }: Posting): Drawable {
  const { day, time } = localTime(new Date(dueAt), times.timeZone);
  const reason = hasWaited ? " It waited for data." : "";
  const line = `Late: this was due on ${day} at ${time} (${times.timeZone}).${reason}`;
  const note: CardBlock = { type: "context", lines: [line] };
  return { ...report, card: { ...report.card, blocks: [...report.card.blocks, note] } };
}
