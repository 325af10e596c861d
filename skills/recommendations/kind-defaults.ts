import type { RecommendationKind } from "#src/provider-items";
import type { Recommendation } from "#src/recommendations/recommendation";

type Traits = Pick<Recommendation, "effort" | "risk" | "restart" | "rollback">;

/** What is usual of a kind, where neither rule nor provider says otherwise. */
export const KIND_DEFAULTS: Readonly<Record<RecommendationKind, Traits>> = {
  "buy-commitment": { effort: "low", risk: "medium", restart: false, rollback: false },
  "unused-commitment": { effort: "medium", risk: "low", restart: false, rollback: true },
  "delete-idle": { effort: "low", risk: "low", restart: false, rollback: false },
  "stop-idle": { effort: "low", risk: "medium", restart: true, rollback: true },
  rightsize: { effort: "medium", risk: "medium", restart: true, rollback: true },
  modernise: { effort: "low", risk: "medium", restart: null, rollback: true },
  "move-architecture": { effort: "high", risk: "medium", restart: true, rollback: true },
  "storage-class": { effort: "low", risk: "low", restart: false, rollback: true },
  schedule: { effort: "medium", risk: "low", restart: true, rollback: true },
  "reduce-transfer": { effort: "medium", risk: "medium", restart: false, rollback: true },
  "reduce-logging": { effort: "medium", risk: "low", restart: false, rollback: true },
  "cheaper-model": { effort: "medium", risk: "medium", restart: false, rollback: true },
  "cache-prompts": { effort: "medium", risk: "low", restart: false, rollback: true },
  other: { effort: "medium", risk: "medium", restart: null, rollback: null },
};
