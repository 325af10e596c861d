import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import type { AnomalyAnswer } from "./anomaly-answer.ts";

/** The column of ids, which no person reads. */
export const ANOMALY_COLUMN = "anomaly";

/** Anomalies as a table, one a row, by their ids; the currency is a column of its own where there are several. */
export function anomalyTable(anomalies: readonly AnomalyAnswer[]): AnswerTable | null {
  if (anomalies.length === 0) return null;
  const currencies = [...new Set(anomalies.map(({ impact }) => impact.currency))];
  const isMixed = currencies.length > 1;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  return {
    columns: [
      { name: ANOMALY_COLUMN, kind: "dimension" },
      { name: "what", kind: "dimension" },
      { name: "start", kind: "time" },
      { name: "end", kind: "time" },
      { name: "severity", kind: "dimension" },
      { name: "state", kind: "dimension" },
      ...(isMixed ? [{ name: "BillingCurrency", kind: "dimension" as const }] : []),
      { name: "expected", kind: "measure", ...unit },
      { name: "actual", kind: "measure", ...unit },
      { name: "impact", kind: "measure", ...unit },
      { name: "percent", kind: "measure", unit: "%" },
    ],
    rows: anomalies.map(({ id, label, start, end, severity, state, expected, actual, impact }) => [
      id,
      label,
      start,
      end,
      severity,
      state,
      ...(isMixed ? [impact.currency] : []),
      expected,
      actual,
      impact.value,
      impact.percent,
    ]),
  };
}

/** The impact of all of them together, one sum a currency; rises and drops offset each other. */
export function totalImpact(anomalies: readonly AnomalyAnswer[]): Money[] {
  const byCurrency = Map.groupBy(anomalies, ({ impact }) => impact.currency);
  return [...byCurrency].map(([currency, ofCurrency]) => {
    const sum = new ExactSum();
    for (const { impact } of ofCurrency) sum.add(impact.value);
    return { currency, value: sum.value };
  });
}
