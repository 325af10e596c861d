import { z } from "zod";
import type { Channel } from "#src/channel";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";

/** What may be sent again and again; `answer`: whatever was asked. */
export const REPORT_KINDS = [
  "weekly-digest",
  "daily-brief",
  "monthly-report",
  "executive-report",
  "answer",
] as const;

export type ReportKind = (typeof REPORT_KINDS)[number];

/** The days of a week, from Monday on. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** A time zone of IANA. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "write a time zone of IANA, such as Europe/Berlin");

/** A time of day on a wall clock. */
export const timeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "write a time as 09:00, in quotes");

/** Days on which something is sent. */
export const rhythmSchema = z.discriminatedUnion("every", [
  z.strictObject({ every: z.literal("day") }),
  z.strictObject({ every: z.literal("working day").describe("Monday to Friday") }),
  z.strictObject({ every: z.literal("week"), weekday: z.enum(WEEKDAYS) }),
  z.strictObject({
    every: z.literal("month"),
    day: z.union([z.number().int().min(1).max(28), z.literal("last")]),
  }),
]);

/** When something is sent: at a time of the wall clock of a time zone, on some days. */
export const timesSchema = z.strictObject({
  rhythm: rhythmSchema,
  time: timeSchema,
  timeZone: timeZoneSchema,
});

export type Rhythm = z.infer<typeof rhythmSchema>;
export type Times = z.infer<typeof timesSchema>;

/** When something is sent where nobody says it; the third is the first day by which a month is complete. */
export const USUAL_TIME = "09:00";
export const USUAL_RHYTHMS: Readonly<Record<ReportKind, Rhythm>> = {
  "weekly-digest": { every: "week", weekday: "monday" },
  "daily-brief": { every: "working day" },
  "monthly-report": { every: "month", day: 3 },
  "executive-report": { every: "month", day: 3 },
  answer: { every: "week", weekday: "monday" },
};

/** What is sent again and again: to whom, when, and in whose name. */
export const scheduleSchema = z.strictObject({
  name: z.string().trim().min(1).max(80).describe("what people call it by"),
  kind: z.enum(REPORT_KINDS),
  team: z.string().min(1).nullable().default(null).describe("whose report it is; null: nobody's"),
  filters: z.array(filterSchema).default([]).describe("the charges that it is about"),
  call: z
    .strictObject({ skill: z.string(), input: z.unknown() })
    .nullable()
    .default(null)
    .describe("what an answer is computed by; null for reports"),
  channel: z.string().min(1).describe("the channel's name: slack:T0123/C0456"),
  times: timesSchema,
  files: z.array(z.enum(["csv", "png"])).default([]),
  person: z.string().describe("e-mail of whose rights it has; empty: the local administrator's"),
});

/** @see scheduleSchema */
export type Schedule = z.infer<typeof scheduleSchema>;

/** The charges that a schedule is about. */
export function chargesOf({ team, filters }: Pick<Schedule, "team" | "filters">) {
  if (team === null) return filters;
  return [{ dimension: "team", operator: "in" as const, values: [team] }, ...filters];
}

