import { z } from "zod";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import { channelName } from "#src/channel";
import { UserError } from "#src/errors";
import { defineSkill, type SkillContext } from "#src/skill";

/** Whose the channel is in which it is said. */
const bindChannelSchema = z.object({
  team: z.string().min(1).max(200).nullable().describe("whose it is; null: nobody's any more"),
});

type BindChannel = z.infer<typeof bindChannelSchema>;

/** “This is team payments' channel” */
export const bindChannel = defineSkill({
  name: "bind-channel",
  description:
    "Says whose team's channel this is: “our spend” means that team's here, and its alerts come here; or that it is nobody's.",
  examples: ["this is team payments' channel", "unbind this channel"],
  access: "write",
  input: bindChannelSchema,
  output: skillAnswerSchema,
  confirm: (context, input) => changeOf(context, input).proposal,
  run: bind,
  present: ({ notes }) => ({ title: "", blocks: [{ type: "text", text: notes.join(" ") }] }),
});

function bind(context: SkillContext, input: BindChannel): SkillAnswer {
  const { act, schedules } = context;
  if (act === null) throw new Error("bind-channel was run without being confirmed");
  const { name, done } = changeOf(context, input);
  schedules.channelTeams.bind(act.actionId, name, input.team, act);
  return { ...blankAnswer(), notes: [done] };
}

/**
 * What is to be changed, in words.
 * @throws UserError where there is no channel, or tally.yaml says whose it is; AccessError for another team's
 */
function changeOf(context: SkillContext, { team }: BindChannel) {
  const { channel, rights, schedules } = context;
  if (channel === null) {
    throw new UserError("Here is no channel: say it in the one of Slack or Teams that is meant.");
  }
  const name = channelName(channel);
  if (schedules.channelTeams.isFixed(name)) {
    throw new UserError("Whose this channel is stands in tally.yaml, under “channels”.");
  }
  const before = schedules.channelTeams.teamOf(name);
  for (const one of [before, team]) {
    if (one !== null) rights.require("govern", { filters: [ofTeam(one)] });
  }
  if (team === null) {
    const whose = before === null ? "no team" : `team ${before} no more`;
    return {
      name,
      proposal: `This channel will belong to ${whose}.`,
      done: `This channel belongs to ${whose}.`,
    };
  }
  const means = `“our spend” means that team's here, and its alerts come here`;
  return {
    name,
    proposal: `This channel will belong to team ${team}: ${means}, for all in it to see.`,
    done: `This channel belongs to team ${team}: ${means}.`,
  };
}

function ofTeam(team: string) {
  return { dimension: "team", operator: "in" as const, values: [team] };
}
