/** A value of a dimension as the store holds it. */
export interface VocabularyValue {
  readonly value: string;
  /** For ids (SubAccountId, BillingAccountId, RegionId …): display names, former ones too, latest first. */
  readonly names: readonly string[];
  /** Effective cost over all time, in whatever currency: how likely it is meant. */
  readonly weight: number;
}

/**
 * The names that a question can be linked to. Only what the asker may see is in it.
 * Dimensions are FOCUS columns, allocation dimensions (team, environment …) and `tag:KEY`.
 */
export interface Vocabulary {
  /** Changes whenever a delivery is loaded; what is derived from one generation can be kept for it. */
  readonly generation: string;
  /** team, environment, application, cost_centre … */
  readonly allocationDimensions: readonly string[];
  /** All values of a dimension, most costly first. Cheap for all but resources and tags. */
  values(dimension: string): readonly VocabularyValue[];
  /** Tag keys as spelled, most frequent first. Read when first asked for. */
  tagKeys(): readonly string[];
  /** Whether there is a resource with exactly this id: an ARN, `i-…`, a path of Azure. */
  holds(text: string): boolean;
}
