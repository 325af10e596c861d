import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { allocationOf, allocationSchema } from "#src/allocation-config";
import { type AnomalyThresholds, anomalyThresholdsSchema } from "#src/anomaly-thresholds";
import { audienceRulesOf, audienceSchema } from "#src/audience-config";
import { type AuditSeal, auditSealOf } from "#src/audit/seal";
import { type AuditSettings, auditSchema } from "#src/audit/settings";
import { type Budget, budgetSchema } from "#src/budget-book";
import type { AudienceRules } from "#src/chat/audience";
import { ConfigError } from "#src/errors";
import { type LimitSettings, limitsSchema } from "#src/limits/settings";
import {
  type OutboundEnvironment,
  type OutboundSettings,
  outboundSchema,
} from "#src/outbound/settings";
import {
  type DirectorySettings,
  directorySchema,
  directorySettingsOf,
} from "#src/people/directory-settings";
import type { Person } from "#src/people/person";
import { peopleOf, personSchema, scopesSchema } from "#src/people/person-config";
import { type Plan, plansSchema } from "#src/planned-change-book";
import {
  type PlatformEnvironment,
  type SlackConfig,
  serverSchema,
  slackConfigOf,
  slackSchema,
  type TeamsConfig,
  teamsConfigOf,
  teamsSchema,
} from "#src/platform-config";
import { type ApprovalRules, approvalsSchema } from "#src/recommendations/approvals";
import { type ScheduleSettings, scheduleSchema } from "#src/schedule/settings";
import type { Schedule } from "#src/schedule-book";
import { ChannelList, channelsSchema, schedulesOf, schedulesSchema } from "#src/schedule-config";
import { type Secret, withSecretFiles } from "#src/secrets/secret-files";
import type { SourceEnvironment } from "#src/sources/context";
import type { AllocationDimension } from "#src/store/allocation";
import { type SourcesConfig, sourcesSchema } from "#src/sync/source-config";
import { type TicketEnvironment, type TicketSettings, ticketsSchema } from "#src/tickets/settings";
import { yamlProblem } from "#src/yaml-problem";

const CONFIG_FILE = "tally.yaml";
const DATABASE = ".tally/tally.db";
const DEMO_DATABASE = ".tally/demo.db";

const modelSchema = z.strictObject({
  mode: z.enum(["rules", "rules-then-model", "model-then-rules"]).default("rules-then-model"),
  name: z.string().min(1).optional(),
  baseUrl: z.url().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  narrate: z.boolean().default(false),
  redactAccountNumbers: z.boolean().default(false),
  timeLimitMilliseconds: z.number().int().positive().optional(),
  tokensPerQuestion: z.number().int().positive().optional(),
  tokensPerDay: z.number().int().positive().optional(),
});

const logLevelSchema = z.enum(["debug", "info", "warn", "error", "silent"]).default("info");

const budgetsSchema = z
  .array(budgetSchema)
  .refine(
    (budgets) => new Set(budgets.map(({ name }) => name.toLowerCase())).size === budgets.length,
    { message: "each budget needs a name of its own" },
  );

const configSchema = z.strictObject({
  database: z.string().min(1).default(DATABASE),
  completenessLagDays: z.number().int().min(0).max(31).default(2),
  fiscalYearStartMonth: z.number().int().min(1).max(12).default(1),
  allocation: allocationSchema,
  model: modelSchema.prefault({}),
  scopes: scopesSchema,
  people: z.array(personSchema).default([]),
  directory: directorySchema.prefault({}),
  budgets: budgetsSchema.default([]),
  plans: plansSchema.default([]),
  anomalies: anomalyThresholdsSchema.prefault({}),
  approvals: approvalsSchema.prefault({}),
  audit: auditSchema.prefault({}),
  limits: limitsSchema.prefault({}),
  outbound: outboundSchema.prefault({}),
  tickets: ticketsSchema.optional(),
  openToWorkspace: z.boolean().default(false),
  server: serverSchema.prefault({}),
  sources: sourcesSchema.default({}),
  schedule: scheduleSchema.prefault({}),
  audience: audienceSchema,
  channels: channelsSchema,
  schedules: schedulesSchema,
  slack: slackSchema.prefault({}),
  teams: teamsSchema.prefault({}),
});

