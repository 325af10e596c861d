import type { FindingKindName } from "#src/focus/finding-kinds";
import { COST_COLUMNS, ITEM_COLUMNS, PROFILE_COLUMNS } from "#src/store/charge-columns";
import type { Finding } from "#src/store/deliveries";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import type { ValueDictionary } from "#src/store/value-dictionary";

const SECONDS_PER_DAY = 86_400;
/** Below this many charges, whole or zero amounts may be chance. */
const ENOUGH_CHARGES = 5;
/** Used and unused parts may differ from what was paid by this share of it. */
const BALANCE_TOLERANCE = 1e-6;

const BILLED = COST_COLUMNS.indexOf("BilledCost");
const EFFECTIVE = COST_COLUMNS.indexOf("EffectiveCost");
const CATEGORY = PROFILE_COLUMNS.indexOf("ChargeCategory");
const COMMITMENT = PROFILE_COLUMNS.indexOf("CommitmentDiscountId");
const PROVIDER = PROFILE_COLUMNS.indexOf("ServiceProviderName");
const STATUS = PROFILE_COLUMNS.indexOf("CommitmentDiscountStatus");

const SKU = ITEM_COLUMNS.indexOf("SkuId");
const PRICE = ITEM_COLUMNS.indexOf("SkuPriceId");

/** Beyond them, whether a price has two SKUs is left to the store to find out. */
const PRICES_KEPT = 500_000;

interface Tally {
  charges: number;
  firstDay: number;
  lastDay: number;
}

interface ProviderAmounts {
  readonly profiles: Map<number, Tally>;
  charges: number;
  fractionalEffective: boolean;
  fractionalBilled: boolean;
  someEffective: boolean;
  someBilled: boolean;
}

interface CommitmentBalance {
  readonly profiles: Map<number, Tally>;
  paid: number;
  effective: number;
  paidBeyondPeriod: boolean;
  /** Ends of the last purchase and of the last used or unused part, seconds since 1970-01-01. */
  paidThrough: number;
  usedThrough: number;
}

/** Gathers, charge by charge, what is to be said about a delivery. */
export class DeliveryFindings {
  readonly #purchase: number;
  readonly #byKind = new Map<FindingKindName, Map<number, Tally>>();
  readonly #providers = new Map<number, ProviderAmounts>();
  readonly #commitments = new Map<number, CommitmentBalance>();
  readonly #skuOfPrice = new Map<number, number>();
  #mayHavePricesOfTwoSkus = false;

  constructor(values: ValueDictionary) {
    this.#purchase = values.idOf("Purchase");
  }

  /** Whether a SkuPriceId may stand with two SkuIds. */
  get mayHavePricesOfTwoSkus(): boolean {
    return this.#mayHavePricesOfTwoSkus;
  }

