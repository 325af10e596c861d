const numberFormats = new Map<string, Intl.NumberFormat>();

/** A formatter of numbers; making one costs more than using it a hundred times, so it is made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, format);
  return format;
}

const currencyDecimals = new Map<string, number>();

/** How many decimals amounts in a currency have; `style` formats one. */
export function decimalsOf(locale: string, style: Intl.NumberFormatOptions): number {
  const key = `${locale} ${style.currency}`;
  const known = currencyDecimals.get(key);
  if (known !== undefined) return known;
  const decimals = numberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  currencyDecimals.set(key, decimals);
  return decimals;
}

const monthFormats = new Map<string, Intl.DateTimeFormat>();

/** A formatter of UTC months' names, made once a locale. */
export function monthFormat(locale: string, length: "long" | "short"): Intl.DateTimeFormat {
  const key = `${locale} ${length}`;
  const known = monthFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, { month: length, timeZone: "UTC" });
  monthFormats.set(key, format);
  return format;
}
