import { z } from "zod";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import type { SkillCall } from "#src/cards/card";
import { readChannel } from "#src/channel";
import { type Audiences, withinOf } from "#src/chat/audience";
import type { Desk } from "#src/chat/desk";
import { hiddenCard } from "#src/chat/limited-card";
import { addDays, type Day } from "#src/focus/day";
import type { Schedule } from "#src/schedule-book";
import type { Filter } from "#src/store/cost-query";
import type { Reporter } from "./compose-report.ts";

const awaitedSchema = z.looseObject({ report: z.looseObject({ isAwaited: z.boolean() }) });

/** A call as its words mean it at an instant: “last month” is another one a month later. */
export type Renew = (call: SkillCall, now: Date) => SkillCall;

/**
 * Reports as the skills of their kinds give them, with the rights of whom they are for, as far as all in their channel
 * may see them; others as they were asked.
 */
export function answerReporter(
  assistant: Pick<Assistant, "call">,
  desk: Pick<Desk, "drawFor">,
  renew: Renew,
  audiences: Audiences,
): Reporter {
  return async ({ id, schedule, period, now, mayWait }) => {
    const channel = readChannel(schedule.channel);
    if (channel === null) throw new Error(`${schedule.channel} is no channel`);
    const person = schedule.person === "" ? null : schedule.person;
    const limit = await audiences.limitFor(channel, person, "unasked");
    const by = { channel, now, ...(person === null ? {} : { user: person }), ...withinOf(limit) };
    const call = renew(callOf(schedule, period), now);
    const answer = given(await assistant.call(call, by));
    if (mayWait && isAwaited(answer)) return "wait";
    const drawnFor = { channel, person, now, id };
    if (limit.kind === "alone") {
      const turn = { ...call, rows: null };
      return desk.drawFor(hiddenCard(titleOf(schedule), call), { ...drawnFor, turn });
    }
    return desk.drawFor(answer, { ...drawnFor, files: schedule.files });
  };
}

/** @throws Error where nothing is answered */
function given(answer: Answer): Answer {
  if (answer.status === "answered" || answer.status === "no_data") return answer;
  throw new Error(answer.text);
}

/** “Weekly digest”; names of schedules may say more than all may know. */
function titleOf({ kind }: Schedule): string {
  if (kind === "answer") return "";
  const words = kind.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
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
