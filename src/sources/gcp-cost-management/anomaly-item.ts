import { z } from "zod";
import { addDays, dayOfInstant } from "#src/focus/day";
import type { ProviderAnomaly } from "#src/provider-items";
import { amountOf, moneySchema } from "#src/sources/google/money";
import { PROVIDER } from "#src/sources/google/provider";

const deviationSchema = z.object({
  expectedSpend: moneySchema.optional(),
  actualSpend: moneySchema.optional(),
  deviationAmount: moneySchema.optional(),
});

/** What contributed to an anomaly, and what contributed to that. */
interface Cause {
  readonly causeType: string;
  /** `projects/P`, `services/S` or `services/S/skus/K`. */
  readonly resource: string;
  readonly displayName: string;
  readonly subCauses: readonly Cause[];
}

const causeSchema: z.ZodType<Cause> = z.object({
  causeType: z.string().default(""),
  resource: z.string().default(""),
  displayName: z.string().default(""),
  get subCauses() {
    return z.array(causeSchema).default([]);
  },
});

export const anomalySchema = z.object({
  name: z.string().min(1),
  /** Midnight, by Google's time, of the day on which it was. */
  detectionTime: z.string(),
  scope: z.string().default(""),
  resourceDisplayName: z.string().default(""),
  deviation: deviationSchema,
  rootCauses: z.array(causeSchema).default([]),
});

export type GoogleAnomaly = z.infer<typeof anomalySchema>;

/** From the outermost cause to one that has no others below it. */
type Path = readonly Cause[];

/** As the product has it; null for one without an amount. */
export function anomalyOf(found: GoogleAnomaly, billingAccount: string): ProviderAnomaly | null {
  const { expectedSpend, actualSpend, deviationAmount } = found.deviation;
  const actual = actualSpend === undefined ? null : amountOf(actualSpend);
  const expected = expectedSpend === undefined ? null : amountOf(expectedSpend);
  const impact =
    deviationAmount === undefined ? (actual ?? 0) - (expected ?? 0) : amountOf(deviationAmount);
  const currency = [deviationAmount, actualSpend, expectedSpend].find(
    (money) => money !== undefined && money.currencyCode !== "",
  )?.currencyCode;
  if (currency === undefined) return null;
  const start = dayOfInstant(new Date(found.detectionTime));
  const paths = found.rootCauses.flatMap(pathsOf);
  return {
    id: found.name,
    provider: PROVIDER,
    url: `https://console.cloud.google.com/billing/${billingAccount}/anomalies`,
    start,
    end: addDays(start, 1),
    currency,
    impact,
    actual,
    expected,
    filters: filtersOf(found, paths, billingAccount),
    causes: paths.map((path) => path.map(wordsOf).join(" › ")),
    feedback: null,
  };
}

function pathsOf(cause: Cause): Path[] {
  if (cause.subCauses.length === 0) return [[cause]];
  return cause.subCauses.flatMap(pathsOf).map((path) => [cause, ...path]);
}

/** What the place of the anomaly and all its causes share. */
function filtersOf(
  { scope, resourceDisplayName }: GoogleAnomaly,
  paths: readonly Path[],
  billingAccount: string,
): ProviderAnomaly["filters"] {
  const place: Cause = {
    causeType: "",
    resource: scope,
    displayName: resourceDisplayName,
    subCauses: [],
  };
  const [first = [], ...others] = (paths.length === 0 ? [[]] : paths).map((path) =>
    [place, ...path].flatMap((cause) => conditionOf(cause) ?? []),
  );
  const shared = first.filter((condition) =>
    others.every((conditions) =>
      conditions.some(
        ({ dimension, value }) => dimension === condition.dimension && value === condition.value,
      ),
    ),
  );
  const values = new Map([["BillingAccountId", billingAccount]]);
  for (const { dimension, value } of shared) values.set(dimension, value);
  return [...values].map(([dimension, value]) => ({ dimension, operator: "in", values: [value] }));
}

/** As charges have it; null where they don't. */
function conditionOf({ resource, displayName }: Cause) {
  const [, kind, id = "", sku] =
    /^(projects|services)\/([^/]+)(?:\/skus\/([^/]+))?$/.exec(resource) ?? [];
  if (kind === undefined) return null;
  if (sku !== undefined) return { dimension: "SkuId", value: sku };
  if (kind === "projects" && !/^\d+$/.test(id)) return { dimension: "SubAccountId", value: id };
  if (displayName === "") return null;
  return {
    dimension: kind === "projects" ? "SubAccountName" : "ServiceName",
    value: displayName,
  };
}

/** "service Compute Engine" */
function wordsOf({ causeType, resource, displayName }: Cause): string {
  const name = displayName || resource;
  return [causeType.toLowerCase().replaceAll("_", " "), name]
    .filter((part) => part !== "")
    .join(" ");
}
