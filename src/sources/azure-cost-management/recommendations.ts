import { z } from "zod";
import { UNSTATED_CURRENCY } from "#src/focus/currency";
import type { ProviderRecommendation } from "#src/provider-items";
import { focusRegion, focusSubscription, presentValue } from "#src/sources/azure/focus-names";
import type { ManagementApi } from "#src/sources/azure/management-api";
import { portalAddress } from "./portal.ts";
import { recommendationKind } from "./recommendation-kind.ts";
import { ADVISOR_VERSION, readSuppressions } from "./suppressions.ts";

const MONTHS_PER_YEAR = 12;
/** Of alternatives, the one for a year by what was used in 30 days is the most cautious. */
const CAUTIOUS_TERM = "P1Y";
const CAUTIOUS_LOOKBACK = "30";

const text = z.string().nullish();

const recommendationSchema = z.object({
  id: z.string().min(1),
  properties: z.object({
    impactedField: text,
    impactedValue: text,
    lastUpdated: text,
    recommendationTypeId: text,
    shortDescription: z.object({ problem: text, solution: text }).nullish(),
    /** Money and all else in text. */
    extendedProperties: z.record(z.string(), z.unknown()).nullish(),
    resourceMetadata: z.object({ resourceId: text, singular: text }).nullish(),
  }),
});

type Recommendation = z.infer<typeof recommendationSchema>;

/** A recommendation with what Advisor says of it beside the rest. */
interface Advice {
  readonly recommendation: Recommendation;
  /** A value of its own, or "". */
  detail(name: string): string;
}

/** Advisor's recommendations of a subscription that save money. @throws CallError, SourceError */
export async function readRecommendations(
  api: ManagementApi,
  subscription: string,
  now: number,
): Promise<ProviderRecommendation[]> {
  const suppressions = await readSuppressions(api, subscription, now);
  const states = new Map(suppressions.map(({ recommendation, state }) => [recommendation, state]));
  const listed = await listRecommendations(api, subscription);
  const advice = listed.flatMap((item) => {
    const parsed = recommendationSchema.safeParse(item);
    return parsed.success ? [adviceOf(parsed.data)] : [];
  });
  return withoutAlternatives(advice).flatMap((one) => {
    const id = one.recommendation.id.toLowerCase();
    const monthlySaving = monthlySavingOf(one);
    if (monthlySaving === null) return [];
    const base = { id, monthlySaving, state: states.get(id) ?? "open" } as const;
    return [{ ...base, ...wordsOf(one), ...placeOf(one, subscription) }];
  });
}

/** As Advisor has them. @throws CallError, SourceError */
export function listRecommendations(api: ManagementApi, subscription: string): Promise<unknown[]> {
  const filter = encodeURIComponent("Category eq 'Cost'");
  return api.list(
    `Listing Advisor's recommendations for ${subscription}`,
    `${subscription}/providers/Microsoft.Advisor/recommendations?api-version=${ADVISOR_VERSION}&$filter=${filter}`,
  );
}

function adviceOf(recommendation: Recommendation): Advice {
  const details = recommendation.properties.extendedProperties ?? {};
  const byName = new Map(
    Object.entries(details).map(([name, value]) => [name.toLowerCase(), String(value ?? "")]),
  );
  return { recommendation, detail: (name) => byName.get(name.toLowerCase()) ?? "" };
}

/** Per month; null where Advisor states no money, or none is saved. */
function monthlySavingOf({ detail }: Advice): number | null {
  const annual = Number.parseFloat(detail("annualSavingsAmount"));
  const saving = Number.isNaN(annual)
    ? Number.parseFloat(detail("savingsAmount"))
    : annual / MONTHS_PER_YEAR;
  return saving > 0 ? saving : null;
}

