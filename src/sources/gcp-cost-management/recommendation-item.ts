import { z } from "zod";
import type { ProviderRecommendation } from "#src/provider-items";
import { amountOf, moneySchema } from "#src/sources/google/money";
import { PROVIDER } from "#src/sources/google/provider";
import { kindOf, placeOf } from "./recommenders.ts";

/** What Google reckons savings for, mostly. */
const SECONDS_PER_MONTH = 30 * 86_400;

const impactSchema = z.object({
  category: z.string().default(""),
  costProjection: z
    .object({
      cost: moneySchema.optional(),
      costInLocalCurrency: moneySchema.optional(),
      duration: z
        .string()
        .regex(/^\d+(\.\d+)?s$/)
        .default(`${SECONDS_PER_MONTH}s`),
    })
    .optional(),
});

export const recommendationSchema = z.object({
  name: z.string().regex(/\/locations\/[^/]+\/recommenders\/[^/]+\/recommendations\/[^/]+$/),
  description: z.string().default(""),
  recommenderSubtype: z.string().default(""),
  lastRefreshTime: z.string().optional(),
  primaryImpact: impactSchema.optional(),
  additionalImpact: z.array(impactSchema).default([]),
  stateInfo: z.object({ state: z.string() }).optional(),
  etag: z.string().optional(),
  targetResources: z.array(z.string()).default([]),
  content: z
    .object({
      operationGroups: z
        .array(
          z.object({
            operations: z
              .array(
                z.object({ resource: z.string().optional(), resourceType: z.string().optional() }),
              )
              .default([]),
          }),
        )
        .default([]),
    })
    .default({ operationGroups: [] }),
});

export type GoogleRecommendation = z.infer<typeof recommendationSchema>;

const STATES: Readonly<Record<string, ProviderRecommendation["state"]>> = {
  ACTIVE: "open",
  CLAIMED: "accepted",
  SUCCEEDED: "done",
  // It was tried and isn't done: what it would save is still there.
  FAILED: "open",
  DISMISSED: "dismissed",
};

/**
 * As the product has it; null for one that saves nothing.
 * @param owner whom it was asked for, `projects/web-shop`: a recommendation names projects by number
 */
export function recommendationOf(
  found: GoogleRecommendation,
  owner: string,
): ProviderRecommendation | null {
  const saving = savingOf(found);
  if (saving === null) return null;
  const [, , , location = "", , recommender = ""] = found.name.split("/");
  const [kind, id = ""] = owner.split("/");
  const project = kind === "projects" ? id : null;
  return {
    id: found.name,
    provider: PROVIDER,
    url:
      project === null
        ? `https://console.cloud.google.com/billing/${id}`
        : `https://console.cloud.google.com/home/recommendations?project=${project}`,
    kind: kindOf(recommender, found.recommenderSubtype),
    action: found.description || `${found.recommenderSubtype || "Recommended"} (${recommender})`,
    ...resourceOf(found),
    subAccountId: project,
    regionId: location === "global" ? null : regionOf(location),
    ...saving,
    monthlyCost: null,
    priced: "unknown",
    effort: null,
    restart: null,
    rollback: null,
    lookbackDays: null,
    state: STATES[found.stateInfo?.state ?? ""] ?? "open",
    etag: found.etag ?? null,
    refreshedAt:
      found.lastRefreshTime === undefined ? null : new Date(found.lastRefreshTime).toISOString(),
  };
}

/** Google writes what is saved as a cost below zero, for some time. */
function savingOf({ primaryImpact, additionalImpact }: GoogleRecommendation) {
  const impacts =
    primaryImpact === undefined ? additionalImpact : [primaryImpact, ...additionalImpact];
  const projection = impacts.find(({ category }) => category === "COST")?.costProjection;
  const cost = projection?.costInLocalCurrency ?? projection?.cost;
  if (projection === undefined || cost === undefined || cost.currencyCode === "") return null;
  const seconds = Number(projection.duration.slice(0, -1));
  const saving = -amountOf(cost);
  if (saving <= 0 || seconds === 0) return null;
  const monthlySaving =
    seconds === SECONDS_PER_MONTH ? saving : (saving * SECONDS_PER_MONTH) / seconds;
  return { monthlySaving, currency: cost.currencyCode };
}

/** The resource that it is about, where it is one. */
function resourceOf({ targetResources, content }: GoogleRecommendation) {
  const operations = content.operationGroups.flatMap((group) => group.operations);
  const named = operations.flatMap(({ resource }) => resource ?? []);
  const [first, ...others] = new Set(targetResources.length > 0 ? targetResources : named);
  if (first === undefined || others.length > 0) {
    return { resourceId: null, resourceName: null, resourceType: null };
  }
  return {
    resourceId: first,
    resourceName: first.split("/").at(-1) ?? null,
    resourceType: operations.find(({ resource }) => resource === first)?.resourceType ?? null,
  };
}

function regionOf(location: string): string {
  return placeOf(location) === "zone" ? location.replace(/-[a-z]$/, "") : location;
}
