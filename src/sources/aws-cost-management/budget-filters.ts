import type { Budget, Expression } from "@aws-sdk/client-budgets";
import type { z } from "zod";
import type { filterSchema } from "#src/cost-question";
import { focusServiceName, isServiceOfExports } from "#src/sources/aws/focus-names";

type Filter = z.infer<typeof filterSchema>;

/** The charges that a budget is for: as filters, null where our dimensions can't say it, and in words. */
export interface BudgetScope {
  readonly filters: readonly Filter[] | null;
  readonly words: string;
}

/** A part of a budget's filter: what it says, and as a filter of ours where there is one. */
interface ScopePart {
  readonly filter: Filter | null;
  readonly words: string;
}

/** AWS' dimensions, as expressions and as the older cost filters spell them, folded. */
const DIMENSIONS: ReadonlyMap<string, string> = new Map([
  ["linkedaccount", "SubAccountId"],
  ["region", "RegionId"],
  ["service", "ServiceName"],
]);

/** Record types of which FOCUS has a category with the same charges. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ["Credit", "Credit"],
  ["Tax", "Tax"],
]);

/** Record types that an older budget leaves out, by the setting that says so. */
const COST_TYPES = [
  ["IncludeTax", "Tax"],
  ["IncludeCredit", "Credit"],
  ["IncludeRefund", "refunds"],
  ["IncludeSupport", "support"],
  ["IncludeSubscription", "subscriptions"],
  ["IncludeUpfront", "upfront fees"],
  ["IncludeRecurring", "recurring fees"],
  ["IncludeOtherSubscription", "other subscriptions"],
  ["IncludeDiscount", "discounts"],
] as const;

/** Ways to count costs other than as billed. */
const METRIC_WORDS: Readonly<Record<string, string>> = {
  AmortizedCost: "amortised costs",
  NetAmortizedCost: "net amortised costs",
  BlendedCost: "blended costs",
  NetUnblendedCost: "net costs",
};

/** What a budget of an account is for. Without any filter it is for the account's whole bill. */
export function scopeOf(budget: Budget, account: string): BudgetScope {
  const { FilterExpression: expression, CostFilters: costFilters = {} } = budget;
  const parts = [
    ...(expression === undefined ? partsOfCostFilters(costFilters) : partsOf(expression)),
    ...(expression === undefined ? partsOfCostTypes(budget) : []),
  ];
  const ofAccount: Filter = { dimension: "BillingAccountId", operator: "in", values: [account] };
  const filters = parts.map(({ filter }) => filter);
  const words = [metricWords(budget), ...parts.map((part) => part.words)];
  return {
    filters: filters.every((filter) => filter !== null) ? [ofAccount, ...filters] : null,
    words: words.filter((text) => text !== "").join("; ") || "the whole bill",
  };
}

function metricWords({ Metrics, CostTypes: types }: Budget): string {
  const older = types?.UseAmortized ? "AmortizedCost" : types?.UseBlended ? "BlendedCost" : "";
  return METRIC_WORDS[Metrics?.[0] ?? older] ?? "";
}

/** The conditions that must all hold. */
function partsOf(expression: Expression): ScopePart[] {
  const { And: all, Or: any, Not: not, Dimensions, Tags, CostCategories } = expression;
  if (all !== undefined) return all.flatMap(partsOf);
  if (any !== undefined) {
    const words = any.flatMap(partsOf).map((part) => part.words);
    return [{ filter: null, words: words.join(" or ") }];
  }
  if (not !== undefined) return [negated(partsOf(not))];
  if (Dimensions !== undefined) return [partOfDimension(Dimensions)];
  if (Tags !== undefined) return [partOfTag(Tags)];
  const { Key = "", Values = [] } = CostCategories ?? {};
  return [{ filter: null, words: `cost category ${Key}: ${Values.join(", ")}` }];
}

