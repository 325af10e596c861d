const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Stands where a bill states no currency: the code that ISO 4217 sets aside for "no currency". */
export const UNSTATED_CURRENCY = "XXX";

/** True for an ISO 4217 code of a national currency in capitals, `USD`. */
export function isCurrencyCode(text: string): boolean {
  return CURRENCY_CODES.has(text);
}
