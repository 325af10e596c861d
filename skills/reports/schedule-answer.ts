import { z } from "zod";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import { timesWords } from "#src/schedule/times-words";
import { type HeldSchedule, REPORT_KINDS, timesSchema } from "#src/schedule-book";
import type { SkillContext } from "#src/skill";
import { sentWords } from "./schedule-words.ts";

/** Something that is sent by itself, as answers hold it. */
const scheduleAnswerSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(REPORT_KINDS),
  sent: z.string().describe("what it is, in words"),
  channel: z.string(),
  times: timesSchema,
  when: z.string().describe("the times in words"),
  next: z.string().nullable().describe("instant"),
  files: z.array(z.string()),
  person: z.string().describe("e-mail of whose rights it has; empty for the administrator"),
  fromFile: z.boolean().describe("it stands in tally.yaml, and ends there"),
  last: z
    .object({ period: z.string(), state: z.string(), problem: z.string().nullable() })
    .nullable()
    .describe("what became of the last one"),
});

/** An answer about what is sent by itself. */
export const schedulesAnswerSchema = skillAnswerSchema.extend({
  schedules: z.array(scheduleAnswerSchema),
});

export type ScheduleAnswer = z.infer<typeof scheduleAnswerSchema>;
export type SchedulesAnswer = z.infer<typeof schedulesAnswerSchema>;

/** Schedules as an answer; the table's first column has their names, so that “stop the second one” finds it. */
export function schedulesAnswer(
  context: SkillContext,
  held: readonly HeldSchedule[],
  notes: readonly string[],
): SchedulesAnswer {
  const schedules = held.map((one) => scheduleAnswer(context, one));
  const answer: SkillAnswer = blankAnswer();
  return {
    ...answer,
    table:
      schedules.length === 0
        ? null
        : {
            columns: ["schedule", "sent", "when", "channel"].map((name) => ({
              name,
              kind: "dimension" as const,
            })),
            rows: schedules.map(({ name, sent, when, channel }) => [name, sent, when, channel]),
          },
    notes: [...notes],
    schedules,
  };
}

function scheduleAnswer(
  { schedules, now }: SkillContext,
  { id, schedule, versions }: HeldSchedule,
): ScheduleAnswer {
  const { name, kind, channel, times, files, person } = schedule;
  const [last] = schedules.deliveries(id, 1);
  return {
    id,
    name,
    kind,
    sent: sentWords(schedule),
    channel,
    times,
    when: timesWords(times),
    next: schedules.nextDue(times, now)?.toISOString() ?? null,
    files,
    person,
    fromFile: versions.at(-1)?.origin === "tally.yaml",
    last:
      last === undefined ? null : { period: last.period, state: last.state, problem: last.problem },
  };
}
