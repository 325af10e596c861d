import { z } from "zod";
import { channelName } from "#src/channel";
import type { HeldSchedule } from "#src/schedule-book";
import { defineSkill, type SkillContext } from "#src/skill";
import { schedulesAnswer, schedulesAnswerSchema } from "./schedule-answer.ts";
import { schedulesCard } from "./schedules-card.ts";

/** Which schedules are asked about. */
const schedulesQuestionSchema = z.object({
  here: z
    .boolean()
    .default(false)
    .describe("only those of the channel that it is asked in; false for all that you may know of"),
  channel: z
    .string()
    .nullable()
    .default(null)
    .describe("only those of this channel, as people call it: #data; null for any"),
});

/** “What's scheduled here?” */
export const listSchedules = defineSkill({
  name: "list-schedules",
  description:
    "What is sent by itself, here or anywhere: digests, briefs, reports and answers, when, to which channel, and what became of the last one.",
  examples: ["what's scheduled here?", "which reports are scheduled?", "list all schedules"],
  access: "read",
  input: schedulesQuestionSchema,
  output: schedulesAnswerSchema,
  run: (context, { here, channel }) => {
    const all = context.schedules.held();
    const held =
      channel !== null ? sentTo(context, all, channel) : here ? sentHere(context, all) : all;
    const isHere = here && context.channel !== null;
    const where = channel !== null ? ` for ${channel}` : isHere ? " here" : "";
    return schedulesAnswer(context, held, [countWords(held.length, where)]);
  },
  present: (answer) => schedulesCard(answer, "Schedules"),
});

/** Those of the channel that is asked in; all where there is none. */
export function sentHere(
  { channel }: SkillContext,
  held: readonly HeldSchedule[],
): readonly HeldSchedule[] {
  if (channel === null) return held;
  const name = channelName(channel);
  return held.filter(({ schedule }) => schedule.channel === name);
}

/** Those of a channel that people call so. */
function sentTo(
  { channel: here, schedules }: SkillContext,
  held: readonly HeldSchedule[],
  words: string,
): readonly HeldSchedule[] {
  const name = schedules.channelCalled(words, here);
  return held.filter(({ schedule }) => schedule.channel === name);
}

function countWords(count: number, where: string): string {
  if (count === 0) {
    return `Nothing is scheduled${where}. Say, for example, “weekly digest for payments here”.`;
  }
  return count === 1 ? `1 thing is scheduled${where}.` : `${count} things are scheduled${where}.`;
}