/** A schedule as somebody left it. */
export interface ScheduleVersion {
  /** The same for all versions of a schedule. */
  readonly id: string;
  /** Null where it was stopped. */
  readonly schedule: Schedule | null;
  /** E-mail of who did; empty for the local administrator and for tally.yaml. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly setAt: string;
  readonly origin: "conversation" | "tally.yaml";
}

/** A schedule that holds. */
export interface HeldSchedule {
  readonly id: string;
  readonly schedule: Schedule;
  /** The oldest first; the last one is what holds. */
  readonly versions: readonly ScheduleVersion[];
}

/**
 * How far something to be posted is. open: to be sent, or tried again; skipped: not needed any more, or nothing to
 * say; unsure: it may have arrived, and is never sent twice.
 */
export type PostingState = "open" | "sent" | "skipped" | "failed" | "unsure";

/** One report on its way, or what became of it. */
export interface ReportDelivery {
  /** The id of its schedule. */
  readonly schedule: string;
  /** The date on the schedule's wall clock. */
  readonly period: Day;
  readonly channel: string;
  readonly state: PostingState;
  /** Instants, ISO 8601. */
  readonly dueAt: string;
  readonly settledAt: string | null;
  /** Why it isn't sent, or not yet. */
  readonly problem: string | null;
}

/** What nobody wants to hear of for a time. */
export interface AlertMutes {
  /** Whether a matter, by its alert's key, is silent. */
  isMuted(key: string, now: Date): boolean;
  /** Silences a matter until an instant, or lets it be heard again (null); the same action again changes nothing. */
  mute(
    actionId: string,
    key: string,
    until: Date | null,
    by: { readonly person: string; readonly now: Date },
  ): void;
}

/** Whose an alert is that was told. */
export interface AlertOwner {
  /** The team that it is about, else the one whose channel it was told in; null for nobody's. */
  readonly team: string | null;
  /** E-mail of whom it concerns; null where that isn't known. */
  readonly person: string | null;
}

/** What somebody thinks of something that was sent by itself. */
export interface Opinion {
  /** The schedule's name, or the alert's title. */
  readonly name: string;
  readonly kind: "report" | "alert";
  /** A report's local date; the day on which an alert's matter began. */
  readonly period: Day;
  readonly channel: string;
  /** E-mail, or the platform's ids of somebody unknown; empty for the local administrator. */
  readonly person: string;
  readonly verdict: "good" | "bad";
  readonly note: string | null;
  /** Instant, ISO 8601. */
  readonly givenAt: string;
}

/** Whose channels are. */
export interface ChannelTeamBook {
  /** The team of a channel by its name, `slack:T0123/C0456`; null where it is nobody's. */
  teamOf(channel: string): string | null;
  /** Whether tally.yaml says whose it is, so that nobody else can. */
  isFixed(channel: string): boolean;
  /** Says whose it is, or that it is nobody's (null); the same action again changes nothing. */
  bind(
    actionId: string,
    channel: string,
    team: string | null,
    by: { readonly person: string; readonly now: Date },
  ): void;
}

/** What is sent by itself, as far as one person may know of it. */
export interface ScheduleBook {
  /** Those that hold: in that person's name, or of charges that the person sees, all of them. */
  held(): readonly HeldSchedule[];
  /** What was kept under an action id; null where nothing was. */
  keptBy(actionId: string): ScheduleVersion | null;
  /** Whether that person may set or stop it: it is in their name, or they see all of its charges. */
  mayKeep(schedule: Schedule): boolean;
  /**
   * Keeps a version: a schedule with a new id, a change, or null for its end. The same action id again changes
   * nothing. Returns whether it was new.
   */
  keep(
    actionId: string,
    version: Pick<ScheduleVersion, "id" | "schedule" | "person" | "setAt">,
  ): boolean;
  /** The last reports of a schedule, the newest first. */
  deliveries(id: string, limit: number): readonly ReportDelivery[];
  /** When a schedule is due next, after an instant; null where it never is. */
  nextDue(times: Times, after: Date): Date | null;
  /** The time zone that a channel has in tally.yaml, or its default. */
  timeZoneOf(channel: Channel | null): string;
  /**
   * The channel that people mean, as its name: as tally.yaml calls it (“#data”), or as the platform mentions it to
   * somebody who is `here`; null where there is none, or it is in another workspace.
   */
  channelCalled(words: string, here: Channel | null): string | null;
  readonly channelTeams: ChannelTeamBook;
  readonly mutes: AlertMutes;
  /** What people think of what was sent, from an instant on, the newest first; for administrators. */
  opinions(since: Date): readonly Opinion[];
  /** Whose an alert is, by its key; nobody's for one that was never told. */
  ownerOfAlert(key: string): AlertOwner;
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
