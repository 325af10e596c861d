import type { AlertSettings, ChannelList, ChannelSettings } from "#src/schedule-config";
import { SEVERITIES } from "#src/schedule-config";
import type { Alert } from "./alert.ts";

/** Finds the conversation with one person, by e-mail, as a channel's name; null where there is none. */
export type DirectChannel = (person: string) => string | null;

/**
 * Where an alert goes: to the channel that it names, else to its team's, else to whom it concerns, else to the
 * channel of nobody in particular; null for nowhere.
 */
export function routeOf(alert: Alert, channels: ChannelList, direct: DirectChannel): string | null {
  const named = alert.channelHint === null ? null : channels.called(alert.channelHint);
  if (named !== null) return named;
  const taking = channels.all.filter((settings) => takes(settings, alert));
  const ofTeam = taking.find(({ team }) => team !== null && team === alert.team);
  if (ofTeam !== undefined) return ofTeam.channel;
  const person = alert.person === null ? null : direct(alert.person);
  return person ?? taking.find(({ team }) => team === null)?.channel ?? null;
}

function takes({ alerts }: ChannelSettings, alert: Alert): boolean {
  return alerts !== null && isSevereEnough(alerts, alert) && isOfEnvironment(alerts, alert);
}

function isSevereEnough({ from }: AlertSettings, { severity }: Alert): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(from);
}

function isOfEnvironment({ environments }: AlertSettings, { environment }: Alert): boolean {
  return environments.length === 0 || environment === null || environments.includes(environment);
}
