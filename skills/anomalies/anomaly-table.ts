import type { AnswerTable, Money } from "#src/answer";
import { ExactSum } from "#src/focus/exact-sum";
import type { AnomalyAnswer } from "./anomaly-answer.ts";

/** The column of ids, which no person reads. */
export const ANOMALY_COLUMN = "anomaly";

/**
 * Anomalies as a table, one a row, by their ids; the currency is a column of its own where there are several, and so
 * is who found them where providers did, too.
 */
export function anomalyTable(anomalies: readonly AnomalyAnswer[]): AnswerTable | null {
  if (anomalies.length === 0) return null;
  const currencies = [...new Set(anomalies.map(({ impact }) => impact.currency))];
  const isMixed = currencies.length > 1;
  const unit = isMixed ? {} : { unit: currencies[0] ?? "" };
  const hasSightings = anomalies.some(({ sightings }) => sightings.length > 0);
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
      ...(hasSightings ? [{ name: "found by", kind: "dimension" as const }] : []),
    ],
    rows: anomalies.map((anomaly) => [
      anomaly.id,
      anomaly.label,
      anomaly.start,
      anomaly.end,
      anomaly.severity,
      anomaly.state,
      ...(isMixed ? [anomaly.impact.currency] : []),
      anomaly.expected,
      anomaly.actual,
      anomaly.impact.value,
      anomaly.impact.percent,
      ...(hasSightings ? [findersOf(anomaly)] : []),
    ]),
  };
}

function findersOf({ foundHere, sightings }: AnomalyAnswer): string {
  const providers = sightings.map(({ provider }) => provider);
  return [...new Set([...(foundHere ? ["Tally"] : []), ...providers])].join(", ");
}

/**
 * The impact of all of them together, one sum a currency; rises and drops offset each other. What providers alone
 * found isn't in it: their figures are reckoned otherwise.
 */
export function totalImpact(anomalies: readonly AnomalyAnswer[]): Money[] {
  const own = anomalies.filter(({ foundHere }) => foundHere);
  const byCurrency = Map.groupBy(own, ({ impact }) => impact.currency);
  return [...byCurrency].map(([currency, ofCurrency]) => {
    const sum = new ExactSum();
    for (const { impact } of ofCurrency) sum.add(impact.value);
    return { currency, value: sum.value };
  });
}