/** Advisor lists a commitment for each term and look-back period: of those, which exclude each other, one is kept. */
function withoutAlternatives(advice: readonly Advice[]): Advice[] {
  const groups = Map.groupBy(advice, alternativesKey);
  return [...groups.values()].flatMap((group) => group.sort(byCaution).slice(0, 1));
}

function alternativesKey({ recommendation, detail }: Advice): string {
  const { id, properties } = recommendation;
  if (detail("term") === "") return id.toLowerCase();
  const what = ["sku", "displaySKU", "vmSize", "region", "location", "scope", "subId"].map(detail);
  return JSON.stringify([properties.recommendationTypeId, ...what]);
}

function byCaution(a: Advice, b: Advice): number {
  const rank = ({ detail }: Advice) =>
    Number(detail("lookbackPeriod") !== CAUTIOUS_LOOKBACK) * 2 +
    Number(detail("term") !== CAUTIOUS_TERM);
  return rank(a) - rank(b) || (monthlySavingOf(b) ?? 0) - (monthlySavingOf(a) ?? 0);
}

function wordsOf({ recommendation, detail }: Advice) {
  const { recommendationTypeId, shortDescription, impactedValue, lastUpdated } =
    recommendation.properties;
  const kind = recommendationKind({
    typeId: recommendationTypeId ?? "",
    machineAction: detail("recommendationType"),
    problem: shortDescription?.problem ?? "",
    solution: shortDescription?.solution ?? "",
  });
  const refreshed = new Date(lastUpdated ?? Number.NaN);
  const solution = shortDescription?.solution || shortDescription?.problem || "See Advisor";
  return {
    provider: "Microsoft",
    url: portalAddress("recommendations"),
    kind,
    action: actionOf(solution, impactedValue ?? "", detail),
    monthlyCost: null,
    currency: detail("savingsCurrency") || UNSTATED_CURRENCY,
    // What is used is reckoned with retail prices; of commitments Azure doesn't say.
    priced: kind === "buy-commitment" ? ("unknown" as const) : ("list" as const),
    effort: null,
    restart: null,
    rollback: null,
    lookbackDays: Number.parseInt(detail("lookbackPeriod"), 10) || null,
    etag: null,
    refreshedAt: Number.isNaN(refreshed.getTime()) ? null : refreshed.toISOString(),
  };
}

function actionOf(solution: string, name: string, detail: Advice["detail"]): string {
  const [current, target] = [detail("currentSku"), detail("targetSku")];
  if (/^shutdown$/i.test(detail("recommendationType"))) return `Shut down ${name}`;
  if (current !== "" && target !== "" && current !== target) {
    return `Change ${name} from ${current} to ${target}`;
  }
  const term = /^P(\d+)Y$/.exec(detail("term"))?.[1];
  if (term === undefined) return name === "" ? solution : `${solution}: ${name}`;
  const sku = detail("displaySKU") || detail("sku") || detail("vmSize");
  const quantity = detail("displayQty") || detail("qty");
  const what = [quantity === "" ? "" : `${quantity} ×`, sku].filter((part) => part !== "");
  const years = `${term} ${term === "1" ? "year" : "years"}`;
  return `${solution}: ${[...what, "for", years].join(" ")}`;
}

function placeOf({ recommendation, detail }: Advice, subscription: string) {
  const { resourceMetadata, impactedField, impactedValue } = recommendation.properties;
  const resource = resourceMetadata?.resourceId?.toLowerCase() ?? "";
  // What is for the whole subscription names that as its resource.
  const hasResource = /^\/subscriptions\/[^/]+\/.+/.test(resource);
  const location = presentValue(detail("regionId") || detail("region") || detail("location"));
  return {
    resourceId: hasResource ? resource : null,
    resourceName: hasResource ? (presentValue(impactedValue) ?? null) : null,
    resourceType: presentValue(resourceMetadata?.singular) ?? presentValue(impactedField),
    subAccountId: focusSubscription(subscription),
    regionId: location === null ? null : focusRegion(location).id,
  };
}