function negated(parts: readonly ScopePart[]): ScopePart {
  const words = `not ${parts.map((part) => part.words).join(" and ")}`;
  const [only] = parts;
  if (parts.length !== 1 || only === undefined || only.filter === null) {
    return { filter: null, words };
  }
  const { operator } = only.filter;
  if (operator === "in") return { filter: { ...only.filter, operator: "not_in" }, words };
  if (operator === "is_null") return { filter: { ...only.filter, operator: "is_not_null" }, words };
  return { filter: null, words };
}

/** What dimensions, tags and the older cost filters have in common. */
interface Condition {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly MatchOptions?: readonly string[] | undefined;
}

function partOfDimension({ Key = "", Values = [], MatchOptions }: Condition): ScopePart {
  const words = `${Key.toLowerCase().replaceAll("_", " ")}: ${Values.join(", ")}`;
  if (!isPlainMatch(MatchOptions)) {
    return { filter: null, words: `${words} (${MatchOptions?.join(", ")})` };
  }
  return { filter: filterOf(Key, Values), words };
}

function filterOf(key: string, values: readonly string[]): Filter | null {
  const folded = key.toLowerCase().replaceAll("_", "");
  if (folded === "recordtype") return filterOfRecordTypes(values);
  const dimension = DIMENSIONS.get(folded);
  if (dimension === undefined) return null;
  if (dimension !== "ServiceName") return { dimension, operator: "in", values: [...values] };
  if (!values.every(isServiceOfExports)) return null;
  return { dimension, operator: "in", values: values.map(focusServiceName) };
}

function filterOfRecordTypes(values: readonly string[]): Filter | null {
  const categories = values.flatMap((value) => CATEGORIES.get(value) ?? []);
  if (categories.length < values.length) return null;
  return { dimension: "ChargeCategory", operator: "in", values: categories };
}

function partOfTag({ Key = "", Values = [], MatchOptions }: Condition): ScopePart {
  const key = Key.replace(/^user:/, "");
  const dimension = `tag:${key}`;
  if (MatchOptions?.includes("ABSENT")) {
    return { filter: { dimension, operator: "is_null", values: [] }, words: `tag ${key}: none` };
  }
  const words = `tag ${key}: ${Values.join(", ")}`;
  if (!isPlainMatch(MatchOptions)) return { filter: null, words };
  return { filter: { dimension, operator: "in", values: [...Values] }, words };
}

function isPlainMatch(options: readonly string[] = []): boolean {
  return options.every((option) => option === "EQUALS" || option === "CASE_SENSITIVE");
}

function partsOfCostFilters(filters: Readonly<Record<string, readonly string[]>>): ScopePart[] {
  return Object.entries(filters).flatMap(([key, values]) =>
    key === "TagKeyValue" ? partsOfTags(values) : [partOfDimension({ Key: key, Values: values })],
  );
}

/** `user:team$payments`; several of them are alternatives, which filters say of one key only. */
function partsOfTags(pairs: readonly string[]): ScopePart[] {
  const read = pairs.map((pair) => {
    const [key = "", ...value] = pair.split("$");
    return { key, value: value.join("$") };
  });
  const byKey = Map.groupBy(read, ({ key }) => key);
  const parts = [...byKey].map(([key, same]) =>
    partOfTag({ Key: key, Values: same.map(({ value }) => value) }),
  );
  if (parts.length <= 1) return parts;
  return [{ filter: null, words: parts.map((part) => part.words).join(" or ") }];
}

function partsOfCostTypes({ CostTypes: types = {} }: Budget): ScopePart[] {
  return COST_TYPES.flatMap(([setting, name]): ScopePart[] => {
    if (types[setting] !== false) return [];
    const words = `without ${name.toLowerCase()}`;
    const category = CATEGORIES.get(name);
    if (category === undefined) return [{ filter: null, words }];
    const filter = { dimension: "ChargeCategory", operator: "not_in", values: [category] } as const;
    return [{ filter: { ...filter, values: [category] }, words }];
  });
}
