import type { Quirk } from "./quirks.ts";

/**
 * What a charge's ChargeSubcategory (FOCUS 1.0-preview, older OCI files) says in today's columns.
 */
export interface LiftedSubcategory {
  readonly ChargeCategory: string | null;
  readonly CommitmentDiscountStatus: string | null;
  readonly quirk?: Quirk;
}

/**
 * Lifts ChargeSubcategory: `Used Commitment` and `Unused Commitment` become the
 * CommitmentDiscountStatus, an Adjustment that is a `Credit` becomes a Credit. Other words say
 * nothing that 1.0 has a column for.
 */
export function liftSubcategory(
  chargeCategory: string | null,
  subcategory: string | null,
): LiftedSubcategory {
  const lifted = { ChargeCategory: chargeCategory, CommitmentDiscountStatus: null };
  const quirk = "subcategory-lifted";
  switch (subcategory?.trim().toLowerCase()) {
    case "used commitment":
      return { ...lifted, CommitmentDiscountStatus: "Used", quirk };
    case "unused commitment":
      return { ...lifted, CommitmentDiscountStatus: "Unused", quirk };
    case "credit":
      return chargeCategory === "Adjustment"
        ? { ...lifted, ChargeCategory: "Credit", quirk }
        : lifted;
    default:
      return lifted;
  }
}
