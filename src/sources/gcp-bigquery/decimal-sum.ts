import { SourceError } from "#src/errors";

/** The decimals that BigQuery's BIGNUMERIC has at most. */
const DIGITS = 38;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** The exact sum of decimals that come as text, which doubles would round. */
export class DecimalSum {
  #sum = 0n;

  /** @throws SourceError for a text that is no decimal */
  add(text: string): void {
    this.#sum += scaled(text);
  }

  equals(text: string): boolean {
    return this.#sum === scaled(text);
  }
}

function scaled(text: string): bigint {
  const [, sign, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  if (whole === "") {
    const problem = "A decimal is needed in BilledCost of every row.";
    throw new SourceError(problem, { file: "BigQuery", column: "BilledCost", value: text });
  }
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = DIGITS - fraction.length + Number(exponent);
  return power >= 0 ? digits * 10n ** BigInt(power) : digits / 10n ** BigInt(-power);
}
