import { z } from "zod";
import type { ProviderBudget } from "#src/provider-items";
import { amountOf, moneySchema } from "#src/sources/google/money";
import { PROVIDER } from "#src/sources/google/provider";

/** Thresholds are shares in doubles: 0.55 × 100 isn't 55. */
const PERCENT_DIGITS = 6;
const LONGEST_MONTH = 45;
const LONGEST_QUARTER = 135;

const dateSchema = z.object({ year: z.number(), month: z.number(), day: z.number() });

const filterSchema = z.object({
  projects: z.array(z.string()).default([]),
  resourceAncestors: z.array(z.string()).default([]),
  services: z.array(z.string()).default([]),
  subaccounts: z.array(z.string()).default([]),
  labels: z
    .record(z.string(), z.array(z.string()).or(z.object({ values: z.array(z.string()) })))
    .default({}),
  creditTypesTreatment: z.string().default("INCLUDE_ALL_CREDITS"),
  creditTypes: z.array(z.string()).default([]),
  calendarPeriod: z.string().default("MONTH"),
  customPeriod: z.object({ startDate: dateSchema, endDate: dateSchema.optional() }).optional(),
});

type GoogleFilter = z.infer<typeof filterSchema>;
type Filters = NonNullable<ProviderBudget["filters"]>;

export const budgetSchema = z.object({
  name: z.string().min(1),
  displayName: z.string().default(""),
  budgetFilter: filterSchema.prefault({}),
  amount: z.object({ specifiedAmount: moneySchema.optional() }).default({}),
  thresholdRules: z
    .array(z.object({ thresholdPercent: z.number(), spendBasis: z.string().default("") }))
    .default([]),
});

export type GoogleBudget = z.infer<typeof budgetSchema>;

/** As the product has it. @param currency of the billing account */
export function budgetOf(
  found: GoogleBudget,
  billingAccount: string,
  currency: string,
): ProviderBudget {
  const { specifiedAmount } = found.amount;
  return {
    id: found.name,
    provider: PROVIDER,
    url: `https://console.cloud.google.com/billing/${billingAccount}/budgets`,
    name: found.displayName || (found.name.split("/").at(-1) ?? found.name),
    cadence: cadenceOf(found.budgetFilter),
    amount: specifiedAmount === undefined ? null : amountOf(specifiedAmount),
    currency: specifiedAmount?.currencyCode || currency,
    filters: filtersOf(found.budgetFilter, billingAccount),
    scope: scopeOf(found, billingAccount),
    actual: null,
    forecast: null,
    thresholds: found.thresholdRules.map(({ thresholdPercent, spendBasis }) => ({
      percent: Number((thresholdPercent * 100).toFixed(PERCENT_DIGITS)),
      of: spendBasis === "FORECASTED_SPEND" ? "forecast" : "actual",
    })),
  };
}

/** A period of its own is put with the calendar's nearest; the scope says it. */
function cadenceOf({ calendarPeriod, customPeriod }: GoogleFilter): ProviderBudget["cadence"] {
  if (customPeriod?.endDate !== undefined) {
    const length = dayOf(customPeriod.endDate) - dayOf(customPeriod.startDate);
    if (length <= LONGEST_MONTH) return "monthly";
    return length <= LONGEST_QUARTER ? "quarterly" : "yearly";
  }
  if (calendarPeriod === "QUARTER") return "quarterly";
  return customPeriod !== undefined || calendarPeriod === "YEAR" ? "yearly" : "monthly";
}

/** What Google names by numbers of its own, or counts otherwise, charges don't tell. */
function filtersOf(filter: GoogleFilter, billingAccount: string): Filters | null {
  const projects = filter.projects.map(lastPart);
  const isUnsayable =
    filter.services.length > 0 ||
    filter.subaccounts.length > 0 ||
    filter.resourceAncestors.length > 0 ||
    filter.customPeriod !== undefined ||
    filter.creditTypesTreatment !== "INCLUDE_ALL_CREDITS" ||
    projects.some((project) => /^\d+$/.test(project));
  if (isUnsayable) return null;
  return [
    { dimension: "BillingAccountId", operator: "in", values: [billingAccount] },
    ...(projects.length === 0
      ? []
      : [{ dimension: "SubAccountId", operator: "in" as const, values: projects }]),
    ...labelsOf(filter).map(([key, values]) => ({
      dimension: `tag:${key}`,
      operator: "in" as const,
      values: [...values],
    })),
  ];
}

function scopeOf({ budgetFilter: filter, amount }: GoogleBudget, billingAccount: string): string {
  const { customPeriod: period } = filter;
  const parts = [
    listOf("projects", filter.projects),
    listOf("below", filter.resourceAncestors),
    listOf("services", filter.services),
    listOf("sub-accounts", filter.subaccounts),
    ...labelsOf(filter).map(([key, values]) => `${key} = ${values.join(" or ")}`),
    creditsOf(filter),
    period === undefined
      ? null
      : `from ${textOf(period.startDate)} ${period.endDate === undefined ? "on" : `to ${textOf(period.endDate)}`} only`,
    amount.specifiedAmount === undefined ? "as much as the period before cost" : null,
  ].filter((part) => part !== null);
  return [`billing account ${billingAccount}`, ...parts].join("; ");
}

function listOf(name: string, resources: readonly string[]): string | null {
  if (resources.length === 0) return null;
  const names = name === "below" ? resources : resources.map(lastPart);
  return `${name} ${names.join(", ")}`;
}

function creditsOf({ creditTypesTreatment, creditTypes }: GoogleFilter): string | null {
  if (creditTypesTreatment === "EXCLUDE_ALL_CREDITS") return "before credits";
  return creditTypesTreatment === "INCLUDE_SPECIFIED_CREDITS"
    ? `after credits of the kinds ${creditTypes.join(", ")}`
    : null;
}

function labelsOf({ labels }: GoogleFilter): [key: string, values: readonly string[]][] {
  return Object.entries(labels).map(([key, list]) => [
    key,
    Array.isArray(list) ? list : list.values,
  ]);
}

function lastPart(resource: string): string {
  return resource.split("/").at(-1) ?? resource;
}

/** Days since 1970-01-01. */
function dayOf(date: z.infer<typeof dateSchema>): number {
  return Date.UTC(date.year, date.month - 1, date.day) / 86_400_000;
}

function textOf({ year, month, day }: z.infer<typeof dateSchema>): string {
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
