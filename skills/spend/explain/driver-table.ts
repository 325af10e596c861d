import type { AnswerTable } from "#src/answer";
import { driverHow } from "./driver-words.ts";
import type { CurrencyExplanation } from "./explanation.ts";

/** The drivers as a table, one row each, the largest currency first. */
export function driverTable(
  metric: string,
  explanation: readonly CurrencyExplanation[],
): AnswerTable {
  const isMixed = explanation.length > 1;
  const unit = isMixed ? {} : { unit: explanation[0]?.currency ?? "" };
  return {
    columns: [
      { name: "driver", kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: metric, kind: "measure", ...unit },
      { name: "previous", kind: "measure", ...unit },
      { name: "delta", kind: "measure", ...unit },
      { name: "share", kind: "share", unit: "%" },
      { name: "since", kind: "dimension" },
      { name: "how", kind: "dimension" },
      { name: "owner", kind: "dimension" },
    ],
    rows: explanation.flatMap(({ currency, drivers }) =>
      drivers.map((driver) => [
        driver.label,
        ...(isMixed ? [currency] : []),
        driver.after,
        driver.before,
        driver.change,
        driver.share,
        driver.firstDay,
        driver.effects.length === 0 ? null : driverHow(driver).join(", "),
        driver.owner,
      ]),
    ),
  };
}
