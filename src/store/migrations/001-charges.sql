-- The bill. A charge points to its item, an item to its profile; texts stand once, in `value`.

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- What one source delivered for one billing period. A later delivery supersedes an earlier one:
-- the earlier one's charges are deleted, its totals stay to answer "why did August change?".
-- AUTOINCREMENT: an id is never used again, so whatever was read under an id stays true.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source (id),
  billing_period_start TEXT NOT NULL,   -- day
  loaded_at TEXT NOT NULL,              -- instant
  superseded_at TEXT,                   -- instant; null for the delivery that counts
  focus_version TEXT NOT NULL,
  content TEXT NOT NULL,                -- digest over the files' contents
  columns TEXT NOT NULL,                -- JSON list of the files' columns
  charges INTEGER NOT NULL,
  first_day INTEGER NOT NULL,           -- days since 1970-01-01 of the first and the last charge,
  last_day INTEGER NOT NULL,            -- by ChargePeriodStart
  last_touched_day INTEGER NOT NULL     -- the last day that a charge period reaches into
) STRICT;
CREATE UNIQUE INDEX delivery_that_counts ON delivery (source_id, billing_period_start)
  WHERE superseded_at IS NULL;
CREATE INDEX delivery_by_source ON delivery (source_id);

CREATE TABLE delivery_total (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  currency TEXT NOT NULL,
  "BilledCost" REAL,
  "EffectiveCost" REAL,
  "ListCost" REAL,
  "ContractedCost" REAL,
  PRIMARY KEY (delivery_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_file (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (delivery_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_file_by_content ON delivery_file (sha256);

-- What was normalised on the way in, and what looks wrong: how many charges of a profile, on which days.
-- Profile 0 stands for the delivery as a whole.
CREATE TABLE finding (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  profile INTEGER NOT NULL,
  charges INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  detail TEXT,
  PRIMARY KEY (delivery_id, kind, profile)
) STRICT, WITHOUT ROWID;

-- Every distinct text of the bill. Found by a 53-bit hash, so that long texts aren't stored twice.
CREATE TABLE value (
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX value_by_hash ON value (hash);

CREATE TABLE profile (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,                  -- 1, 2, … within the delivery
  "BillingAccountId" INTEGER,
  "BillingAccountName" INTEGER,
  "BillingAccountType" INTEGER,
  "BillingCurrency" INTEGER,
  "BillingPeriodEnd" INTEGER,
  "CapacityReservationStatus" INTEGER,
  "ChargeCategory" INTEGER,
  "ChargeClass" INTEGER,
  "ChargeFrequency" INTEGER,
  "CommitmentDiscountCategory" INTEGER,
  "CommitmentDiscountId" INTEGER,
  "CommitmentDiscountName" INTEGER,
  "CommitmentDiscountStatus" INTEGER,
  "CommitmentDiscountType" INTEGER,
  "CommitmentDiscountUnit" INTEGER,
  "HostProviderName" INTEGER,
  "InvoiceId" INTEGER,
  "InvoiceIssuerName" INTEGER,
  "PricingCategory" INTEGER,
  "PricingCurrency" INTEGER,
  "ProviderName" INTEGER,
  "PublisherName" INTEGER,
  "RegionId" INTEGER,
  "RegionName" INTEGER,
  "ServiceCategory" INTEGER,
  "ServiceName" INTEGER,
  "ServiceProviderName" INTEGER,
  "ServiceSubcategory" INTEGER,
  "SubAccountId" INTEGER,
  "SubAccountName" INTEGER,
  "SubAccountType" INTEGER,
  PRIMARY KEY (delivery_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,                  -- 1, 2, … within the delivery
  profile INTEGER NOT NULL,
  allocation INTEGER,                   -- JSON text {"team": …}, by the allocation rules
  extra INTEGER,                        -- JSON text of the columns that FOCUS doesn't know
  "AllocatedMethodId" INTEGER,
  "AllocatedResourceId" INTEGER,
  "AllocatedResourceName" INTEGER,
  "AllocatedTags" INTEGER,
  "AvailabilityZone" INTEGER,
  "CapacityReservationId" INTEGER,
  "ChargeDescription" INTEGER,
  "CommitmentProgramEligibilityDetails" INTEGER,
  "ConsumedUnit" INTEGER,
  "InvoiceDetailId" INTEGER,
  "PricingUnit" INTEGER,
  "ResourceId" INTEGER,
  "ResourceName" INTEGER,
  "ResourceType" INTEGER,
  "SkuId" INTEGER,
  "SkuMeter" INTEGER,
  "SkuPriceDetails" INTEGER,
  "SkuPriceId" INTEGER,
  "Tags" INTEGER,
  PRIMARY KEY (delivery_id, id)
) STRICT, WITHOUT ROWID;

-- `item` has no foreign key: it is written beside its charges, and the check would cost a look-up a row.
CREATE TABLE charge (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,                  -- 1, 2, … in the order of the files
  item INTEGER NOT NULL,
  start INTEGER NOT NULL,               -- ChargePeriodStart, seconds since 1970-01-01
  duration INTEGER NOT NULL,            -- ChargePeriodEnd − ChargePeriodStart, seconds
  "BilledCost" REAL,
  "EffectiveCost" REAL,
  "ListCost" REAL,
  "ContractedCost" REAL,
  "ConsumedQuantity" REAL,
  "PricingQuantity" REAL,
  "CommitmentDiscountQuantity" REAL,
  "ListUnitPrice" REAL,
  "ContractedUnitPrice" REAL,
  "PricingCurrencyListUnitPrice" REAL,
  "PricingCurrencyContractedUnitPrice" REAL,
  "PricingCurrencyEffectiveCost" REAL,
  "AllocatedMethodDetails" TEXT,
  "ContractApplied" TEXT,
  extra TEXT,                           -- JSON text of amounts that FOCUS doesn't know
  PRIMARY KEY (delivery_id, id)
) STRICT, WITHOUT ROWID;

-- Daily roll-ups as packed columns (src/store/rollup.ts): by item, and by profile and allocation.
CREATE TABLE rollup (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  grain TEXT NOT NULL CHECK (grain IN ('item', 'profile')),
  part INTEGER NOT NULL,
  cells INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (delivery_id, grain, part)
) STRICT, WITHOUT ROWID;

-- Which values a delivery has for each dimension that questions name, so that names are linked and sources
-- are found without reading roll-ups. `value` 0 stands for charges without one, `name` 0 for no display name.
CREATE TABLE named_value (
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  dimension TEXT NOT NULL,
  value INTEGER NOT NULL,
  name INTEGER NOT NULL,
  effective_cost REAL NOT NULL,
  last_day INTEGER NOT NULL,            -- days since 1970-01-01
  PRIMARY KEY (delivery_id, dimension, value, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The FOCUS 1.4 columns (and the two that 1.4 removed) for people's own SQL.
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
JOIN source ON source.id = delivery.source_id;
