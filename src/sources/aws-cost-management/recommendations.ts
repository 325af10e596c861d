import type {
  CostOptimizationHubClient,
  ListRecommendationsResponse,
  Recommendation,
} from "@aws-sdk/client-cost-optimization-hub";
import type { ProviderRecommendation, RecommendationKind } from "#src/provider-items";
import type { AwsApi } from "#src/sources/aws/aws-api";
import { allPages } from "#src/sources/aws/pages";
import { CallError } from "#src/sources/calls/call-error";
import type { Feed, FeedReading } from "#src/sources/source";

const CONSOLE = "https://console.aws.amazon.com/costmanagement/home#/cost-optimization-hub";

const RECOMMENDATIONS_A_PAGE = 100;

const NOT_ENROLLED =
  "Cost Optimization Hub isn't switched on for this account. Enable it in the Billing and Cost Management console; recommendations begin to come within a day.";

type Priced = ProviderRecommendation["priced"];

/** What an action is in our terms, and in words. */
interface Action {
  readonly kind: RecommendationKind;
  readonly words: (resource: string, from: string, to: string) => string;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  Rightsize: { kind: "rightsize", words: changed("Change") },
  ScaleIn: { kind: "rightsize", words: changed("Scale in") },
  Upgrade: { kind: "modernise", words: changed("Upgrade") },
  MigrateToGraviton: { kind: "move-architecture", words: changed("Move") },
  Stop: { kind: "stop-idle", words: (resource, from) => `Stop ${resource}${inBrackets(from)}` },
  Delete: {
    kind: "delete-idle",
    words: (resource, from) => `Delete ${resource}${inBrackets(from)}`,
  },
  PurchaseSavingsPlans: { kind: "buy-commitment", words: bought },
  PurchaseReservedInstances: { kind: "buy-commitment", words: bought },
};

/** FOCUS exports of AWS have these in ResourceId by their id, other resources by their ARN. */
const NAMED_BY_ID: ReadonlySet<string> = new Set(["Ec2Instance", "EbsVolume"]);

const EFFORTS: Readonly<Record<string, ProviderRecommendation["effort"]>> = {
  VeryLow: "low",
  Low: "low",
  Medium: "medium",
  High: "high",
  VeryHigh: "high",
};

/**
 * Cost Optimization Hub: the best recommendation of each resource, so that their savings add up. Reading
 * them is free. AWS keeps nothing of what is decided about them.
 */
export class RecommendationsFeed implements Feed<"recommendation"> {
  readonly kind = "recommendation";
  readonly name = "AWS Cost Optimization Hub";
  readonly everyHours = 0;
  readonly isHistory = false;
  readonly #api: AwsApi<CostOptimizationHubClient>;

  constructor(api: AwsApi<CostOptimizationHubClient>) {
    this.#api = api;
  }

  async read(): Promise<FeedReading<"recommendation">> {
    if (!(await this.isEnrolled())) return { items: [], memory: null, problems: [NOT_ENROLLED] };
    const priced = await this.prices().catch(unknownWhereDenied);
    const found = await allPages(async (token) => {
      const { items, nextToken } = await this.page(token);
      return { items, next: nextToken };
    });
    return { items: recommendationsOf(found, priced), memory: null };
  }

  /** Whether the account takes part. @throws CallError */
  async isEnrolled(): Promise<boolean> {
    const { ListEnrollmentStatusesCommand } = await import("@aws-sdk/client-cost-optimization-hub");
    const command = new ListEnrollmentStatusesCommand({});
    const { items = [] } = await this.#api.call(
      "Asking whether Cost Optimization Hub is on",
      (client, options) => client.send(command, options),
    );
    return items.some(({ status }) => status === "Active");
  }

  /** Recommendations from one that a token names. @throws CallError */
  async page(token?: string): Promise<ListRecommendationsResponse> {
    const { ListRecommendationsCommand } = await import("@aws-sdk/client-cost-optimization-hub");
    const command = new ListRecommendationsCommand({
      maxResults: RECOMMENDATIONS_A_PAGE,
      nextToken: token,
    });
    return this.#api.call("Listing recommendations of Cost Optimization Hub", (client, options) =>
      client.send(command, options),
    );
  }

  /** With which prices savings are reckoned. @throws CallError */
  async prices(): Promise<Priced> {
    const { GetPreferencesCommand } = await import("@aws-sdk/client-cost-optimization-hub");
    const { savingsEstimationMode: mode } = await this.#api.call(
      "Asking how Cost Optimization Hub estimates",
      (client, options) => client.send(new GetPreferencesCommand({}), options),
    );
    if (mode === "AfterDiscounts") return "paid";
    return mode === "BeforeDiscounts" ? "list" : "unknown";
  }
}

