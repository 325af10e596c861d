import type {
  Expression,
  GetCostAndUsageRequest,
  GetCostAndUsageResponse,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { Day, Period } from "#src/focus/day";

/** What a bill is split by besides the record type. */
export const COST_DIMENSIONS = ["LINKED_ACCOUNT", "REGION", "SERVICE"] as const;

export type CostDimension = (typeof COST_DIMENSIONS)[number];

/** Keeps charges with one of the values, or all but those with one of them. */
export interface CostRestriction {
  readonly dimension: CostDimension | "RECORD_TYPE";
  readonly values: readonly string[];
  readonly isExclusion: boolean;
}

/** What Cost Explorer is asked; it groups by two dimensions at most. */
export interface CostQuery {
  readonly period: Period;
  readonly granularity: "DAILY" | "MONTHLY";
  readonly groupBy: readonly (CostDimension | "RECORD_TYPE")[];
  readonly restrictions: readonly CostRestriction[];
}

/** Amounts keep their spelling: a double would round what the sum of a bill rests on. */
const costGroupSchema = z.object({
  day: z.string(),
  isEstimated: z.boolean(),
  /** Values, in the order of `groupBy`. */
  keys: z.array(z.string()),
  billed: z.string(),
  effective: z.string(),
  currency: z.string(),
});

/** A page of an answer, as much of it as we use. */
export const costPageSchema = z.object({
  groups: z.array(costGroupSchema),
  /** Names of accounts, by id. */
  accountNames: z.record(z.string(), z.string()),
  next: z.string().nullable(),
});

export type CostGroup = z.infer<typeof costGroupSchema>;
export type CostPage = z.infer<typeof costPageSchema>;

/** What an invoice says, and the same with fees spread over what they pay for; each with negotiated discounts in rows of their own. */
const BILLED = "UnblendedCost";
const EFFECTIVE = "AmortizedCost";

/** The request for a page. */
export function requestOf(query: CostQuery, token: string | null): GetCostAndUsageRequest {
  const { period, granularity, groupBy, restrictions } = query;
  const filters = restrictions.map(filterOf);
  return {
    TimePeriod: { Start: period.start, End: period.end },
    Granularity: granularity,
    Metrics: [BILLED, EFFECTIVE],
    GroupBy: groupBy.map((key) => ({ Type: "DIMENSION", Key: key })),
    ...(filters.length === 0
      ? {}
      : { Filter: filters.length === 1 ? filters[0] : { And: filters } }),
    ...(token === null ? {} : { NextPageToken: token }),
  };
}

/** Reads an answer. */
export function pageOf(answer: GetCostAndUsageResponse): CostPage {
  const groups = (answer.ResultsByTime ?? []).flatMap(
    ({ TimePeriod, Estimated = false, Groups = [] }) =>
      Groups.map(({ Keys = [], Metrics = {} }): CostGroup => {
        const { Amount: billed = "0", Unit: currency = "USD" } = Metrics[BILLED] ?? {};
        const { Amount: effective = "0" } = Metrics[EFFECTIVE] ?? {};
        const day: Day = TimePeriod?.Start ?? "";
        return { day, isEstimated: Estimated, keys: Keys, billed, effective, currency };
      }),
  );
  const names = (answer.DimensionValueAttributes ?? []).flatMap(({ Value, Attributes }) => {
    const name = Attributes?.["description"] ?? "";
    return Value === undefined || name === "" ? [] : [[Value, name] as const];
  });
  return {
    groups,
    accountNames: Object.fromEntries(names),
    next: answer.NextPageToken === "" ? null : (answer.NextPageToken ?? null),
  };
}

function filterOf({ dimension, values, isExclusion }: CostRestriction): Expression {
  const expression = { Dimensions: { Key: dimension, Values: [...values] } };
  return isExclusion ? { Not: expression } : expression;
}
