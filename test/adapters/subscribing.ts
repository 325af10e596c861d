import { skills } from "#skills/index";
import type { DeskParts } from "#src/chat/desk-parts";
import { inputProblemsOf } from "#src/input-problems";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import type { Store } from "#src/store/store";
import { subscribeOffers } from "#src/subscribe-form";

/** Channels that tally.yaml calls by a name. */
export const CHANNELS = new ChannelList(
  channelsSchema.parse({
    "slack:T1/C2": { name: "#data", timeZone: "Europe/Berlin" },
    "teams:22222222-2222-4222-8222-222222222222/19:data@thread.tacv2": { name: "#data-teams" },
  }),
  "UTC",
);

/** What a desk has where answers can be subscribed to. */
export const SUBSCRIBING: Partial<DeskParts> = {
  offers: subscribeOffers(CHANNELS),
  problemsIn: inputProblemsOf(skills),
};

/** What is sent by itself from a store: where and when. */
export function heldIn({ database }: Store): string[] {
  return new ScheduleVersions(database).held().map(({ schedule }) => {
    const { kind, call, channel, times, files, person } = schedule;
    const what = call === null ? kind : call.skill;
    return JSON.stringify([what, channel, times.rhythm, times.time, times.timeZone, files, person]);
  });
}
