import { hosts } from "../adapters/teams/teams-bench.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { configuration } from "./targets/configuration.ts";
import { parquetFiles, textFiles, zipFiles } from "./targets/files.ts";
import { manifests } from "./targets/manifests.ts";
import { pageRequests } from "./targets/page-requests.ts";
import { peopleLists } from "./targets/people-lists.ts";
import { questions } from "./targets/questions.ts";
import { slackRequests } from "./targets/slack-requests.ts";
import { teamsActivities } from "./targets/teams-activities.ts";

/** What reads files, settings and words. */
export const readers: readonly FuzzTarget[] = [
  questions,
  configuration,
  manifests,
  textFiles,
  zipFiles,
  parquetFiles,
  peopleLists,
];

/** What answers requests. */
export const endpoints: readonly FuzzTarget[] = [
  slackRequests,
  ...hosts.map(teamsActivities),
  pageRequests,
];

/** Everything that takes what strangers send. */
export const targets: readonly FuzzTarget[] = [...readers, ...endpoints];

/** How many of so many runs are each target's, by its weight; none goes without. */
export function sharesOf(runs: number): ReadonlyMap<FuzzTarget, number> {
  const whole = targets.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    targets.map((target) => [target, Math.max(1, Math.ceil((runs * target.weight) / whole))]),
  );
}
