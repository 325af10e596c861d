import { UserError } from "#src/errors";
import {
  ITEM_COLUMNS,
  type ItemColumn,
  PROFILE_COLUMNS,
  type ProfileColumn,
} from "./charge-columns.ts";

/** Where a dimension's values stand. */
export type Dimension =
  | { readonly level: "delivery"; readonly name: "BillingPeriodStart" | "x_Source" }
  | { readonly level: "profile"; readonly name: ProfileColumn }
  | { readonly level: "allocation"; readonly name: string }
  | { readonly level: "item"; readonly name: ItemColumn }
  | { readonly level: "tag"; readonly name: string; readonly key: string }
  | { readonly level: "extra"; readonly name: string };

/** The column that holds the display name of an id column's things. */
export const NAME_COLUMNS: Readonly<Record<string, string>> = {
  BillingAccountId: "BillingAccountName",
  CommitmentDiscountId: "CommitmentDiscountName",
  RegionId: "RegionName",
  ResourceId: "ResourceName",
  SubAccountId: "SubAccountName",
};

/**
 * Reads a dimension's name: a FOCUS column, `tag:key`, an allocation dimension or a provider's column.
 * @throws UserError for a name that is none of these
 */
export function readDimension(name: string, allocationDimensions: readonly string[]): Dimension {
  if (name === "BillingPeriodStart" || name === "x_Source") return { level: "delivery", name };
  if (includes(PROFILE_COLUMNS, name)) return { level: "profile", name };
  if (includes(ITEM_COLUMNS, name)) return { level: "item", name };
  if (allocationDimensions.includes(name)) return { level: "allocation", name };
  if (name.startsWith("tag:")) return { level: "tag", name, key: foldTagKey(name.slice(4)) };
  if (/^(x|oci)_/i.test(name)) return { level: "extra", name };
  throw new UserError(
    `There is no dimension “${name}”. Costs can be split by a FOCUS column such as ServiceName, by tag:KEY, or by ${allocationDimensions.join(", ")}.`,
  );
}

/** Tag keys are compared without case and outer spaces. */
export function foldTagKey(key: string): string {
  return key.trim().toLowerCase();
}

function includes<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}
