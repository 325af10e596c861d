import type { AlertSettings, ChannelList, ChannelSettings } from "#src/schedule-config";
import { SEVERITIES } from "#src/schedule-config";
import type { Alert } from "./alert.ts";

/** Finds the conversation with one person, by e-mail, as a channel's name; null where there is none. */
export type DirectChannel = (person: string) => string | null;

/**
 * Where an alert goes: to the channel that it names, else to its team's, else to whom it concerns, else to the
 * channel of nobody in particular; null for nowhere.
 * @param after where it was to go and can't be shown: it goes to the next of these
 */
export function routeOf(
  alert: Alert,
  channels: ChannelList,
  direct: DirectChannel,
  after?: string,
): string | null {
  const taking = channels.all.filter((settings) => takes(settings, alert));
  const places = new Set([
    alert.channelHint === null ? null : channels.called(alert.channelHint),
    taking.find(({ team }) => team !== null && team === alert.team)?.channel,
    alert.person === null ? null : direct(alert.person),
    taking.find(({ team }) => team === null)?.channel,
  ]);
  const all = [...places].filter((place) => typeof place === "string");
  return all[after === undefined ? 0 : all.indexOf(after) + 1] ?? null;
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
