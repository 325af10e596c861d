/** A service as its provider names it, with its place in the FOCUS lists. */
export interface Service {
  readonly provider: string;
  readonly host: string;
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
}

/** A kind of resource; `{account}`, `{region}`, `{name}`, `{group}` and `{code}` in the id are filled in. */
export interface ResourceKind {
  readonly type: string;
  readonly id: string;
}

/** Something with a price. */
export interface Sku {
  readonly service: Service;
  readonly meter: string;
  readonly unit: string;
  /** List price of one unit, in the currency of the bill. */
  readonly price: number;
  /** The negotiated share off the list price. */
  readonly discount: number;
  readonly resource: ResourceKind | null;
  readonly details: Readonly<Record<string, string | number>> | null;
  /** Units of the provider's own virtual currency that one unit costs. */
  readonly credits: number | null;
}

interface SkuOptions {
  readonly resource?: ResourceKind;
  readonly discount?: number;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly credits?: number;
}

/** A SKU; without options it has no resource, no negotiated discount and no details. */
export function sku(
  service: Service,
  meter: string,
  unit: string,
  price: number,
  { resource, discount = 0, details, credits }: SkuOptions = {},
): Sku {
  return {
    service,
    meter,
    unit,
    price,
    discount,
    resource: resource ?? null,
    details: details ?? null,
    credits: credits ?? null,
  };
}

/** How usage of a SKU is measured: `1000 Requests` are priced by the thousand and counted one by one. */
export function consumedUnit(unit: string): { readonly unit: string; readonly perUnit: number } {
  const block = /^(\d+) (.+)$/.exec(unit);
  return { unit: block?.[2] ?? unit, perUnit: Number(block?.[1] ?? 1) };
}
