import type { AlertMutes } from "#src/schedule-book";
import type { ChannelList } from "#src/schedule-config";
import type { Postings } from "#src/store/schedules/postings";
import type { Matter, StoredMatters } from "#src/store/schedules/stored-matters";
import { type Alert, byGravity, readAlert } from "./alert.ts";
import { localDay } from "./local-time.ts";
import { isQuiet } from "./quiet-hours.ts";
import { type DirectChannel, routeOf } from "./route-alert.ts";

/** What grew to so many times its size since it was last told is told again. */
const MATERIAL_GROWTH = 1.5;
/** What begins anew so soon after its end is the same matter still, in milliseconds. */
const SAME_AGAIN = 86_400_000;

/** What alerts become matters with. */
export interface MatterParts {
  readonly matters: StoredMatters;
  readonly postings: Postings;
  readonly mutes: AlertMutes;
  readonly channels: ChannelList;
  readonly direct: DirectChannel;
}

/**
 * Takes what goes on and plans what is to be said of it: of a new matter one message, of material growth one into
 * its thread and at most once a day, of any other change an update of the first. Nothing is said twice, in quiet
 * hours, beyond the channel's cap, or while it is muted. Returns the keys of alerts that no channel takes.
 */
export function takeAlerts(parts: MatterParts, alerts: readonly Alert[], now: Date): string[] {
  const nowhere: string[] = [];
  parts.matters.together(() => {
    for (const alert of alerts) {
      if (!takeAlert(parts, alert, now)) nowhere.push(alert.key);
    }
    tellWaiting(parts, now);
  });
  return nowhere;
}

/** Returns false where no channel takes it. */
function takeAlert(parts: MatterParts, alert: Alert, now: Date): boolean {
  const last = parts.matters.last(alert.key);
  if (last !== null && !isLongOver(last, now)) {
    follow(parts, last, alert, now);
    return true;
  }
  if (alert.isOver) return true;
  const channel = routeOf(alert, parts.channels, parts.direct);
  if (channel === null) return false;
  parts.matters.begin(alert.key, channel, JSON.stringify(alert), now);
  return true;
}

function isLongOver({ overAt }: Matter, now: Date): boolean {
  return overAt !== null && Date.parse(overAt) + SAME_AGAIN < now.getTime();
}

function follow(parts: MatterParts, before: Matter, alert: Alert, now: Date): void {
  const seen = seenAgain(before, alert, now);
  const after = withGrowth(parts, seen, alert, now);
  if (after === before) return;
  parts.matters.keep(after);
  if (seen.revision > before.revision && isShown(parts, after)) planUpdate(parts, after, now);
}

/** The matter with what is known of it now; the very same where nothing changed. */
function seenAgain(matter: Matter, alert: Alert, now: Date): Matter {
  const text = JSON.stringify(alert);
  if (text === matter.alert) return matter;
  const changed = { ...matter, alert: text, revision: matter.revision + 1 };
  if (alert.isOver) {
    return { ...changed, state: "over", overAt: matter.overAt ?? now.toISOString() };
  }
  return matter.overAt === null
    ? changed
    : { ...changed, state: stateBefore(matter), overAt: null };
}

/** What was it before it was over? One that was never told waits again. */
function stateBefore({ toldSize, heldOn }: Matter): Matter["state"] {
  if (toldSize === 0) return "waiting";
  return heldOn === null ? "told" : "held-back";
}

function withGrowth(parts: MatterParts, matter: Matter, alert: Alert, now: Date): Matter {
  const settings = parts.channels.settingsOf(matter.channel);
  if (!hasGrown(matter, alert) || parts.mutes.isMuted(matter.key, now)) return matter;
  // Summed up only, it is told as something new.
  if (matter.state === "held-back") return { ...matter, state: "waiting" };
  const day = localDay(now, settings.timeZone);
  if (matter.state !== "told" || matter.grownOn === day || isQuiet(settings, now)) return matter;
  const growths = matter.growths + 1;
  const key = { kind: "growth", subject: matter.id, step: String(growths) } as const;
  parts.postings.plan({ ...key, channel: matter.channel }, day, now);
  return { ...matter, growths, grownOn: day, toldSize: alert.size };
}

function hasGrown({ toldSize }: Matter, { size }: Alert): boolean {
  return toldSize > 0 && size >= toldSize * MATERIAL_GROWTH;
}

/** Whether it has a message of its own, sent or on its way. */
function isShown({ postings }: MatterParts, { id }: Matter): boolean {
  return postings.of(id, 1).length > 0;
}

function planUpdate({ postings, channels }: MatterParts, matter: Matter, now: Date): void {
  const { id: subject, revision, channel } = matter;
  const day = localDay(now, channels.settingsOf(channel).timeZone);
  postings.plan({ kind: "update", subject, step: String(revision), channel }, day, now);
}

/** Tells what waits, the gravest and largest first, up to each channel's cap. */
function tellWaiting(parts: MatterParts, now: Date): void {
  const waiting = parts.matters
    .waiting()
    .filter(({ key, channel }) => isToBeTold(parts, key, channel, now))
    .map((matter) => ({ matter, alert: readAlert(matter.alert) }))
    .sort((a, b) => byGravity(a.alert, b.alert));
  const held = waiting.filter(({ matter, alert }) => !tell(parts, matter, alert, now));
  for (const channel of new Set(held.map(({ matter }) => matter.channel))) {
    planHeldBack(parts, channel, now);
  }
}

function isToBeTold(parts: MatterParts, key: string, channel: string, now: Date): boolean {
  return !parts.mutes.isMuted(key, now) && !isQuiet(parts.channels.settingsOf(channel), now);
}

/** Returns false where it is held back. */
function tell(parts: MatterParts, matter: Matter, alert: Alert, now: Date): boolean {
  const { matters, postings, channels } = parts;
  const { alerts, timeZone } = channels.settingsOf(matter.channel);
  const day = localDay(now, timeZone);
  const { id: subject, channel } = matter;
  // Whether it was told is read from that size, so something without one has a little, too.
  const toldSize = Math.max(alert.size, Number.MIN_VALUE);
  if (alerts !== null && postings.alertsOn(channel, day) >= alerts.cap) {
    matters.keep({ ...matter, state: "held-back", toldSize, heldOn: day });
    return false;
  }
  matters.keep({ ...matter, state: "told", toldSize, heldOn: null });
  postings.plan({ kind: "alert", subject, step: "1", channel }, day, now);
  return true;
}

/** One line a day, which changes as more is held back. */
function planHeldBack({ postings, channels }: MatterParts, channel: string, now: Date): void {
  const day = localDay(now, channels.settingsOf(channel).timeZone);
  const key = { subject: channel, channel };
  if (postings.plan({ kind: "held-back", step: day, ...key }, day, now)) return;
  postings.plan({ kind: "update", step: `${day} ${now.toISOString()}`, ...key }, day, now);
}
