import type { AuditLog } from "#src/audit/entry";
import { recordedCourier } from "#src/audit/recorded-courier";
import type { Audiences } from "#src/chat/audience";
import type { Desk } from "#src/chat/desk";
import { directChannelOf } from "#src/chat/directory";
import type { Config } from "#src/config";
import { dayOfInstant } from "#src/focus/day";
import type { Log } from "#src/log";
import type { Tally } from "#src/main";
import { renewedCall } from "#src/router/reports/renewed-call";
import { answerReporter, type Renew } from "#src/schedule/answer-reporter";
import type { Couriers } from "#src/schedule/dispatcher";
import { Speaker } from "#src/schedule/speaker";
import { systemClock } from "#src/schedule/system-clock";
import { alertsNow, alertsSeen } from "#src/seen-alerts";
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

function recorded({ slack, teams }: Couriers, audit: AuditLog, clock: () => Date): Couriers {
  return {
    ...(slack && { slack: recordedCourier(slack, audit, clock) }),
    ...(teams && { teams: recordedCourier(teams, audit, clock) }),
  };
}
