import { addDays, type Day, dayOfInstant } from "#src/focus/day";
import type { WriteBack } from "#src/provider-items";
import { AwsApi, CALLS_PER_SECOND } from "#src/sources/aws/aws-api";
import { openBudgets, openCostExplorer, openOptimizationHub } from "#src/sources/aws/clients";
import { tryPermission } from "#src/sources/aws/permission";
import { Caller } from "#src/sources/calls/caller";
import type { SourceContext } from "#src/sources/context";
import type { CallUsage, Feed, PermissionCheck, Source } from "#src/sources/source";
import { AnomaliesFeed } from "./anomalies.ts";
import { BudgetsFeed } from "./budgets.ts";
import { CommitmentsFeed } from "./commitments.ts";
import { RecommendationsFeed } from "./recommendations.ts";
import type { AwsCostManagementSettings } from "./settings.ts";

/** The service whose reservations stand for all in a check of permissions. */
const ANY_SERVICE = "Amazon Elastic Compute Cloud - Compute";

/** What AWS says beside the bill: budgets, anomalies, recommendations, and how commitments are used. */
export class AwsCostManagement implements Source {
  readonly kind = "aws-cost-management";
  readonly name: string;
  readonly feeds: readonly Feed[];
  readonly #callers: readonly Caller[];
  readonly #budgets: BudgetsFeed;
  readonly #anomalies: AnomaliesFeed;
  readonly #recommendations: RecommendationsFeed;
  readonly #commitments: CommitmentsFeed;
  readonly #settings: AwsCostManagementSettings;
  readonly #today: () => Day;

  constructor(name: string, settings: AwsCostManagementSettings, context: SourceContext) {
    const { clock, purseOf } = context;
    const limits = { callsPerSecond: CALLS_PER_SECOND, ...context.limits };
    const purse = purseOf?.(name, settings.dollarsPerDay) ?? null;
    // Each API has its own pace; only Cost Explorer's costs money.
    const [paid, budgets, hub] = [
      new Caller(clock, limits, purse),
      new Caller(clock, limits),
      new Caller(clock, limits),
    ];
    const costExplorer = new AwsApi(settings, paid, openCostExplorer);
    this.name = name;
    this.#settings = settings;
    this.#callers = [paid, budgets, hub];
    this.#today = () => dayOfInstant(new Date(clock.now() + costExplorer.clockOffset));
    this.#budgets = new BudgetsFeed(new AwsApi(settings, budgets, openBudgets), settings.account);
    this.#anomalies = new AnomaliesFeed(costExplorer, this.#today);
    this.#recommendations = new RecommendationsFeed(new AwsApi(settings, hub, openOptimizationHub));
    this.#commitments = new CommitmentsFeed(costExplorer, this.#today);
    const feeds = {
      budgets: this.#budgets,
      anomalies: this.#anomalies,
      recommendations: this.#recommendations,
      commitments: this.#commitments,
    };
    this.feeds = [...new Set(settings.feeds)].map((feed) => feeds[feed]);
  }

  get usage(): CallUsage {
    const usages = this.#callers.map(({ usage }) => usage);
    return {
      calls: usages.reduce((sum, { calls }) => sum + calls, 0),
      cost: usages.reduce((sum, { cost }) => sum + cost, 0),
    };
  }

  async tell(writeBack: WriteBack): Promise<string | null> {
    if (writeBack.kind === "anomaly") return this.#anomalies.tell(writeBack);
    return "AWS Cost Optimization Hub keeps nothing of what is decided about a recommendation.";
  }

  async check(): Promise<readonly PermissionCheck[]> {
    const tries = this.#settings.feeds.flatMap((feed) => this.#triesOf(feed));
    const checks: PermissionCheck[] = [];
    for (const [permission, attempt] of tries) {
      checks.push(await tryPermission(permission, attempt));
    }
    return checks;
  }

  #triesOf(
    feed: AwsCostManagementSettings["feeds"][number],
  ): (readonly [permission: string, attempt: () => Promise<unknown>])[] {
    const today = this.#today();
    const month = { start: addDays(today, -30), end: today };
    switch (feed) {
      case "budgets":
        return [["budgets:ViewBudget", () => this.#budgets.read()]];
      case "anomalies":
        return [
          ["ce:GetAnomalies", () => this.#anomalies.anomalies(today)],
          ["ce:ProvideAnomalyFeedback", () => this.#anomalies.tryFeedback()],
        ];
      case "recommendations":
        return [
          [
            "cost-optimization-hub:ListEnrollmentStatuses",
            () => this.#recommendations.isEnrolled(),
          ],
          ["cost-optimization-hub:ListRecommendations", () => this.#recommendations.page()],
          ["cost-optimization-hub:GetPreferences", () => this.#recommendations.prices()],
        ];
      case "commitments":
        return [
          ["ce:GetSavingsPlansUtilizationDetails", () => this.#commitments.savingsPlans(month)],
          [
            "ce:GetReservationUtilization",
            () => this.#commitments.reservations(month, ANY_SERVICE),
          ],
        ];
    }
  }
}
