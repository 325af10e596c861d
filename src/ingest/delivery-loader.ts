import { ExactSum } from "#src/focus/exact-sum";
import type { FindingKindName } from "#src/focus/finding-kinds";
import { COST_COLUMNS, PROFILE_COLUMNS } from "#src/store/charge-columns";
import type { DeliveryTotal, Finding } from "#src/store/deliveries";
import { type ChargeBuffer, DeliveryWriter } from "#src/store/delivery-writer";
import type { Load } from "#src/store/load";
import { namedValuesOf } from "#src/store/named-values";
import type { Store } from "#src/store/store";
import type { ChargeChecks } from "./charge-checks.ts";
import { type DeliveryContext, wholeDeliveryFindings } from "./delivery-checks.ts";
import { DeliveryFindings } from "./delivery-findings.ts";

const CURRENCY = PROFILE_COLUMNS.indexOf("BillingCurrency");
const BILLING_PERIOD_END = PROFILE_COLUMNS.indexOf("BillingPeriodEnd");

/** What a delivery is held against the one before it for. */
export type DeliveryBefore = Omit<DeliveryContext, "totals" | "mayHavePricesOfTwoSkus">;

/** What a complete delivery adds up to, and what is to be said about it. */
export interface CompletedDelivery {
  readonly totals: readonly DeliveryTotal[];
  readonly findings: readonly Finding[];
}

/** Takes the charges of one delivery: checks them, adds them up, and hands them on to be written. */
export class DeliveryLoader {
  readonly id: number;
  readonly #load: Load;
  readonly #store: Store;
  readonly #writer: DeliveryWriter;
  readonly #findings: DeliveryFindings;
  readonly #checks: ChargeChecks;
  readonly #billingStart: number;
  readonly #totals = new Map<number, (ExactSum | null)[]>();
  #billingEnd = 0;
  #billingEndNumber = 0;
  #profile = 0;
  #charge: ChargeBuffer | null = null;

  /** @param billingStart start of the billing period, seconds since 1970-01-01 */
  constructor(load: Load, id: number, billingStart: number, checks: ChargeChecks) {
    const { store } = load;
    this.id = id;
    this.#load = load;
    this.#store = store;
    this.#checks = checks;
    this.#billingStart = billingStart;
    this.#writer = new DeliveryWriter(store.database, id, (profile, item) =>
      store.allocator.allocationOf(profile, item),
    );
    this.#findings = new DeliveryFindings(store.values);
  }

  /** Takes one charge, with what was found while reading it. */
  add(charge: ChargeBuffer, kinds: readonly FindingKindName[]): void {
    this.#profile = this.#writer.add(charge);
    this.#charge = charge;
    const end = charge.profile[BILLING_PERIOD_END] as number;
    if (end !== this.#billingEndNumber) {
      this.#billingEndNumber = end;
      this.#billingEnd = Date.parse(this.#store.values.text(end)) / 1000;
    }
    this.#checks.check(charge, this.#billingStart, this.#billingEnd, this.#report);
    this.#findings.look(this.#profile, charge, kinds, this.#billingEnd);
    this.#addUp(charge);
  }

  /** Writes the charges that wait. Within a transaction. */
  flush(): void {
    this.#writer.flush();
  }

  /** How much is held in memory: items and roll-up cells. */
  get held(): number {
    return this.#writer.held;
  }

  /** Gives that memory back; charges may follow. */
  release(): void {
    this.#writer.release();
  }

  /** Completes the delivery, of which there are no more charges. */
  finish(before: DeliveryBefore): CompletedDelivery {
    // Packing takes its time, so not within the transaction.
    this.#writer.release();
    this.#load.write(() => {
      this.#store.values.flush();
      this.#writer.finish();
    });
    const totals = [...this.#totals].map(([currency, sums]) => {
      const value = (at: number) => sums[at]?.value ?? null;
      return {
        currency: this.#store.values.text(currency),
        BilledCost: value(0),
        EffectiveCost: value(1),
        ListCost: value(2),
        ContractedCost: value(3),
      } satisfies DeliveryTotal;
    });
    const findings = [
      ...this.#findings.list(),
      ...wholeDeliveryFindings(this.#store.database, this.id, {
        ...before,
        totals,
        mayHavePricesOfTwoSkus: this.#findings.mayHavePricesOfTwoSkus,
      }),
    ];
    const named = namedValuesOf(this.#store.database, this.#store.values, this.id);
    this.#load.write(() => {
      this.#store.values.flush();
      this.#store.deliveries.complete(this.id, totals, findings, named);
    });
    return { totals, findings };
  }

  readonly #report = (kind: FindingKindName): void => {
    if (this.#charge !== null) this.#findings.add(kind, this.#profile, this.#charge);
  };

  #addUp(charge: ChargeBuffer): void {
    const currency = charge.profile[CURRENCY] as number;
    let sums = this.#totals.get(currency);
    if (sums === undefined) {
      sums = COST_COLUMNS.map(() => null);
      this.#totals.set(currency, sums);
    }
    for (let at = 0; at < sums.length; at++) {
      const cost = charge.costs[at] as number;
      if (Number.isNaN(cost)) continue;
      const sum = sums[at] ?? new ExactSum();
      sums[at] = sum;
      sum.add(cost);
    }
  }
}
