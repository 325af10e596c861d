import { CallError } from "#src/sources/calls/call-error";
import type { GoogleApi, GoogleRequest } from "#src/sources/google/google-api";
import type { PermissionCheck } from "#src/sources/source";
import {
  isUnknown,
  ownersOf,
  type RecommendationFeed,
  recommendersFor,
} from "./recommendation-feed.ts";
import { placeOf, type Recommender } from "./recommenders.ts";
import type { GcpCostManagementSettings } from "./settings.ts";

const ONE = { pageSize: "1" };

/** Tries each permission that reading takes, with one short call each. */
export async function checkCostManagement(
  api: GoogleApi,
  settings: GcpCostManagementSettings,
  feed: RecommendationFeed,
): Promise<readonly PermissionCheck[]> {
  const account = `billingAccounts/${settings.billingAccount}`;
  const tries: readonly (readonly [string, GoogleRequest])[] = [
    ["billing.accounts.get", { api: "cloudbilling", path: `v1/${account}` }],
    ["billing.budgets.list", { api: "billingbudgets", path: `v1/${account}/budgets`, query: ONE }],
    [
      "billing.anomalies.list",
      { api: "cloudbilling", path: `v1beta/${account}/anomalies`, query: ONE },
    ],
  ];
  const checks: PermissionCheck[] = [];
  for (const [permission, request] of tries) {
    checks.push(await tried(`${permission} on ${account}`, () => api.call("Trying it", request)));
  }
  for (const owner of ownersOf(settings)) {
    checks.push(...(await checkRecommenders(api, settings, feed, owner)));
  }
  return checks;
}

async function checkRecommenders(
  api: GoogleApi,
  settings: GcpCostManagementSettings,
  feed: RecommendationFeed,
  owner: string,
): Promise<readonly PermissionCheck[]> {
  const checks: PermissionCheck[] = [];
  let locations: readonly string[] = settings.locations ?? [];
  if (settings.locations === undefined) {
    const permission = `recommender.locations.list on ${owner}`;
    checks.push(
      await tried(permission, async () => {
        locations = await feed.locations(owner);
      }),
    );
  }
  for (const recommender of recommendersFor(owner, settings)) {
    // Where Google has nothing to recommend yet, the permission can be tried anywhere.
    const location = locations.find((one) => recommender.places.includes(placeOf(one)));
    const permission = `${permissionOf(recommender)} on ${owner}`;
    const path = `v1/${owner}/locations/${location ?? "global"}/recommenders/${recommender.id}/recommendations`;
    checks.push(await tried(permission, () => tryList(api, path)));
  }
  return checks;
}

/** A place that Google doesn't know isn't a missing permission. */
async function tryList(api: GoogleApi, path: string): Promise<void> {
  try {
    await api.call("Trying it", { api: "recommender", path, query: ONE });
  } catch (error) {
    if (!(error instanceof CallError && isUnknown(error))) throw error;
  }
}

function permissionOf({ id, permission }: Recommender): string {
  return permission === null
    ? `recommender.*.list for ${id}`
    : `recommender.${permission}Recommendations.list`;
}

async function tried(
  permission: string,
  attempt: () => Promise<unknown>,
): Promise<PermissionCheck> {
  try {
    await attempt();
    return { permission, problem: null };
  } catch (error) {
    return { permission, problem: error instanceof Error ? error.message : String(error) };
  }
}
