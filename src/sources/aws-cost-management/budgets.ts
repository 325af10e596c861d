import type { Budget, BudgetsClient, Notification } from "@aws-sdk/client-budgets";
import type { ProviderBudget } from "#src/provider-items";
import type { AwsApi } from "#src/sources/aws/aws-api";
import { allPages } from "#src/sources/aws/pages";
import type { Feed, FeedReading } from "#src/sources/source";
import { scopeOf } from "./budget-filters.ts";
import { readNumber } from "./read-number.ts";

const CONSOLE = "https://console.aws.amazon.com/costmanagement/home#/budgets";

/** What the API gives with one page at most. */
const BUDGETS_A_PAGE = 100;
const NOTIFICATIONS_A_PAGE = 100;

const CADENCES: Readonly<Record<string, ProviderBudget["cadence"]>> = {
  DAILY: "daily",
  MONTHLY: "monthly",
  QUARTERLY: "quarterly",
  ANNUALLY: "yearly",
};

/** AWS Budgets: those for costs, with what AWS counts and forecasts. Reading them is free. */
export class BudgetsFeed implements Feed<"budget"> {
  readonly kind = "budget";
  readonly name = "AWS Budgets";
  readonly everyHours = 0;
  readonly isHistory = false;
  readonly #api: AwsApi<BudgetsClient>;
  readonly #account: string;

  constructor(api: AwsApi<BudgetsClient>, account: string) {
    this.#api = api;
    this.#account = account;
  }

  async read(): Promise<FeedReading<"budget">> {
    const budgets = await this.#budgets();
    const notifications = budgets.length === 0 ? new Map() : await this.#notifications();
    const items = budgets.flatMap(
      (budget) =>
        budgetOf(budget, this.#account, notifications.get(budget.BudgetName ?? "") ?? []) ?? [],
    );
    return { items, memory: null };
  }

  async #budgets(): Promise<Budget[]> {
    const { DescribeBudgetsCommand } = await import("@aws-sdk/client-budgets");
    return allPages(async (token) => {
      const command = new DescribeBudgetsCommand({
        AccountId: this.#account,
        MaxResults: BUDGETS_A_PAGE,
        NextToken: token,
        ShowFilterExpression: true,
      });
      const page = await this.#api.call("Listing AWS Budgets", (client, options) =>
        client.send(command, options),
      );
      return { items: page.Budgets, next: page.NextToken };
    });
  }

  /** Of all budgets at once, by the budget's name. */
  async #notifications(): Promise<Map<string, Notification[]>> {
    const { DescribeBudgetNotificationsForAccountCommand } = await import(
      "@aws-sdk/client-budgets"
    );
    const all = await allPages(async (token) => {
      const command = new DescribeBudgetNotificationsForAccountCommand({
        AccountId: this.#account,
        MaxResults: NOTIFICATIONS_A_PAGE,
        NextToken: token,
      });
      const page = await this.#api.call(
        "Listing the thresholds of AWS Budgets",
        (client, options) => client.send(command, options),
      );
      return { items: page.BudgetNotificationsForAccount, next: page.NextToken };
    });
    return new Map(
      all.map(({ BudgetName: name = "", Notifications: ofBudget = [] }) => [name, ofBudget]),
    );
  }
}

/** A budget for costs of a cadence that we have; null for one for usage or coverage, or of a period of its own. */
function budgetOf(
  budget: Budget,
  account: string,
  notifications: readonly Notification[],
): ProviderBudget | null {
  const { BudgetName: name = "", BudgetType, TimeUnit = "", BudgetLimit, CalculatedSpend } = budget;
  const cadence = CADENCES[TimeUnit];
  if (BudgetType !== "COST" || cadence === undefined || name === "") return null;
  const amount = readNumber(BudgetLimit?.Amount);
  const { filters, words } = scopeOf(budget, account);
  return {
    id: `arn:aws:budgets::${account}:budget/${name}`,
    provider: "AWS",
    url: CONSOLE,
    name,
    cadence,
    amount,
    currency: BudgetLimit?.Unit ?? CalculatedSpend?.ActualSpend?.Unit ?? "USD",
    filters: filters === null ? null : [...filters],
    scope: words,
    actual: readNumber(CalculatedSpend?.ActualSpend?.Amount),
    forecast: readNumber(CalculatedSpend?.ForecastedSpend?.Amount),
    thresholds: notifications.flatMap((notification) => thresholdOf(notification, amount) ?? []),
  };
}

function thresholdOf(
  { NotificationType, ComparisonOperator, Threshold, ThresholdType = "PERCENTAGE" }: Notification,
  amount: number | null,
): ProviderBudget["thresholds"][number] | null {
  if (ComparisonOperator !== "GREATER_THAN" || Threshold === undefined) return null;
  const of = NotificationType === "FORECASTED" ? "forecast" : "actual";
  if (ThresholdType === "PERCENTAGE") return { percent: Threshold, of };
  return amount === null || amount === 0 ? null : { percent: (Threshold / amount) * 100, of };
}
