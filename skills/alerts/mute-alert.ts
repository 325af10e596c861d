import { z } from "zod";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import { formatDay } from "#src/cards/format";
import { AccessError } from "#src/errors";
import { addDays } from "#src/focus/day";
import { defineSkill, type SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { liesInScope } from "#src/store/scope";
import { alertsIn } from "./alerts.ts";

const LONGEST_DAYS = 90;

/** Which alert is to be silent, and for how long. */
const muteAlertSchema = z.object({
  key: z.string().min(1).max(500).describe("the matter, as its alert names it"),
  days: z.number().int().min(1).max(LONGEST_DAYS).default(7),
  mute: z.boolean().default(true).describe("false lets it be heard again"),
});

type MuteAlert = z.infer<typeof muteAlertSchema>;

/** “Mute the alert sync aws for 2 weeks” */
export const muteAlert = defineSkill({
  name: "mute-alert",
  description: "Silences one alert for some days, or lets it be heard again.",
  examples: [
    "mute the alert “sync aws-billing” for 2 weeks",
    "unmute the alert “sync aws-billing”",
  ],
  access: "write",
  input: muteAlertSchema,
  output: skillAnswerSchema,
  confirm(context, input) {
    requireAct(context, input);
    return mutedWords(context, input);
  },
  run(context, input): SkillAnswer {
    const { act, schedules } = context;
    if (act === null) throw new Error("mute-alert was run without being confirmed");
    requireAct(context, input);
    const { actionId, person, now } = act;
    schedules.mutes.mute(actionId, input.key, untilOf(context, input), { person, now });
    return { ...blankAnswer(), notes: [mutedWords(context, input)] };
  },
  present: ({ notes }, { mute }) => ({
    title: mute ? "Alert muted" : "Alert heard again",
    blocks: [{ type: "text", text: notes.join(" ") }],
  }),
});

/**
 * @throws AccessError for an alert that isn't of the asker's teams and doesn't concern them, and, for who may act on all
 * that they see, for one that they don't
 */
function requireAct(context: SkillContext, { key }: MuteAlert): void {
  const { rights, schedules, person } = context;
  const { team, person: owner } = schedules.ownerOfAlert(key);
  if (team === null) rights.require("act", { owner });
  else rights.require("act", { filters: [ofTeam(team)], owner });
  const isOwn = owner?.toLowerCase() === person || (team !== null && rights.teams.includes(team));
  const seesAll = liesInScope([], rights.sees);
  if (isOwn || seesAll || alertsIn(context).some((alert) => alert.key === key)) return;
  throw new AccessError("No alert that you may see is called so.");
}

function ofTeam(team: string): Filter {
  return { dimension: "team", operator: "in", values: [team] };
}

function untilOf({ today }: SkillContext, { days, mute }: MuteAlert): Date | null {
  return mute ? new Date(`${addDays(today, days)}T00:00:00Z`) : null;
}

function mutedWords({ today }: SkillContext, { key, days, mute }: MuteAlert): string {
  return mute
    ? `The alert “${key}” is silent until ${formatDay(addDays(today, days))}.`
    : `The alert “${key}” is told again.`;
}
