import { createHash } from "node:crypto";
import { type Channel, readChannel } from "#src/channel";
import type { Config } from "#src/config";

/** Names of settings that hold credentials, whatever stands in them. */
const SECRET_NAME =
  /token|secret|passw|credential|authorization|cookie|signature|headers|(api|private|account|encryption|access)_?-?key/i;
const LETTERS_OF_PART = 16;
/** One that tally.yaml says nothing of. */
const ANY_CHANNEL: Channel = { platform: "slack", tenant: "", id: "" };

/** What Tally runs by: a digest of it all, and one of each part. */
export interface ConfigurationFacts {
  readonly digest: string;
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * Digests of the settings that bear on what people see and what is done, the same for the same settings. Credentials
 * are no part of them: from a digest a short one could be found by trying.
 */
export function configurationFacts(config: Config): ConfigurationFacts {
  const settings = Object.entries(settingsOf(config));
  const parts = settings.map(([name, value]) => [name, canonical(value)] as const);
  return {
    digest: sha256(JSON.stringify(parts)),
    parts: Object.fromEntries(
      parts.map(([name, text]) => [name, sha256(text).slice(0, LETTERS_OF_PART)]),
    ),
  };
}

/** The parts that aren't as they were, or weren't there. */
export function changedParts(
  before: ConfigurationFacts["parts"],
  after: ConfigurationFacts["parts"],
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).toSorted();
}

function settingsOf(config: Config) {
  const { completenessLagDays, fiscalYearStartMonth, openToWorkspace, isDevelopment } = config;
  const { allocation, people, budgets, plans, anomalies, approvals, audit, tickets } = config;
  const { directory } = config;
  const { apiKey: _apiKey, ...model } = config.model;
  const { host, port, publicUrl } = config.server;
  return {
    general: { completenessLagDays, fiscalYearStartMonth, openToWorkspace, isDevelopment },
    ...{
      allocation,
      people,
      directory,
      budgets,
      plans,
      anomalies,
      approvals,
      audit: { ...audit, isSealed: config.auditSeal !== null },
      limits: config.limits,
      outbound: config.outbound,
      tickets,
      model,
    },
    sources: config.sources,
    schedule: config.schedule,
    channels: config.channels.all,
    audiences: audiencesOf(config),
    schedules: [...config.schedules],
    server: { host, port, publicUrl },
    slack: config.slack && { mode: config.slack.mode, teams: config.slack.teams },
    teams: config.teams && {
      host: config.teams.host,
      tenantId: config.teams.tenantId,
      tenants: config.teams.tenants,
      serviceHosts: config.teams.serviceHosts,
      issuer: config.teams.issuer,
    },
  };
}

/** Who is taken to read along, in a channel of which nothing is said and in those of tally.yaml. */
function audiencesOf({ channels, audiences }: Config) {
  const listed = channels.all.map(({ channel }) => readChannel(channel));
  return [ANY_CHANNEL, ...listed].map((channel) => channel && audiences.audienceOf(channel));
}

/** As JSON, with names in order and without credentials. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (SECRET_NAME.test(name)) return undefined;
    if (typeof inner === "string") return withoutCredentials(inner);
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** An address without who signs in at it, and without its query, in which keys may stand. */
function withoutCredentials(text: string): string {
  const address = URL.parse(text);
  if (address === null || !text.includes("://")) return text;
  return `${address.protocol}//${address.host}${address.pathname}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
