import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { AccessError, ClarifyError, UserError } from "#src/errors";
import { timesWords } from "#src/schedule/times-words";
import { chargesOf, type HeldSchedule, REPORT_KINDS } from "#src/schedule-book";
import { defineSkill, type SkillContext } from "#src/skill";
import { sentHere } from "./list-schedules.ts";
import { type SchedulesAnswer, schedulesAnswer, schedulesAnswerSchema } from "./schedule-answer.ts";
import { requireStopping } from "./schedule-rights.ts";
import { schedulesCard } from "./schedules-card.ts";

/** Which schedule is to end. */
export const stopReportSchema = z.object({
  id: z.string().nullable().default(null).describe("as list-schedules gives it"),
  name: z.string().nullable().default(null).describe("what it is called"),
  kind: z.enum(REPORT_KINDS).nullable().default(null),
  filters: z.array(filterSchema).default([]).describe("what it is about"),
  call: z
    .object({ skill: z.string(), input: z.unknown() })
    .nullable()
    .default(null)
    .describe("the answer that is sent"),
});

export type StopReport = z.infer<typeof stopReportSchema>;

/** “Stop it” */
export const stopReport = defineSkill({
  name: "stop-report",
  description: "Ends the sending of a digest, a report or an answer to a channel.",
  examples: ["stop the weekly digest for payments", "unsubscribe from the daily brief"],
  access: "write",
  input: stopReportSchema,
  output: schedulesAnswerSchema,
  confirm: (context, input) => {
    const { id, schedule } = meant(context, input);
    const { name, times, channel } = schedule;
    return {
      text: `“${name}”, sent to ${channel} ${timesWords(times)}, will not be sent any more.`,
      input: stopReportSchema.parse({ id }),
    };
  },
  run: stop,
  present: (answer) => schedulesCard(answer, "Stopped"),
});

function stop(context: SkillContext, input: StopReport): SchedulesAnswer {
  const { act, schedules } = context;
  if (act === null) throw new Error("stop-report was run without being confirmed");
  if (schedules.keptBy(act.actionId) !== null) {
    return schedulesAnswer(context, [], ["It isn't sent any more."]);
  }
  const { id, schedule } = meant(context, input);
  if (!schedules.mayKeep(schedule)) {
    throw new AccessError(`“${schedule.name}” isn't yours to stop.`);
  }
  const { person, now } = act;
  schedules.keep(act.actionId, { id, schedule: null, person, setAt: now.toISOString() });
  return schedulesAnswer(context, [], [`“${schedule.name}” isn't sent any more.`]);
}

/** @throws ClarifyError where several fit, UserError where none does or it ends in tally.yaml */
function meant(context: SkillContext, input: StopReport): HeldSchedule {
  const held = context.schedules.held();
  const own = input.id === null ? fitting(context, held, input) : held.filter(isOf(input.id));
  const [only, ...others] = own;
  if (only === undefined) {
    throw new UserError("Nothing like that is scheduled. Ask “what's scheduled here?”.");
  }
  if (others.length > 0) {
    throw new ClarifyError(
      "Which one is to stop?",
      own.map(({ schedule }) => `Stop “${schedule.name}”`),
    );
  }
  if (only.versions.at(-1)?.origin === "tally.yaml") {
    throw new UserError(
      `“${only.schedule.name}” stands in tally.yaml; take it out there, under “schedules”.`,
    );
  }
  requireStopping(context, only.schedule);
  return only;
}

function isOf(id: string): (held: HeldSchedule) => boolean {
  return (held) => held.id === id;
}

/** Those that the words fit, the ones of this channel before others. */
function fitting(
  context: SkillContext,
  held: readonly HeldSchedule[],
  input: StopReport,
): readonly HeldSchedule[] {
  const all = held.filter((one) => fits(one, input));
  const here = context.channel === null ? [] : sentHere(context, all);
  return here.length > 0 ? here : all;
}

function fits({ schedule }: HeldSchedule, { name, kind, filters, call }: StopReport): boolean {
  if (name !== null) return schedule.name.toLowerCase() === name.trim().toLowerCase();
  if (kind !== null && schedule.kind !== kind) return false;
  if (call !== null && schedule.call?.skill !== call.skill) return false;
  const own = chargesOf(schedule).map((filter) => JSON.stringify(filter));
  return filters.every((filter) => own.includes(JSON.stringify(filter)));
}
