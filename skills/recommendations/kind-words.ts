import type { RecommendationKind } from "#src/provider-items";

/** A kind of recommendation in people's words. */
export const KIND_WORDS: Readonly<Record<RecommendationKind, string>> = {
  "buy-commitment": "commitments worth buying",
  "unused-commitment": "unused commitments",
  "delete-idle": "idle things to delete",
  "stop-idle": "idle things to stop",
  rightsize: "right-sizing",
  modernise: "older generations",
  "move-architecture": "moves to another architecture",
  "storage-class": "storage classes",
  schedule: "switching off at night",
  "reduce-transfer": "data transfer",
  "reduce-logging": "logs and metrics",
  "cheaper-model": "cheaper models",
  "cache-prompts": "prompt caching",
  other: "other savings",
};
