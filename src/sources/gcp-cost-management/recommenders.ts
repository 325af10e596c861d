import type { RecommendationKind } from "#src/provider-items";
import type { GcpCostManagementSettings } from "./settings.ts";

type Place = "zone" | "region" | "global";

/** A recommender of Google's: where it is asked, and what its recommendations are about. */
export interface Recommender {
  readonly id: string;
  /** `recommender.NAMERecommendations.list`; null where it isn't known. */
  readonly permission: string | null;
  /** Whether it is asked about projects, or about the whole billing account. */
  readonly of: "project" | "billing account";
  readonly places: readonly Place[];
  readonly kind: RecommendationKind;
}

function known(
  id: string,
  permission: string | null,
  kind: RecommendationKind,
  places: readonly Place[],
  of: Recommender["of"] = "project",
): Recommender {
  return { id: `google.${id}`, permission, of, places, kind };
}

/** The recommenders about cost, as Google's FinOps hub takes them together. */
const KNOWN: readonly Recommender[] = [
  known("compute.instance.IdleResourceRecommender", "computeInstanceIdleResource", "stop-idle", [
    "zone",
  ]),
  known("compute.instance.MachineTypeRecommender", "computeInstanceMachineType", "rightsize", [
    "zone",
  ]),
  known(
    "compute.instanceGroupManager.MachineTypeRecommender",
    "computeInstanceGroupManagerMachineType",
    "rightsize",
    ["zone", "region"],
  ),
  known("compute.disk.IdleResourceRecommender", "computeDiskIdleResource", "delete-idle", [
    "zone",
    "region",
  ]),
  known("compute.address.IdleResourceRecommender", "computeAddressIdleResource", "delete-idle", [
    "region",
    "global",
  ]),
  known("compute.image.IdleResourceRecommender", "computeImageIdleResource", "delete-idle", [
    "global",
  ]),
  known("compute.IdleResourceRecommender", null, "delete-idle", ["zone"]),
  known("compute.RightSizeResourceRecommender", null, "rightsize", ["zone"]),
  known("cloudsql.instance.IdleRecommender", "cloudsqlIdleInstance", "stop-idle", ["region"]),
  known(
    "cloudsql.instance.OverprovisionedRecommender",
    "cloudsqlOverprovisionedInstance",
    "rightsize",
    ["region"],
  ),
  known("container.DiagnosisRecommender", "containerDiagnosis", "rightsize", ["zone", "region"]),
  known("run.service.CostRecommender", "runServiceCost", "other", ["region"]),
  known(
    "resourcemanager.projectUtilization.Recommender",
    "resourcemanagerProjectUtilization",
    "delete-idle",
    ["global"],
  ),
  known(
    "compute.commitment.UsageCommitmentRecommender",
    "usageCommitment",
    "buy-commitment",
    ["region"],
    "billing account",
  ),
  known(
    "cloudbilling.commitment.SpendBasedCommitmentRecommender",
    "spendBasedCommitment",
    "buy-commitment",
    ["region", "global"],
    "billing account",
  ),
];

/**
 * The recommenders that are asked: those that are set, else those that Tally's role files allow to read. One
 * that Tally doesn't know is asked at each location of the projects.
 */
export function recommendersOf({
  recommenders,
}: GcpCostManagementSettings): readonly Recommender[] {
  if (recommenders === undefined) return KNOWN.filter(({ permission }) => permission !== null);
  return recommenders.map((id) => KNOWN.find((one) => one.id === id) ?? unknown(id));
}

function unknown(id: string): Recommender {
  const places: readonly Place[] = ["zone", "region", "global"];
  return { id, permission: null, of: "project", places, kind: "other" };
}

/** What a location is, by its name: europe-west1-b, europe-west1, global. */
export function placeOf(location: string): Place {
  if (location === "global") return "global";
  return /-[a-z]$/.test(location) ? "zone" : "region";
}

/** @param subtype what the recommender does about it, such as STOP_VM or CLUSTER_IDLE */
export function kindOf(recommenderId: string, subtype: string): RecommendationKind {
  const kind = KNOWN.find(({ id }) => id === recommenderId)?.kind ?? "other";
  return kind === "rightsize" && /IDLE/.test(subtype) ? "delete-idle" : kind;
}
