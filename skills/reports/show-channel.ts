import { z } from "zod";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import { channelName } from "#src/channel";
import { defineSkill, type SkillContext } from "#src/skill";

/** “Whose channel is this?” */
export const showChannel = defineSkill({
  name: "show-channel",
  description: "Says whose team's channel this is, which is whom “our spend” means in it.",
  examples: ["whose channel is this?", "which team does this channel belong to?"],
  access: "read",
  input: z.object({}),
  output: skillAnswerSchema,
  run: (context): SkillAnswer => ({ ...blankAnswer(), notes: [ownerWords(context)] }),
  present: ({ notes }) => ({ title: "", blocks: [{ type: "text", text: notes.join(" ") }] }),
});

function ownerWords({ channel, schedules: { channelTeams } }: SkillContext): string {
  if (channel === null) return "Here is no channel: this is asked in one of Slack or Teams.";
  const name = channelName(channel);
  const team = channelTeams.teamOf(name);
  if (team === null) {
    return "This is no team's channel. Say, for example, “this is team payments' channel”.";
  }
  const where = channelTeams.isFixed(name) ? " It stands in tally.yaml." : "";
  return `This channel belongs to team ${team}: “our spend” means that team's here, and its alerts come here.${where}`;
}
