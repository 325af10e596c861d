import { ITEM_COLUMNS, PROFILE_COLUMNS } from "#src/store/charge-columns";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import { TupleIndex } from "#src/store/tuple-index";
import type { ValueDictionary } from "#src/store/value-dictionary";
import { resolveParties } from "./normalise/parties.ts";
import type { Quirk } from "./normalise/quirks.ts";
import { fillService } from "./normalise/service-fallback.ts";
import { liftSubcategory } from "./normalise/subcategory.ts";

/** Columns that are decided together, from what several columns of the file say. */
const RESOLVED = [
  "ServiceProviderName",
  "HostProviderName",
  "InvoiceIssuerName",
  "ServiceName",
  "ServiceCategory",
  "ChargeCategory",
  "CommitmentDiscountStatus",
] as const;
const STATED = [...RESOLVED, "ProviderName", "PublisherName"] as const;

const STATED_SLOTS = STATED.map((column) => PROFILE_COLUMNS.indexOf(column));
const RESOLVED_SLOTS = RESOLVED.map((column) => PROFILE_COLUMNS.indexOf(column));
const SERVICE_NAME = PROFILE_COLUMNS.indexOf("ServiceName");
const SKU_METER = ITEM_COLUMNS.indexOf("SkuMeter");
const DESCRIPTION = ITEM_COLUMNS.indexOf("ChargeDescription");

const RESOLUTIONS_KEPT = 100_000;

interface Resolution {
  readonly numbers: readonly number[];
  readonly quirks: readonly Quirk[];
}

/** Lifts older columns to FOCUS 1.4 and fills what must not be empty; equal charges are decided once. */
export class ChargeResolver {
  readonly #values: ValueDictionary;
  readonly #index = new TupleIndex(STATED.length + 3);
  readonly #key = new Int32Array(STATED.length + 3);
  #resolutions: Resolution[] = [];

  constructor(values: ValueDictionary) {
    this.#values = values;
  }

  /**
   * Puts the resolved columns into the charge and returns what had to be filled or lifted.
   * @param subcategory value number of ChargeSubcategory (FOCUS 1.0-preview); 0 when there is none
   */
  resolve(charge: ChargeBuffer, subcategory: number): readonly Quirk[] {
    const isNameless = charge.profile[SERVICE_NAME] === 0;
    for (let at = 0; at < STATED_SLOTS.length; at++) {
      this.#key[at] = charge.profile[STATED_SLOTS[at] as number] as number;
    }
    this.#key[STATED.length] = isNameless ? (charge.item[SKU_METER] as number) : 0;
    this.#key[STATED.length + 1] = isNameless ? (charge.item[DESCRIPTION] as number) : 0;
    this.#key[STATED.length + 2] = subcategory;
    if (this.#index.size >= RESOLUTIONS_KEPT) {
      this.#index.clear();
      this.#resolutions = [];
    }
    const before = this.#index.size;
    const number = this.#index.numberOf(this.#key);
    if (number > before) this.#resolutions.push(this.#decide());
    const { numbers, quirks } = this.#resolutions[number - 1] as Resolution;
    for (let at = 0; at < RESOLVED_SLOTS.length; at++) {
      charge.profile[RESOLVED_SLOTS[at] as number] = numbers[at] as number;
    }
    return quirks;
  }

  #decide(): Resolution {
    const text = (at: number) => {
      const number = this.#key[at] as number;
      return number === 0 ? null : this.#values.text(number);
    };
    const stated = Object.fromEntries(STATED.map((column, at) => [column, text(at)])) as Record<
      (typeof STATED)[number],
      string | null
    >;
    const lifted = liftSubcategory(stated.ChargeCategory, text(STATED.length + 2));
    const parties = resolveParties(stated);
    const service = fillService({
      ...stated,
      ChargeCategory: lifted.ChargeCategory,
      SkuMeter: text(STATED.length),
      ChargeDescription: text(STATED.length + 1),
      hostProvider: parties.hostProvider,
    });
    const resolved: Record<(typeof RESOLVED)[number], string | null> = {
      ServiceProviderName: parties.serviceProvider,
      HostProviderName: parties.hostProvider,
      InvoiceIssuerName: parties.invoiceIssuer,
      ServiceName: service.serviceName,
      ServiceCategory: service.serviceCategory,
      ChargeCategory: lifted.ChargeCategory,
      CommitmentDiscountStatus: stated.CommitmentDiscountStatus ?? lifted.CommitmentDiscountStatus,
    };
    return {
      numbers: RESOLVED.map((column) => {
        const value = resolved[column];
        return value === null ? 0 : this.#values.idOf(value);
      }),
      quirks: [
        ...parties.quirks,
        ...service.quirks,
        ...(lifted.quirk === undefined ? [] : [lifted.quirk]),
      ],
    };
  }
}
