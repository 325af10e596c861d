import { type AccountKey, billingAccounts, subAccounts } from "./accounts.ts";
import { type ApplicationName, applications, type Environment } from "./company.ts";
import { seedOf } from "./random.ts";

/** The way a resource is tagged; real ones are tagged in more than one. */
export type TagStyle = "clean" | "capitals" | "short" | "spaced" | "owner" | "labels" | "none";

type TagWriter = (
  application: ApplicationName,
  environment: Environment,
) => Readonly<Record<string, string>>;

const writers: Readonly<Record<TagStyle, TagWriter>> = {
  clean: (application, environment) => ({
    application,
    "cost-center": applications[application].costCenter,
    environment,
    team: applications[application].team,
  }),
  capitals: (application, environment) => ({
    Application: application,
    CostCenter: applications[application].costCenter,
    Environment: environment === "production" ? "Prod" : capitalised(environment),
    Team: capitalised(applications[application].team),
  }),
  short: (application, environment) => ({
    app: application,
    env: shortEnvironments[environment],
    team: applications[application].team,
  }),
  spaced: (application, environment) => ({
    application,
    "environment ": environment,
    "team ": `${applications[application].team} `,
  }),
  owner: (application, environment) => ({
    owner: applications[application].team,
    project: application,
    stage: environment === "production" ? "prod" : environment,
  }),
  labels: (application, environment) => ({
    app: application,
    cost_centre: applications[application].costCenter.toLowerCase(),
    env: environment === "production" ? "prod" : environment,
    team: applications[application].team,
  }),
  none: () => ({}),
};

const shortEnvironments: Readonly<Record<Environment, string>> = {
  production: "prd",
  staging: "stg",
  development: "dev",
};

/** Six teams in ten tag as asked; each of the others has its own habit. */
const habits: readonly TagStyle[] = [
  ...Array.from({ length: 6 }, (): TagStyle => "clean"),
  "capitals",
  "short",
  "spaced",
  "owner",
];

/** The habit of an application's engineers in an account, where a line doesn't say otherwise. */
export function tagHabit(account: AccountKey, application: ApplicationName): TagStyle {
  const { tagging } = billingAccounts[subAccounts[account].source];
  if (tagging !== "free") return tagging;
  return habits[seedOf(`${account}/${application}`) % habits.length] ?? "clean";
}

/** The tags of a resource as a JSON object with sorted keys; null where it has none. */
export function tagText(
  style: TagStyle,
  application: ApplicationName,
  environment: Environment,
  extra: Readonly<Record<string, string>> = {},
): string | null {
  const tags = { ...writers[style](application, environment), ...extra };
  const keys = Object.keys(tags).sort();
  return keys.length === 0 ? null : JSON.stringify(tags, keys);
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
