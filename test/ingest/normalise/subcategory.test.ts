import { expect, test } from "vitest";
import { liftSubcategory } from "#src/ingest/normalise/subcategory";

test.each([
  ["Usage", "Used Commitment", "Usage", "Used"],
  ["Usage", "unused commitment", "Usage", "Unused"],
  ["Adjustment", "Credit", "Credit", null],
])("%s, %s is %s with status %s", (category, subcategory, lifted, status) => {
  expect(liftSubcategory(category, subcategory)).toEqual({
    ChargeCategory: lifted,
    CommitmentDiscountStatus: status,
    quirk: "subcategory-lifted",
  });
});

test.each([
  ["Usage", "On-Demand"],
  ["Adjustment", "Refund"],
  ["Adjustment", "Rounding Error"],
  ["Usage", "Credit"],
  ["Usage", null],
])("%s, %s says nothing more", (category, subcategory) => {
  expect(liftSubcategory(category, subcategory)).toEqual({
    ChargeCategory: category,
    CommitmentDiscountStatus: null,
  });
});
