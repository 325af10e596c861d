import type { FindingKindName } from "#src/focus/finding-kinds";
import {
  COST_COLUMNS,
  ITEM_COLUMNS,
  PROFILE_COLUMNS,
  QUANTITY_COLUMNS,
} from "#src/store/charge-columns";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import type { ValueDictionary } from "#src/store/value-dictionary";

/** Differences below this are rounding (FOCUS sample data, price × quantity). */
const TOLERANCE = 1e-6;

const BILLED = COST_COLUMNS.indexOf("BilledCost");
const EFFECTIVE = COST_COLUMNS.indexOf("EffectiveCost");
const LIST = COST_COLUMNS.indexOf("ListCost");
const CONTRACTED = COST_COLUMNS.indexOf("ContractedCost");
const PRICING_QUANTITY = QUANTITY_COLUMNS.indexOf("PricingQuantity");
const LIST_PRICE = QUANTITY_COLUMNS.indexOf("ListUnitPrice");
const CONTRACTED_PRICE = QUANTITY_COLUMNS.indexOf("ContractedUnitPrice");
const CATEGORY = PROFILE_COLUMNS.indexOf("ChargeCategory");
const CLASS = PROFILE_COLUMNS.indexOf("ChargeClass");
const FREQUENCY = PROFILE_COLUMNS.indexOf("ChargeFrequency");
const PRICING = PROFILE_COLUMNS.indexOf("PricingCategory");
const COMMITMENT = PROFILE_COLUMNS.indexOf("CommitmentDiscountId");
const COMMITMENT_CATEGORY = PROFILE_COLUMNS.indexOf("CommitmentDiscountCategory");
const STATUS = PROFILE_COLUMNS.indexOf("CommitmentDiscountStatus");
const RESOURCE = ITEM_COLUMNS.indexOf("ResourceId");

/** Looks at each charge for what FOCUS forbids and real bills do nevertheless; see docs/data-quality.md. */
export class ChargeChecks {
  readonly #values: ValueDictionary;
  readonly #usage: number;
  readonly #purchase: number;
  readonly #tax: number;
  readonly #credit: number;
  readonly #used: number;
  readonly #unused: number;
  readonly #standard: number;
  readonly #usageBased: number;

  constructor(values: ValueDictionary) {
    this.#values = values;
    this.#usage = values.idOf("Usage");
    this.#purchase = values.idOf("Purchase");
    this.#tax = values.idOf("Tax");
    this.#credit = values.idOf("Credit");
    this.#used = values.idOf("Used");
    this.#unused = values.idOf("Unused");
    this.#standard = values.idOf("Standard");
    this.#usageBased = values.idOf("Usage-Based");
  }

  /**
   * Reports each finding on a charge.
   * @param billingStart, billingEnd seconds since 1970-01-01
   */
  check(
    charge: ChargeBuffer,
    billingStart: number,
    billingEnd: number,
    report: (kind: FindingKindName) => void,
  ): void {
    const isOutside = charge.start < billingStart || charge.start >= billingEnd;
    if (isOutside && charge.profile[CLASS] === 0) report("charge-outside-billing-period");
    const category = charge.profile[CATEGORY];
    if (category === this.#purchase) this.#checkPurchase(charge, report);
    else if (category === this.#tax || category === this.#credit) {
      if (differ(charge.costs[EFFECTIVE], charge.costs[BILLED])) {
        report("tax-or-credit-effective-differs");
      }
    }
    if (charge.profile[COMMITMENT] !== 0) this.#checkCommitment(charge, report);
    this.#checkPrices(charge, report);
  }

  #checkPurchase(charge: ChargeBuffer, report: (kind: FindingKindName) => void): void {
    if (charge.profile[FREQUENCY] === this.#usageBased) report("usage-based-purchase");
    const effective = charge.costs[EFFECTIVE] as number;
    if (isOfCommitment(charge)) {
      if (effective !== 0) report("commitment-purchase-effective");
    } else if (effective === 0 && (charge.costs[BILLED] as number) !== 0) {
      report("purchase-without-effective");
    }
  }

  #checkCommitment(charge: ChargeBuffer, report: (kind: FindingKindName) => void): void {
    const status = charge.profile[STATUS];
    if (status === this.#used && charge.costs[BILLED] !== 0) report("used-commitment-billed");
    if (status === this.#unused && this.#namesAnotherResource(charge)) {
      report("unused-resource-differs");
    }
    const isUsage = charge.profile[CATEGORY] === this.#usage;
    if (isUsage && charge.profile[PRICING] === this.#standard) report("standard-with-commitment");
  }

  /** Azure writes resource ids in lower case and commitment ids not. */
  #namesAnotherResource(charge: ChargeBuffer): boolean {
    const resource = charge.item[RESOURCE] as number;
    const commitment = charge.profile[COMMITMENT] as number;
    if (resource === commitment) return false;
    if (resource === 0) return true;
    const text = (number: number) => this.#values.text(number).toLowerCase();
    return text(resource) !== text(commitment);
  }

  #checkPrices(charge: ChargeBuffer, report: (kind: FindingKindName) => void): void {
    const list = charge.costs[LIST] as number;
    const contracted = charge.costs[CONTRACTED] as number;
    const isUsage = charge.profile[CATEGORY] === this.#usage && contracted >= 0;
    if (isUsage && contracted - list > TOLERANCE) report("list-below-contracted");
    if (isUsage && (charge.costs[EFFECTIVE] as number) - contracted > TOLERANCE) {
      report("contracted-below-effective");
    }
    const quantity = charge.quantities[PRICING_QUANTITY] as number;
    if (differ(list, (charge.quantities[LIST_PRICE] as number) * quantity)) {
      report("list-price-mismatch");
    }
    if (differ(contracted, (charge.quantities[CONTRACTED_PRICE] as number) * quantity)) {
      report("contracted-price-mismatch");
    }
  }
}

/** Not every source says which commitment a fee is of. */
function isOfCommitment({ profile }: ChargeBuffer): boolean {
  return profile[COMMITMENT] !== 0 || profile[COMMITMENT_CATEGORY] !== 0;
}

/** False where either is not stated (NaN). */
function differ(a: number | undefined, b: number | undefined): boolean {
  return Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) > TOLERANCE;
}
