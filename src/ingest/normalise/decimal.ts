import { readNull } from "./null.ts";
import { type Reading, read, unreadable } from "./reading.ts";

const MINUS = 45;
const ZERO = 48;
const POINT = 46 - ZERO;

/**
 * Powers of ten up to 10^22 are exact as doubles, so that one division by them rounds once,
 * correctly.
 */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i;
const SPREADSHEET_MONEY = /^(-?)\p{Sc}(\d{1,3}(?:,\d{3})*\.\d{2})$/u;

/**
 * The double nearest to a decimal text such as `-12.50` or `35.2E-7`; NaN for anything else. FOCUS
 * allows no plus sign (neither of the exponent), thousands separator or currency symbol.
 */
export function readDecimal(raw: string): number {
  const first = raw.charCodeAt(0) === MINUS ? 1 : 0;
  let digits = 0;
  let point = raw.length;
  for (let index = first; index < raw.length; index++) {
    const digit = raw.charCodeAt(index) - ZERO;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
    } else if (digit === POINT && point === raw.length) {
      point = index;
    } else {
      return readUncommonDecimal(raw);
    }
  }
  const power = POWERS_OF_TEN[Math.max(raw.length - point - 1, 0)];
  // Digits that fit no safe integer were rounded while gathered; a lone character may be a point.
  if (digits > Number.MAX_SAFE_INTEGER || power === undefined || raw.length - first < 2) {
    return readUncommonDecimal(raw);
  }
  const magnitude = digits / power;
  return first === 1 ? -magnitude : magnitude;
}

/**
 * A number cell that `readDecimal` finds NaN: empty, with spaces around it, or formatted as money
 * by a spreadsheet (`$10,000.00`: a symbol and two decimals, so that the comma can only part
 * thousands).
 */
export function readDecimalCell(raw: string): Reading<number> {
  const empty = readNull(raw);
  if (empty !== undefined) return empty;
  const text = raw.trim();
  const number = readDecimal(text);
  if (!Number.isNaN(number)) return read(number, text === raw ? undefined : "outer-space");
  const money = SPREADSHEET_MONEY.exec(text);
  if (money !== null) {
    return read(Number(`${money[1]}${money[2]?.replaceAll(",", "")}`), "spreadsheet-money");
  }
  return unreadable(
    "A plain decimal number such as -1234.50 or 35.2E-7 is needed, " +
      "without plus sign, thousands separator or currency symbol.",
  );
}

function readUncommonDecimal(raw: string): number {
  if (!DECIMAL.test(raw)) return Number.NaN;
  const number = Number(raw);
  return Number.isFinite(number) ? number : Number.NaN;
}
