import type { ChargeLine, LineAmounts } from "#src/analytics/explain/effects/charge-line";
import type { Metric } from "#src/store/cost-query";
import type { Cube } from "#src/store/cube/cube";
import type { Segment } from "#src/store/cube/segment";
import { type Dimension, readDimension } from "#src/store/dimension";
import { TupleIndex } from "#src/store/tuple-index";
import type { QuantitiesOfItem } from "./quantities.ts";

const dimensionOf = (name: string): Dimension => readDimension(name, []);
const COMMITMENT = dimensionOf("CommitmentDiscountId");
const STATUS = dimensionOf("CommitmentDiscountStatus");
const SKU = dimensionOf("SkuId");
const METER = dimensionOf("SkuMeter");
/** What the charges of a line have in common, beside their part, SKU and whether they are unused commitment. */
const IN_COMMON = [
  "ChargeCategory",
  "ChargeFrequency",
  "ChargeClass",
  "ServiceName",
  "ServiceSubcategory",
  "PricingUnit",
  "ResourceId",
].map(dimensionOf);
const PART = IN_COMMON.length;
const SKU_AT = PART + 1;
const METER_AT = PART + 2;
const UNUSED_AT = PART + 3;
const WIDTH = PART + 4;

type Side = "before" | "after";

/** Sums of a line in one period; undefined where no charge states them. */
interface Sums {
  cost: number;
  quantity?: number;
  listCost?: number;
  contractedCost?: number;
  coveredCost: number;
  readonly commitments: Set<number>;
  effectiveCost: number;
  pricingCurrencyCost: number;
}

/** Adds charges up to lines that are comparable over time. */
export class LineBook {
  readonly #cube: Cube;
  readonly #metric: Metric;
  readonly #index = new TupleIndex(WIDTH);
  readonly #sums: Record<Side, Sums | undefined>[] = [];

  constructor(cube: Cube, metric: Metric) {
    this.#cube = cube;
    this.#metric = metric;
  }

  /** The line of each key of a segment that lies in a part; −1 for the others. */
  linesOf(segment: Segment, partOfKey: Int32Array): Int32Array {
    const codesOf = (dimension: Dimension) => this.#cube.codes.of(segment, dimension);
    const common = IN_COMMON.map(codesOf);
    const [status, sku, meter] = [codesOf(STATUS), codesOf(SKU), codesOf(METER)];
    const unused = this.#cube.codes.book(STATUS).find("Unused");
    const tuple = new Int32Array(WIDTH);
    return partOfKey.map((part, key) => {
      if (part < 0) return -1;
      for (let at = 0; at < common.length; at++) {
        tuple[at] = (common[at] as Int32Array)[key] as number;
      }
      tuple[PART] = part;
      tuple[SKU_AT] = sku[key] as number;
      // Where there are SKUs, a meter's new wording makes no new thing.
      tuple[METER_AT] = sku[key] === 0 ? (meter[key] as number) : 0;
      tuple[UNUSED_AT] = status[key] === unused ? 1 : 0;
      return this.#index.numberOf(tuple) - 1;
    });
  }

  /** What is needed to add a segment's cells: codes by key. */
  coverage(segment: Segment): { readonly isUsed: Uint8Array; readonly commitment: Int32Array } {
    const status = this.#cube.codes.of(segment, STATUS);
    const used = this.#cube.codes.book(STATUS).find("Used");
    return {
      isUsed: Uint8Array.from(status, (code) => (code === used ? 1 : 0)),
      commitment: this.#cube.codes.of(segment, COMMITMENT),
    };
  }

  /** Adds one cell's costs to a line. */
  addCosts(
    line: number,
    side: Side,
    { costs }: Pick<Segment, "costs">,
    cell: number,
    commitment: number | null,
  ): void {
    const sums = this.#sumsOf(line, side);
    const cost = costs[this.#metric][cell] as number;
    const list = costs.ListCost[cell] as number;
    const contracted = costs.ContractedCost[cell] as number;
    if (!Number.isNaN(cost)) sums.cost += cost;
    if (!Number.isNaN(list)) sums.listCost = (sums.listCost ?? 0) + list;
    if (!Number.isNaN(contracted)) sums.contractedCost = (sums.contractedCost ?? 0) + contracted;
    if (commitment === null) return;
    sums.coveredCost += Number.isNaN(contracted) ? 0 : contracted;
    if (commitment !== 0) sums.commitments.add(commitment);
  }

  /** Adds an item's quantities to its line. */
  addQuantities(line: number, quantities: QuantitiesOfItem): void {
    for (const side of ["before", "after"] as const) {
      const { pricingQuantity, effectiveCost, pricingCurrencyCost } = quantities[side];
      const sums = this.#sums[line]?.[side];
      if (sums === undefined) continue;
      if (pricingQuantity !== null) sums.quantity = (sums.quantity ?? 0) + pricingQuantity;
      sums.effectiveCost += effectiveCost ?? 0;
      sums.pricingCurrencyCost += pricingCurrencyCost ?? 0;
    }
  }

  /** The lines of each part. */
  byPart(): ReadonlyMap<number, readonly ChargeLine[]> {
    const lines = new Map<number, ChargeLine[]>();
    this.#sums.forEach((sums, line) => {
      const part = this.#index.field(line + 1, PART);
      const known = lines.get(part) ?? [];
      known.push(this.#lineOf(line, sums));
      lines.set(part, known);
    });
    return lines;
  }

  #sumsOf(line: number, side: Side): Sums {
    const sides = this.#sums[line] ?? { before: undefined, after: undefined };
    this.#sums[line] = sides;
    const sums = sides[side] ?? {
      cost: 0,
      coveredCost: 0,
      commitments: new Set<number>(),
      effectiveCost: 0,
      pricingCurrencyCost: 0,
    };
    sides[side] = sums;
    return sums;
  }

  /** Usage is charged by usage, unless it is said to be charged otherwise. */
  #lineOf(line: number, sums: Record<Side, Sums | undefined>): ChargeLine {
    const text = (dimension: Dimension, at: number) =>
      this.#cube.codes.book(dimension).text(this.#index.field(line + 1, at));
    const [category, frequency, chargeClass, service, subcategory, unit, resource] =
      IN_COMMON.map(text);
    const group = unit === null ? null : JSON.stringify([service, subcategory, unit]);
    return {
      resourceId: resource ?? null,
      skuId: text(SKU, SKU_AT) ?? text(METER, METER_AT),
      unitGroup: group,
      chargeCategory: (category ?? "Usage") as ChargeLine["chargeCategory"],
      chargeFrequency: (frequency ??
        (category === "Usage" ? "Usage-Based" : null)) as ChargeLine["chargeFrequency"],
      isCorrection: chargeClass === "Correction",
      isUnusedCommitment: this.#index.field(line + 1, UNUSED_AT) === 1,
      before: this.#amounts(sums.before),
      after: this.#amounts(sums.after),
    };
  }

  #amounts(sums: Sums | undefined): LineAmounts | null {
    if (sums === undefined) return null;
    const { cost, quantity, listCost, contractedCost, coveredCost, commitments } = sums;
    const { effectiveCost, pricingCurrencyCost } = sums;
    const rate = effectiveCost / pricingCurrencyCost;
    const book = this.#cube.codes.book(COMMITMENT);
    return {
      cost,
      quantity: quantity ?? null,
      listCost: listCost ?? null,
      contractedCost: contractedCost ?? null,
      coveredCost,
      commitments: [...commitments].map((code) => book.text(code) ?? ""),
      exchangeRate: Number.isFinite(rate) && rate > 0 ? rate : 1,
    };
  }
}
