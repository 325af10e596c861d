import { z } from "zod";
import { channelName, readChannel } from "#src/channel";
import { filterSchema } from "#src/cost-question";
import { AccessError, ClarifyError } from "#src/errors";
import { timesWords } from "#src/schedule/times-words";
import {
  type HeldSchedule,
  REPORT_KINDS,
  rhythmSchema,
  type Schedule,
  scheduleSchema,
  timeSchema,
  timeZoneSchema,
  USUAL_RHYTHMS,
  USUAL_TIME,
} from "#src/schedule-book";
import { defineSkill, type SkillContext } from "#src/skill";
import { type SchedulesAnswer, schedulesAnswer, schedulesAnswerSchema } from "./schedule-answer.ts";
import { requireSending } from "./schedule-rights.ts";
import { sentWords } from "./schedule-words.ts";
import { schedulesCard } from "./schedules-card.ts";

/** What is to be sent by itself from now on. */
export const scheduleReportSchema = z.object({
  kind: z.enum(REPORT_KINDS),
  filters: z.array(filterSchema).default([]).describe("the charges that it is about"),
  call: z
    .object({ skill: z.string(), input: z.unknown() })
    .nullable()
    .default(null)
    .describe("the answer that is sent, computed anew each time; null for reports"),
  channel: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe("as people call it, #data, or slack:T0123/C0456; null for where it is asked"),
  rhythm: rhythmSchema
    .nullable()
    .default(null)
    .describe("null for the usual: Mondays, working days, the 3rd of a month"),
  time: timeSchema.nullable().default(null).describe("null for 09:00"),
  timeZone: timeZoneSchema.nullable().default(null).describe("null for the channel's"),
  files: z.array(z.enum(["csv", "png"])).default([]),
});

export type ScheduleReport = z.infer<typeof scheduleReportSchema>;

/** “Send this to #data every Monday at 8” */
export const scheduleReport = defineSkill({
  name: "schedule-report",
  description:
    "Sends a digest, a brief, a report or any answer to a channel again and again, at a time of a time zone.",
  examples: [
    "weekly digest for payments here",
    "daily brief at 8:30 Berlin time",
    "send the monthly report to #finance on the 3rd of every month",
  ],
  access: "write",
  input: scheduleReportSchema,
  output: schedulesAnswerSchema,
  confirm: (context, input) => {
    const { schedule, before } = wanted(context, input);
    const now = before === null ? "" : ` Now it is sent ${timesWords(before.schedule.times)}.`;
    const { channel, times } = schedule;
    const { rhythm, time, timeZone } = times;
    return {
      text: `${sentWords(schedule)} will be sent to ${channel} ${timesWords(times)}; it shows what you may see, as far as everybody there may, and all there read what it is about.${now}`,
      input: { ...input, channel, rhythm, time, timeZone },
    };
  },
  run: keepSchedule,
  present: (answer) => schedulesCard(answer, "Scheduled"),
});

function keepSchedule(context: SkillContext, input: ScheduleReport): SchedulesAnswer {
  const { act, schedules } = context;
  if (act === null) throw new Error("schedule-report was run without being confirmed");
  const kept = schedules.keptBy(act.actionId);
  if (kept === null) {
    const { schedule, before } = wanted(context, input);
    const id = before?.id ?? act.actionId;
    const { person, now } = act;
    schedules.keep(act.actionId, { id, schedule, person, setAt: now.toISOString() });
  }
  const id = kept?.id ?? schedules.keptBy(act.actionId)?.id;
  const held = schedules.held().filter((one) => one.id === id);
  return schedulesAnswer(context, held, ["It is sent from now on; say “stop it” to end it."]);
}

/** The schedule that is meant, and the like of it that it takes the place of; null where there is none. */
function wanted(
  context: SkillContext,
  input: ScheduleReport,
): { readonly schedule: Schedule; readonly before: HeldSchedule | null } {
  const { schedules, person } = context;
  const { kind, call, files } = input;
  const channel = channelMeant(context, input);
  const { team, filters } = teamApart(input.filters);
  const timeZone = input.timeZone ?? schedules.timeZoneOf(readChannel(channel));
  const rhythm = input.rhythm ?? USUAL_RHYTHMS[kind];
  const times = { rhythm, time: input.time ?? USUAL_TIME, timeZone };
  const what = { kind, team, filters, call, channel };
  const before = schedules.held().find((one) => isLike(one, what)) ?? null;
  const name = before?.schedule.name ?? freeName(context, sentWords(what));
  const schedule = scheduleSchema.parse({ ...what, name, times, files, person });
  if (!schedules.mayKeep(schedule)) {
    throw new AccessError("You don't see all of these charges, so you can't have them sent.");
  }
  requireSending(context, schedule, before);
  return { schedule, before };
}

type What = Pick<Schedule, "kind" | "team" | "filters" | "call" | "channel">;

/** The same to the same channel is sent at other times, not twice; what tally.yaml has stays. */
function isLike({ schedule, versions }: HeldSchedule, what: What): boolean {
  const { kind, team, filters, call, channel } = schedule;
  const isFromFile = versions.at(-1)?.origin === "tally.yaml";
  const same = JSON.stringify({ kind, team, filters, call, channel }) === JSON.stringify(what);
  return same && !isFromFile;
}

/** @throws ClarifyError where nobody could read it */
function channelMeant({ channel, schedules }: SkillContext, input: ScheduleReport): string {
  if (input.channel !== null) {
    const named = schedules.channelCalled(input.channel, channel);
    if (named !== null) return named;
    const name = input.channel.replace(/^<#\w+\|?(.*)>$/, "#$1");
    throw new ClarifyError(
      `I know no channel ${name}. An administrator gives it that name under “channels” in tally.yaml; or ask for it in the channel itself, with “here”.`,
    );
  }
  if (channel?.audience === "shared") {
    throw new AccessError(
      "People of other organisations read along here, so nothing is sent here.",
    );
  }
  if (channel !== null) return channelName(channel);
  throw new ClarifyError(
    "Here is no channel to send to. Ask in the Slack or Teams channel that is to have it, or name one of tally.yaml: “weekly digest for payments to #payments”.",
  );
}

/** One filter that keeps one team says whose it is. */
function teamApart(filters: ScheduleReport["filters"]): Pick<Schedule, "team" | "filters"> {
  const isOfTeam = ({ dimension, operator, values }: ScheduleReport["filters"][number]) =>
    dimension === "team" && operator === "in" && values.length === 1;
  const [team = null] = filters.find(isOfTeam)?.values ?? [];
  return { team, filters: filters.filter((filter) => !isOfTeam(filter)) };
}

const LONGEST_NAME = 76;

/** A name that no other schedule has. */
function freeName({ schedules }: SkillContext, words: string): string {
  const taken = new Set(schedules.held().map(({ schedule }) => schedule.name));
  const name = words.slice(0, LONGEST_NAME);
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    if (!taken.has(`${name} ${number}`)) return `${name} ${number}`;
  }
}
