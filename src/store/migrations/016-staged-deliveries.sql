-- A delivery is staged in many short transactions and swapped in by one, so that no load keeps others from
-- writing for long. Null: nothing is left to do about it.
--   staged      its charges are being written; it never counted, and superseded_at says since when it is staged
--   discarded   it was staged and never will count: what it is made of is being deleted, then the row itself
--   superseded  it counted until superseded_at: what it is made of is being deleted, the row and its totals stay
ALTER TABLE delivery ADD COLUMN stage TEXT CHECK (stage IN ('staged', 'discarded', 'superseded'));

-- As before, of the deliveries that count.
DROP VIEW focus;
CREATE VIEW focus AS
SELECT
  charge."AllocatedMethodDetails",
  (SELECT text FROM value WHERE id = item."AllocatedMethodId") AS "AllocatedMethodId",
  (SELECT text FROM value WHERE id = item."AllocatedResourceId") AS "AllocatedResourceId",
  (SELECT text FROM value WHERE id = item."AllocatedResourceName") AS "AllocatedResourceName",
  (SELECT text FROM value WHERE id = item."AllocatedTags") AS "AllocatedTags",
  (SELECT text FROM value WHERE id = item."AvailabilityZone") AS "AvailabilityZone",
  charge."BilledCost",
  (SELECT text FROM value WHERE id = profile."BillingAccountId") AS "BillingAccountId",
  (SELECT text FROM value WHERE id = profile."BillingAccountName") AS "BillingAccountName",
  (SELECT text FROM value WHERE id = profile."BillingAccountType") AS "BillingAccountType",
  (SELECT text FROM value WHERE id = profile."BillingCurrency") AS "BillingCurrency",
  (SELECT text FROM value WHERE id = profile."BillingPeriodEnd") AS "BillingPeriodEnd",
  delivery.billing_period_start || 'T00:00:00Z' AS "BillingPeriodStart",
  (SELECT text FROM value WHERE id = item."CapacityReservationId") AS "CapacityReservationId",
  (SELECT text FROM value WHERE id = profile."CapacityReservationStatus") AS "CapacityReservationStatus",
  (SELECT text FROM value WHERE id = profile."ChargeCategory") AS "ChargeCategory",
  (SELECT text FROM value WHERE id = profile."ChargeClass") AS "ChargeClass",
  (SELECT text FROM value WHERE id = item."ChargeDescription") AS "ChargeDescription",
  (SELECT text FROM value WHERE id = profile."ChargeFrequency") AS "ChargeFrequency",
  strftime('%Y-%m-%dT%H:%M:%SZ', charge.start + charge.duration, 'unixepoch') AS "ChargePeriodEnd",
  strftime('%Y-%m-%dT%H:%M:%SZ', charge.start, 'unixepoch') AS "ChargePeriodStart",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountCategory") AS "CommitmentDiscountCategory",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountId") AS "CommitmentDiscountId",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountName") AS "CommitmentDiscountName",
  charge."CommitmentDiscountQuantity",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountStatus") AS "CommitmentDiscountStatus",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountType") AS "CommitmentDiscountType",
  (SELECT text FROM value WHERE id = profile."CommitmentDiscountUnit") AS "CommitmentDiscountUnit",
  (SELECT text FROM value WHERE id = item."CommitmentProgramEligibilityDetails") AS "CommitmentProgramEligibilityDetails",
  charge."ConsumedQuantity",
  (SELECT text FROM value WHERE id = item."ConsumedUnit") AS "ConsumedUnit",
  charge."ContractApplied",
  charge."ContractedCost",
  charge."ContractedUnitPrice",
  charge."EffectiveCost",
  (SELECT text FROM value WHERE id = profile."HostProviderName") AS "HostProviderName",
  (SELECT text FROM value WHERE id = item."InvoiceDetailId") AS "InvoiceDetailId",
  (SELECT text FROM value WHERE id = profile."InvoiceId") AS "InvoiceId",
  (SELECT text FROM value WHERE id = profile."InvoiceIssuerName") AS "InvoiceIssuerName",
  charge."ListCost",
  charge."ListUnitPrice",
  (SELECT text FROM value WHERE id = profile."PricingCategory") AS "PricingCategory",
  (SELECT text FROM value WHERE id = profile."PricingCurrency") AS "PricingCurrency",
  charge."PricingCurrencyContractedUnitPrice",
  charge."PricingCurrencyEffectiveCost",
  charge."PricingCurrencyListUnitPrice",
  charge."PricingQuantity",
  (SELECT text FROM value WHERE id = item."PricingUnit") AS "PricingUnit",
  (SELECT text FROM value WHERE id = profile."ProviderName") AS "ProviderName",
  (SELECT text FROM value WHERE id = profile."PublisherName") AS "PublisherName",
  (SELECT text FROM value WHERE id = profile."RegionId") AS "RegionId",
  (SELECT text FROM value WHERE id = profile."RegionName") AS "RegionName",
  (SELECT text FROM value WHERE id = item."ResourceId") AS "ResourceId",
  (SELECT text FROM value WHERE id = item."ResourceName") AS "ResourceName",
  (SELECT text FROM value WHERE id = item."ResourceType") AS "ResourceType",
  (SELECT text FROM value WHERE id = profile."ServiceCategory") AS "ServiceCategory",
  (SELECT text FROM value WHERE id = profile."ServiceName") AS "ServiceName",
  (SELECT text FROM value WHERE id = profile."ServiceProviderName") AS "ServiceProviderName",
  (SELECT text FROM value WHERE id = profile."ServiceSubcategory") AS "ServiceSubcategory",
  (SELECT text FROM value WHERE id = item."SkuId") AS "SkuId",
  (SELECT text FROM value WHERE id = item."SkuMeter") AS "SkuMeter",
  (SELECT text FROM value WHERE id = item."SkuPriceDetails") AS "SkuPriceDetails",
  (SELECT text FROM value WHERE id = item."SkuPriceId") AS "SkuPriceId",
  (SELECT text FROM value WHERE id = profile."SubAccountId") AS "SubAccountId",
  (SELECT text FROM value WHERE id = profile."SubAccountName") AS "SubAccountName",
  (SELECT text FROM value WHERE id = profile."SubAccountType") AS "SubAccountType",
  (SELECT text FROM value WHERE id = item."Tags") AS "Tags",
  (SELECT text FROM value WHERE id = item.allocation) AS "x_Allocation",
  (SELECT text FROM value WHERE id = item.extra) AS "x_ItemColumns",
  charge.extra AS "x_ChargeColumns",
  source.name AS "x_Source",
  charge.delivery_id AS "x_DeliveryId",
  charge.id AS "x_ChargeId"
FROM charge
JOIN item ON item.delivery_id = charge.delivery_id AND item.id = charge.item
JOIN profile ON profile.delivery_id = item.delivery_id AND profile.id = item.profile
JOIN delivery ON delivery.id = charge.delivery_id
JOIN source ON source.id = delivery.source_id
WHERE delivery.superseded_at IS NULL;
