import { z } from "zod";
import { filterSchema } from "#src/cost-question";

/** What rules may go by: the dimensions that anomalies are followed by, and the currency. */
const DIMENSIONS = [
  "team",
  "environment",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "SkuMeter",
  "BillingCurrency",
];

const thresholdFields = {
  amount: z.number().nonnegative().optional(),
  percent: z.number().nonnegative().optional(),
};

const ruleFilterSchema = filterSchema.refine(({ dimension }) => DIMENSIONS.includes(dimension), {
  message: `anomalies go by ${DIMENSIONS.join(", ")}`,
});

const ruleSchema = z
  .strictObject({ filters: z.array(ruleFilterSchema).min(1), ...thresholdFields })
  .refine(({ amount, percent }) => amount !== undefined || percent !== undefined, {
    message: "a rule needs an amount, a percent, or both",
  });

/** `anomalies` in tally.yaml: from which money and which per cent on they are told. */
export const anomalyThresholdsSchema = z.strictObject({
  default: z.strictObject(thresholdFields).prefault({}),
  rules: z.array(ruleSchema).default([]),
});

/**
 * From what on anomalies are told: money, in the currency of the charges, and per cent of what was expected; both
 * must be reached. The first rule whose charges an anomaly lies in goes before the default; what neither says is
 * left to the detector.
 */
export type AnomalyThresholds = z.infer<typeof anomalyThresholdsSchema>;

/** Nothing configured. */
export const DETECTOR_THRESHOLDS: AnomalyThresholds = { default: {}, rules: [] };
