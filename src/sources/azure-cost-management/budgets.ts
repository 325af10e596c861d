import { z } from "zod";
import { UNSTATED_CURRENCY } from "#src/focus/currency";
import type { ProviderBudget } from "#src/provider-items";
import type { ManagementApi } from "#src/sources/azure/management-api";
import { budgetCharges, budgetFilterSchema } from "./budget-filters.ts";
import { portalAddress } from "./portal.ts";

const API_VERSION = "2024-08-01";

const spendSchema = z.object({ amount: z.number(), unit: z.string() }).nullish();

const budgetSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  properties: z.object({
    category: z.string().default("Cost"),
    amount: z.number(),
    timeGrain: z.string(),
    timePeriod: z.object({ startDate: z.string().nullish(), endDate: z.string().nullish() }),
    currentSpend: spendSchema,
    forecastSpend: spendSchema,
    filter: budgetFilterSchema.nullish(),
    notifications: z
      .record(
        z.string(),
        z.object({
          enabled: z.boolean().default(true),
          threshold: z.number(),
          thresholdType: z.string().default("Actual"),
        }),
      )
      .nullish(),
  }),
});

type AzureBudget = z.infer<typeof budgetSchema>["properties"];

/** Calendar periods, and those of the bill, which begin on another day in some agreements. */
const CADENCES: Readonly<Record<string, ProviderBudget["cadence"]>> = {
  monthly: "monthly",
  billingmonth: "monthly",
  quarterly: "quarterly",
  billingquarter: "quarterly",
  annually: "yearly",
  billingannual: "yearly",
};

/** The budgets of a scope that run now. @throws CallError, SourceError */
export async function readBudgets(
  api: ManagementApi,
  scope: string,
  now: number,
): Promise<ProviderBudget[]> {
  const path = `${scope}/providers/Microsoft.Consumption/budgets?api-version=${API_VERSION}`;
  const listed = await api.list(`Listing the budgets of ${scope}`, path);
  return listed.flatMap((item) => {
    // Budgets of another kind, such as of quantities, have other fields.
    const budget = budgetSchema.safeParse(item);
    return budget.success ? providerBudget(budget.data, scope, now) : [];
  });
}

function providerBudget(
  { id, name, properties }: z.infer<typeof budgetSchema>,
  scope: string,
  now: number,
): ProviderBudget[] {
  const cadence = CADENCES[properties.timeGrain.toLowerCase()];
  const isOfCost = properties.category.toLowerCase() === "cost";
  if (cadence === undefined || !isOfCost || !runs(properties, now)) return [];
  const { amount, currentSpend, forecastSpend } = properties;
  return [
    {
      id: id.toLowerCase(),
      provider: "Microsoft",
      url: portalAddress("budgets"),
      name,
      cadence,
      amount,
      currency: currentSpend?.unit || forecastSpend?.unit || UNSTATED_CURRENCY,
      ...budgetCharges(scope, properties.filter),
      actual: currentSpend?.amount ?? null,
      forecast: forecastSpend?.amount ?? null,
      thresholds: thresholdsOf(properties),
    },
  ];
}

function runs({ timePeriod: { startDate, endDate } }: AzureBudget, now: number): boolean {
  const hasBegun = !startDate || Date.parse(startDate) <= now;
  return hasBegun && (!endDate || Date.parse(endDate) > now);
}

function thresholdsOf({ notifications }: AzureBudget): ProviderBudget["thresholds"] {
  return Object.values(notifications ?? {})
    .filter(({ enabled }) => enabled)
    .map(({ threshold, thresholdType }) => ({
      percent: threshold,
      of:
        thresholdType.toLowerCase() === "forecasted" ? ("forecast" as const) : ("actual" as const),
    }))
    .sort((a, b) => a.percent - b.percent);
}