/** The preferences are closed to some who may read recommendations. */
function unknownWhereDenied(error: unknown): Priced {
  if (error instanceof CallError && error.failure === "denied") return "unknown";
  throw error;
}

/** Recommendations that save something, each with an id that lasts: AWS' own is new every day. */
function recommendationsOf(
  found: readonly Recommendation[],
  priced: Priced,
): ProviderRecommendation[] {
  const ids = new Map<string, number>();
  const saving = found
    .filter(({ estimatedMonthlySavings = 0 }) => estimatedMonthlySavings > 0)
    .toSorted((a, b) => (b.estimatedMonthlySavings ?? 0) - (a.estimatedMonthlySavings ?? 0));
  return saving.map((recommendation) => {
    const key = lastingKeyOf(recommendation);
    const count = (ids.get(key) ?? 0) + 1;
    ids.set(key, count);
    // Purchases name no resource: several of one kind are told apart by how much they save.
    const id = count === 1 ? key : `${key}|${count}`;
    return recommendationOf(recommendation, id, priced);
  });
}

/** Account, region, resource and action; where there is no resource, its type. */
function lastingKeyOf(recommendation: Recommendation): string {
  const { accountId = "", region = "", resourceArn, resourceId, actionType = "" } = recommendation;
  const { currentResourceType, recommendedResourceType } = recommendation;
  const resource = resourceArn || resourceId || recommendedResourceType || currentResourceType;
  return [accountId, region, resource ?? "", actionType].join("|");
}

function recommendationOf(
  recommendation: Recommendation,
  id: string,
  priced: Priced,
): ProviderRecommendation {
  const { actionType = "", currentResourceType, lastRefreshTimestamp } = recommendation;
  return {
    id,
    provider: "AWS",
    url: CONSOLE,
    kind: ACTIONS[actionType]?.kind ?? "other",
    action: actionOf(recommendation),
    resourceId: resourceIdOf(recommendation),
    resourceName: null,
    resourceType: currentResourceType ?? null,
    subAccountId: recommendation.accountId ?? null,
    regionId: recommendation.region ?? null,
    monthlySaving: recommendation.estimatedMonthlySavings ?? 0,
    monthlyCost: recommendation.estimatedMonthlyCost ?? null,
    currency: recommendation.currencyCode ?? "USD",
    priced,
    ...effortOf(recommendation),
    lookbackDays: recommendation.recommendationLookbackPeriodInDays ?? null,
    state: "open",
    etag: null,
    refreshedAt: lastRefreshTimestamp?.toISOString() ?? null,
  };
}

function effortOf({ implementationEffort, restartNeeded, rollbackPossible }: Recommendation) {
  return {
    effort: EFFORTS[implementationEffort ?? ""] ?? null,
    restart: restartNeeded ?? null,
    rollback: rollbackPossible ?? null,
  };
}

function resourceIdOf(recommendation: Recommendation): string | null {
  const { actionType = "", resourceArn, resourceId, currentResourceType = "" } = recommendation;
  if (ACTIONS[actionType]?.kind === "buy-commitment") return null;
  const preferred = NAMED_BY_ID.has(currentResourceType) ? resourceId : resourceArn;
  return preferred || resourceId || resourceArn || null;
}

function actionOf(recommendation: Recommendation): string {
  const { actionType = "", resourceId, resourceArn, currentResourceSummary } = recommendation;
  const {
    currentResourceType = "",
    recommendedResourceType,
    recommendedResourceSummary,
  } = recommendation;
  const to = recommendedResourceSummary || recommendedResourceType || "";
  const resource = resourceId || resourceArn?.split(/[/:]/).at(-1) || currentResourceType;
  const action = ACTIONS[actionType];
  if (action === undefined) {
    return [actionType || "Look at", resource].filter((word) => word !== "").join(" ");
  }
  if (action.kind !== "buy-commitment") {
    return action.words(resource, currentResourceSummary ?? "", to);
  }
  return action.words(recommendedResourceType ?? currentResourceType, "", to);
}

function changed(verb: string): Action["words"] {
  return (resource, from, to) =>
    [verb, resource, ...(from === "" ? [] : ["from", from]), ...(to === "" ? [] : ["to", to])].join(
      " ",
    );
}

/** "Buy EC2 Instance Savings Plans ($1.20/hour)" of the type Ec2InstanceSavingsPlans. */
function bought(type: string, _from: string, to: string): string {
  const name = type
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .replace(/\b(?:ec2|rds|db)\b/gi, (word) => word.toUpperCase());
  return `Buy ${name}${to === type ? "" : inBrackets(to)}`;
}

function inBrackets(text: string): string {
  return text === "" ? "" : ` (${text})`;
}
