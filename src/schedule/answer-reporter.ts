import { z } from "zod";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import type { SkillCall } from "#src/cards/card";
import { readChannel } from "#src/channel";
import type { Desk } from "#src/chat/desk";
import { addDays, type Day } from "#src/focus/day";
import type { Schedule } from "#src/schedule-book";
import type { Filter } from "#src/store/cost-query";
import type { Reporter } from "./compose-report.ts";

const awaitedSchema = z.looseObject({ report: z.looseObject({ isAwaited: z.boolean() }) });

/** A call as its words mean it at an instant: “last month” is another one a month later. */
export type Renew = (call: SkillCall, now: Date) => SkillCall;

/** Reports as the skills of their kinds give them, with the rights of whom they are for; others as they were asked. */
export function answerReporter(
  assistant: Pick<Assistant, "call">,
  desk: Pick<Desk, "drawFor">,
  renew: Renew,
): Reporter {
  return async ({ id, schedule, period, now, mayWait }) => {
    const channel = readChannel(schedule.channel);
    if (channel === null) throw new Error(`${schedule.channel} is no channel`);
    const person = schedule.person === "" ? null : schedule.person;
    const by = { channel, now, ...(person === null ? {} : { user: person }) };
    const answer = await assistant.call(renew(callOf(schedule, period), now), by);
    if (answer.status !== "answered" && answer.status !== "no_data") throw new Error(answer.text);
    if (mayWait && isAwaited(answer)) return "wait";
    return desk.drawFor(answer, { channel, person, now, id, files: schedule.files });
  };
}

/** What a schedule runs; a report holds the days before the one on which it is due. */
export function callOf({ kind, call, team, filters }: Schedule, period: Day): SkillCall {
  if (call !== null) return call;
  const ofTeam: Filter[] =
    team === null ? [] : [{ dimension: "team", operator: "in", values: [team] }];
  return { skill: kind, input: { filters: [...ofTeam, ...filters], through: addDays(period, -1) } };
}

function isAwaited(answer: Answer): boolean {
  const read = awaitedSchema.safeParse(answer);
  return answer.status === "no_data" || (read.success && read.data.report.isAwaited);
}