/** The settings of one run. */
export interface Config {
  /** The store of the real bill. */
  readonly database: string;
  /** The store of the demo company, used as long as there is no real one. */
  readonly demoDatabase: string;
  readonly completenessLagDays: number;
  readonly fiscalYearStartMonth: number;
  readonly allocation: readonly AllocationDimension[];
  readonly people: readonly Person[];
  /** What lists of people from elsewhere mean here. */
  readonly directory: DirectorySettings;
  readonly budgets: readonly Budget[];
  readonly plans: readonly Plan[];
  readonly anomalies: AnomalyThresholds;
  /** From what on a second person approves what one accepts. */
  readonly approvals: ApprovalRules;
  /** For how long it is kept who did what. */
  readonly audit: AuditSettings;
  /** Seals what is recorded, so that nobody can make it anew; null without a key. */
  readonly auditSeal: AuditSeal | null;
  /** How much people may ask in a minute. */
  readonly limits: LimitSettings;
  /** Hosts that may be reached besides those of the other settings. */
  readonly outbound: OutboundSettings;
  readonly outboundEnvironment: OutboundEnvironment;
  /** All that are set, with where each comes from. */
  readonly secrets: readonly Secret[];
  /** Where tickets about recommendations are opened; null where nothing is said. */
  readonly tickets: TicketSettings | null;
  readonly ticketEnvironment: TicketEnvironment;
  readonly model: ModelConfig;
  /** Where bills come from by themselves. */
  readonly sources: SourcesConfig;
  readonly sourceEnvironment: SourceEnvironment;
  /** What the server does by itself, and when. */
  readonly schedule: ScheduleSettings;
  readonly channels: ChannelList;
  /** What decides who reads along in them. */
  readonly audiences: AudienceRules;
  /** What is sent by itself, by its name. */
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** Whether everybody in the workspaces that the bot is in may see the whole bill. */
  readonly openToWorkspace: boolean;
  readonly server: ServerConfig;
  /** Null as long as no secret of Slack's is set. */
  readonly slack: SlackConfig | null;
  /** Null as long as no secret of Teams' is set, and for trials in development. */
  readonly teams: TeamsConfig | null;
  readonly isDevelopment: boolean;
  readonly logLevel: z.infer<typeof logLevelSchema>;
}

/** Where requests are served, and by what secrets. */
export type ServerConfig = z.infer<typeof serverSchema> & {
  /** Asked of whoever opens the page from elsewhere. */
  readonly token: string | undefined;
  /** Seals the tokens of Slack's installations. */
  readonly encryptionKey: string | undefined;
};

/** The language model that may read questions; without a name and a key nothing is ever sent. */
export type ModelConfig = z.infer<typeof modelSchema> & { readonly apiKey: string | undefined };

/** The environment variables that are read. */
interface Environment
  extends PlatformEnvironment,
    SourceEnvironment,
    TicketEnvironment,
    OutboundEnvironment {
  readonly TALLY_CONFIG?: string | undefined;
  readonly TALLY_DB?: string | undefined;
  readonly TALLY_DEMO_DB?: string | undefined;
  readonly TALLY_MODEL_KEY?: string | undefined;
  readonly TALLY_AUDIT_KEY?: string | undefined;
}

/**
 * Reads tally.yaml (or the file that TALLY_CONFIG names) and the environment, which goes first.
 * @throws ConfigError that names the wrong key
 */
