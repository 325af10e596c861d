import { alertsIn } from "#skills/alerts/alerts";
import type { Access } from "#src/access";
import type { Channel } from "#src/channel";
import type { Audiences } from "#src/chat/audience";
import { dayOfInstant } from "#src/focus/day";
import type { Log } from "#src/log";
import type { Alert } from "#src/schedule/alert";
import type { SharedScope } from "#src/shared-scope";

/** What alerts are worked out with. */
export interface AlertingParts {
  readonly config: { readonly completenessLagDays: number };
  readonly tally: { readonly access: Access };
  readonly log: Log;
}

/** The alerts of the whole bill, or of what all may see. */
export function alertsNow(
  { config, tally, log }: AlertingParts,
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
export async function alertsSeen(
  parts: AlertingParts & { readonly audiences: Audiences },
  alerts: readonly Alert[],
  channel: Channel,
  now: Date,
): Promise<readonly Alert[]> {
  const limit = await parts.audiences.limitFor(channel, null, "unasked");
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
