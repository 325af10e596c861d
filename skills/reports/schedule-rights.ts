import { channelName } from "#src/channel";
import { chargesOf, type HeldSchedule, type Schedule } from "#src/schedule-book";
import type { SkillContext } from "#src/skill";

/**
 * Refuses who may not have something sent. Whoever may act has what they see sent to where they ask; to send it
 * elsewhere they govern it, and what is another one's already they may act on.
 * @param before the schedule whose place it takes; null where there is none
 * @throws AccessError
 */
export function requireSending(
  { rights, channel, person }: SkillContext,
  schedule: Schedule,
  before: HeldSchedule | null,
): void {
  const filters = chargesOf(schedule);
  const isHere = channel !== null && channelName(channel) === schedule.channel;
  if (isHere) rights.require("act", { filters, owner: person });
  else rights.require("govern", { filters });
  if (before !== null) {
    rights.require("act", { filters: chargesOf(before.schedule), owner: before.schedule.person });
  }
}

/** Refuses who may not stop something: it is in their name, or about what they govern. @throws AccessError */
export function requireStopping({ rights }: SkillContext, schedule: Schedule): void {
  const { person } = schedule;
  if (!rights.may("act", { owner: person })) {
    rights.require("govern", { filters: chargesOf(schedule) });
  }
}
