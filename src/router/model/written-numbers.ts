/** A number as a text shows it. */
export interface WrittenNumber {
  readonly value: number;
  /** Half of the last digit that is shown: how far rounding may have taken it. */
  readonly tolerance: number;
  readonly isPercent: boolean;
  readonly isNegative: boolean;
  /** ISO 4217; null where the text names no currency. */
  readonly currency: string | null;
}

const SYMBOLS: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };
const FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

const NUMBER =
  /(?<sign>(?<![\p{L}\p{N}])[−-])?\s?(?<before>[$€£¥]|\b[A-Z]{3}\s)?(?<inner>(?<![\p{L}\p{N}])[−-])?(?<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s?(?<factor>thousand|million|billion|trillion|bn|[kmbtKMBT])(?![\p{L}\p{N}]))?(?:\s?(?<percent>%|percent\b|per cent\b|percentage points?\b))?(?:\s?(?<after>[€£]|[A-Z]{3}\b))?/gu;

/** The numbers of a text, and the text without them. */
export function writtenNumbers(text: string): {
  readonly numbers: readonly WrittenNumber[];
  readonly rest: string;
} {
  const numbers: WrittenNumber[] = [];
  const rest = text.replace(NUMBER, (...match) => {
    numbers.push(numberOf(match.at(-1) as Readonly<Record<string, string | undefined>>));
    return " ";
  });
  return { numbers, rest };
}

function numberOf({
  sign,
  inner,
  before,
  after,
  digits = "",
  factor,
  percent,
}: Readonly<Record<string, string | undefined>>): WrittenNumber {
  const scale = factor === undefined ? 1 : (FACTORS[factor.toLowerCase()] ?? 1);
  const decimals = digits.split(".")[1]?.length ?? 0;
  const code = (before ?? after)?.trim();
  return {
    value: Number(digits.replaceAll(",", "")) * scale,
    tolerance: (0.5 / 10 ** decimals) * scale,
    isPercent: percent !== undefined,
    isNegative: sign !== undefined || inner !== undefined,
    currency: code === undefined ? null : (SYMBOLS[code] ?? code),
  };
}
