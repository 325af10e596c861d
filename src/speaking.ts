import { alertsIn } from "#skills/alerts/alerts";
import type { AuditLog } from "#src/audit/entry";
import { recordedCourier } from "#src/audit/recorded-courier";
import type { Channel } from "#src/channel";
import type { Audiences } from "#src/chat/audience";
import type { Desk } from "#src/chat/desk";
import { directChannelOf } from "#src/chat/directory";
import type { Config } from "#src/config";
import { dayOfInstant } from "#src/focus/day";
import type { Log } from "#src/log";
import type { Tally } from "#src/main";
import { renewedCall } from "#src/router/reports/renewed-call";
import type { Alert } from "#src/schedule/alert";
import { answerReporter, type Renew } from "#src/schedule/answer-reporter";
import type { Couriers } from "#src/schedule/dispatcher";
import { Speaker } from "#src/schedule/speaker";
import { systemClock } from "#src/schedule/system-clock";
import type { SharedScope } from "#src/shared-scope";
import { StoredChannelTeams } from "#src/store/schedules/channel-teams";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";

/** What speaking first takes. */
export interface SpeakingParts {
  readonly config: Config;
  readonly tally: Tally;
  readonly desk: Desk;
  readonly audiences: Audiences;
  readonly couriers: Couriers;
  readonly clock: () => Date;
  readonly log: Log;
}

/** What speaks first by what tally.yaml and people have set; it does once it is started, or told to look. */
export function speakerOf(parts: SpeakingParts): Speaker {
  const { config, tally, desk, audiences, couriers, clock, log } = parts;
  const renew: Renew = (call, now) => {
    const { fiscalYearStartMonth } = config;
    return renewedCall(call, { today: dayOfInstant(now), fiscalYearStartMonth });
  };
  new ScheduleVersions(tally.store.database).noteFile(config.schedules, clock());
  return new Speaker({
    store: tally.store,
    couriers: recorded(couriers, tally.store.audit, clock),
    reporter: answerReporter(tally.assistant, desk, renew, audiences),
    alerts: (now) => alertsNow(parts, now),
    seen: (alerts, channel, now) => alertsSeen(parts, alerts, channel, now),
    draw: (card, drawnFor) => desk.drawFor(card, { ...drawnFor, person: null }),
    direct: directChannelOf(tally.people, (platform) => couriers[platform] !== undefined),
    channels: config.channels.boundBy(new StoredChannelTeams(tally.store.database)),
    waitHours: config.schedule.waitHours,
    clock: { ...systemClock, now: () => clock().getTime() },
    log,
  });
}

/** The alerts of the whole bill, or of what all may see. */
function alertsNow(
  { config, tally, log }: SpeakingParts,
  now: Date,
  within?: SharedScope,
): readonly Alert[] {
  const context = {
    ...tally.access.viewOf(null, within),
    today: dayOfInstant(now),
    now,
    completenessLagDays: config.completenessLagDays,
    person: "",
    channel: null,
    act: null,
  };
  return alertsIn(context, (error) => log.error("some alerts can't be computed", { error }));
}

/** Of some alerts those that all in a channel may see, worked out from what they see. */
async function alertsSeen(
  parts: SpeakingParts,
  alerts: readonly Alert[],
  channel: Channel,
  now: Date,
): Promise<readonly Alert[]> {
  const limit = await parts.audiences.limitFor(channel, null);
  if (limit.kind === "open") return alerts;
  const all = limit.kind === "within" ? alertsNow(parts, now, limit.within) : [];
  const byKey = new Map(all.map((alert) => [alert.key, alert]));
  const seen = alerts.flatMap(({ key }) => byKey.get(key) ?? []);
  if (seen.length < alerts.length) {
    const { platform, tenant, id } = channel;
    parts.log.warn("not all in a channel may see its alerts", { platform, tenant, channel: id });
  }
  return seen;
}

function recorded({ slack, teams }: Couriers, audit: AuditLog, clock: () => Date): Couriers {
  return {
    ...(slack && { slack: recordedCourier(slack, audit, clock) }),
    ...(teams && { teams: recordedCourier(teams, audit, clock) }),
  };
}