  /** Counts a finding on a charge. */
  add(kind: FindingKindName, profile: number, charge: ChargeBuffer): void {
    count(
      findOrMake(this.#byKind, kind, () => new Map()),
      profile,
      charge,
    );
  }

  /**
   * Looks at a charge for the checks that need the whole delivery.
   * @param billingEnd exclusive end of its billing period, seconds since 1970-01-01
   */
  look(
    profile: number,
    charge: ChargeBuffer,
    kinds: readonly FindingKindName[],
    billingEnd: number,
  ): void {
    for (const kind of kinds) this.add(kind, profile, charge);
    this.#lookAtProvider(profile, charge);
    this.#lookAtPrice(charge);
    if (charge.profile[COMMITMENT] !== 0) this.#lookAtCommitment(profile, charge, billingEnd);
  }

  /** All findings of the delivery. */
  list(): Finding[] {
    const findings: Finding[] = [];
    const add = (kind: FindingKindName, profiles: ReadonlyMap<number, Tally>) => {
      for (const [profile, tally] of profiles)
        findings.push({ kind, profile, ...tally, detail: null });
    };
    for (const [kind, profiles] of this.#byKind) add(kind, profiles);
    for (const provider of this.#providers.values()) {
      const kind = roundedKind(provider);
      if (kind !== null) add(kind, provider.profiles);
    }
    for (const balance of this.#commitments.values()) {
      if (isUnbalanced(balance)) add("commitment-unbalanced", balance.profiles);
    }
    return findings;
  }

  #lookAtProvider(profile: number, charge: ChargeBuffer): void {
    const number = charge.profile[PROVIDER] as number;
    const provider = findOrMake(this.#providers, number, newProvider);
    count(provider.profiles, profile, charge);
    const billed = charge.costs[BILLED] as number;
    const effective = charge.costs[EFFECTIVE] as number;
    provider.charges++;
    provider.someBilled ||= billed !== 0;
    provider.someEffective ||= effective !== 0;
    provider.fractionalBilled ||= billed % 1 !== 0;
    provider.fractionalEffective ||= effective % 1 !== 0;
  }

  #lookAtPrice(charge: ChargeBuffer): void {
    const sku = charge.item[SKU] as number;
    const price = charge.item[PRICE] as number;
    if (sku === 0 || price === 0 || this.#mayHavePricesOfTwoSkus) return;
    const known = this.#skuOfPrice.get(price);
    if (known === undefined) this.#skuOfPrice.set(price, sku);
    const isFull = this.#skuOfPrice.size > PRICES_KEPT;
    this.#mayHavePricesOfTwoSkus = isFull || (known !== undefined && known !== sku);
  }

  #lookAtCommitment(profile: number, charge: ChargeBuffer, billingEnd: number): void {
    const number = charge.profile[COMMITMENT] as number;
    const balance = findOrMake(this.#commitments, number, newBalance);
    count(balance.profiles, profile, charge);
    if (charge.profile[CATEGORY] === this.#purchase) {
      balance.paid += charge.costs[BILLED] as number;
      balance.paidBeyondPeriod ||= charge.end > billingEnd;
      balance.paidThrough = Math.max(balance.paidThrough, charge.end);
    } else if (charge.profile[STATUS] !== 0) {
      balance.effective += charge.costs[EFFECTIVE] as number;
      balance.usedThrough = Math.max(balance.usedThrough, charge.end);
    }
  }
}

/** A provider whose effective costs are all zero, or all rounded, while the billed ones aren't. */
function roundedKind(provider: ProviderAmounts): FindingKindName | null {
  if (provider.charges < ENOUGH_CHARGES) return null;
  if (provider.someBilled && !provider.someEffective) return "effective-all-zero";
  const isRounded = provider.fractionalBilled && !provider.fractionalEffective;
  return isRounded ? "effective-whole-numbers" : null;
}

/** What was paid within the period must come back as used and unused parts, once all of them are there. */
function isUnbalanced(balance: CommitmentBalance): boolean {
  const { paid, effective, paidBeyondPeriod, paidThrough, usedThrough } = balance;
  if (paid === 0 || effective === 0 || paidBeyondPeriod || usedThrough < paidThrough) return false;
  return Math.abs(paid - effective) > BALANCE_TOLERANCE * Math.abs(paid);
}

function newProvider(): ProviderAmounts {
  return {
    profiles: new Map(),
    charges: 0,
    fractionalEffective: false,
    fractionalBilled: false,
    someEffective: false,
    someBilled: false,
  };
}

function newBalance(): CommitmentBalance {
  return {
    profiles: new Map(),
    paid: 0,
    effective: 0,
    paidBeyondPeriod: false,
    paidThrough: Number.NEGATIVE_INFINITY,
    usedThrough: Number.NEGATIVE_INFINITY,
  };
}

function count(profiles: Map<number, Tally>, profile: number, charge: ChargeBuffer): void {
  const day = Math.floor(charge.start / SECONDS_PER_DAY);
  const tally = profiles.get(profile);
  if (tally === undefined) {
    profiles.set(profile, { charges: 1, firstDay: day, lastDay: day });
    return;
  }
  tally.charges++;
  if (day < tally.firstDay) tally.firstDay = day;
  if (day > tally.lastDay) tally.lastDay = day;
}

function findOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
