import type { WriteBack } from "#src/provider-items";
import type { SourceContext } from "#src/sources/context";
import { GoogleApi } from "#src/sources/google/google-api";
import type { CallUsage, Feed, PermissionCheck, Source } from "#src/sources/source";
import { AnomalyFeed } from "./anomaly-feed.ts";
import { BudgetFeed } from "./budget-feed.ts";
import { checkCostManagement } from "./permissions.ts";
import { RecommendationFeed } from "./recommendation-feed.ts";
import { writeRecommendation } from "./recommendation-writer.ts";
import type { GcpCostManagementSettings } from "./settings.ts";

/** The only one that Recommender takes; IAM decides what the credentials may. */
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/** What Google says beside the charges: recommendations, budgets and anomalies. It has no bills. */
export class GcpCostManagement implements Source {
  readonly kind = "gcp-cost-management";
  readonly name: string;
  readonly feeds: readonly Feed[];
  readonly #settings: GcpCostManagementSettings;
  readonly #api: GoogleApi;
  readonly #recommendations: RecommendationFeed;

  constructor(name: string, settings: GcpCostManagementSettings, context: SourceContext) {
    const api = new GoogleApi(SCOPE, settings, context);
    const now = () => context.clock.now();
    this.name = name;
    this.#settings = settings;
    this.#api = api;
    this.#recommendations = new RecommendationFeed(api, settings, now);
    this.feeds = [
      this.#recommendations,
      new BudgetFeed(api, settings.billingAccount),
      new AnomalyFeed(api, settings.billingAccount, now),
    ];
  }

  get usage(): CallUsage {
    return this.#api.caller.usage;
  }

  async tell(writeBack: WriteBack): Promise<string | null> {
    return writeBack.kind === "recommendation"
      ? writeRecommendation(this.#api, writeBack)
      : "Google takes no word on its anomalies; it is kept here only.";
  }

  check(): Promise<readonly PermissionCheck[]> {
    return checkCostManagement(this.#api, this.#settings, this.#recommendations);
  }
}