export function readConfig(variables: Environment = process.env as Environment): Config {
  const { environment, secrets } = withSecretFiles(variables);
  const file = environment.TALLY_CONFIG ?? CONFIG_FILE;
  const settings = check(
    file,
    readYaml(file, environment.TALLY_CONFIG !== undefined),
    configSchema,
  );
  const { completenessLagDays, fiscalYearStartMonth, budgets, plans } = settings;
  const allocation = allocationOf(settings.allocation);
  return Object.freeze({
    // What is set to nothing isn't set: SQLite would keep a store without a name nowhere.
    database: environment.TALLY_DB || settings.database,
    demoDatabase: environment.TALLY_DEMO_DB || DEMO_DATABASE,
    completenessLagDays,
    fiscalYearStartMonth,
    people: within(file, "people", () => peopleOf(settings.people, settings.scopes, allocation)),
    directory: within(file, "directory", () =>
      directorySettingsOf(settings.directory, settings.scopes),
    ),
    budgets,
    plans,
    anomalies: settings.anomalies,
    approvals: settings.approvals,
    audit: settings.audit,
    auditSeal: auditSealOf(environment.TALLY_AUDIT_KEY),
    limits: settings.limits,
    outbound: settings.outbound,
    outboundEnvironment: environment,
    secrets,
    tickets: settings.tickets ?? null,
    ticketEnvironment: environment,
    sources: settings.sources,
    sourceEnvironment: environment,
    ...speakingOf(file, settings),
    ...platformsOf(settings, environment),
    model: { ...settings.model, apiKey: environment.TALLY_MODEL_KEY },
    allocation,
  });
}

function speakingOf(
  file: string,
  { schedule, channels: settings, schedules, audience }: z.infer<typeof configSchema>,
): Pick<Config, "schedule" | "channels" | "schedules" | "audiences"> {
  const channels = new ChannelList(settings, schedule.timeZone);
  const known = within(file, "schedules", () => schedulesOf(schedules, channels));
  const audiences = audienceRulesOf(settings, audience);
  return { schedule, channels, schedules: known, audiences };
}

/** Reads what names other keys of tally.yaml. @throws ConfigError for a name that isn't there */
function within<T>(file: string, key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigError(`${file} can't be used. ${key}: ${error.message}.`);
  }
}

function platformsOf(settings: z.infer<typeof configSchema>, environment: Environment) {
  const { HOST: host, PORT: port, TEAMS_HOST: library } = environment;
  const teams = { ...settings.teams, ...(library === undefined ? {} : { host: library }) };
  const where = { ...settings.server, ...(host ? { host } : {}) };
  const server = check(
    "HOST, PORT",
    { ...where, ...(port ? { port: Number(port) } : {}) },
    serverSchema,
  );
  return {
    openToWorkspace: settings.openToWorkspace,
    server: {
      ...server,
      token: environment.TALLY_WEB_TOKEN,
      encryptionKey: environment.TALLY_ENCRYPTION_KEY,
    },
    slack: slackConfigOf(settings.slack, environment),
    teams: teamsConfigOf(check("TEAMS_HOST", teams, teamsSchema), environment),
    isDevelopment: environment.NODE_ENV === "development",
    logLevel: check("LOG_LEVEL", environment.LOG_LEVEL, logLevelSchema),
  };
}

function readYaml(file: string, isNamed: boolean): unknown {
  if (!existsSync(file)) {
    if (isNamed) throw new ConfigError(`TALLY_CONFIG names ${file}, which isn't there.`);
    return {};
  }
  try {
    // A warning would show the lines around it.
    return parse(readFileSync(file, "utf8"), { logLevel: "error" }) ?? {};
  } catch (error) {
    throw new ConfigError(`${file} is no readable YAML: ${yamlProblem(error)}.`);
  }
}

function check<Schema extends z.ZodType>(
  file: string,
  settings: unknown,
  schema: Schema,
): z.infer<Schema> {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.length === 0 ? "the file" : path.join(".")}: ${message}`,
  );
  throw new ConfigError(`${file} can't be used. ${problems.join("; ")}.`);
}
