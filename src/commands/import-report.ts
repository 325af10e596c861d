import { formatMoney, formatPeriod } from "#src/cards/format";
import { addMonths } from "#src/focus/day";
import { describeFinding, isFindingKind } from "#src/focus/finding-kinds";
import type { ImportedDelivery, ImportReport } from "#src/ingest/import-bills";
import { describeQuirk } from "#src/ingest/normalise/quirks";
import type { DeliveryTotal } from "#src/store/deliveries";
import { plainLines } from "./output-lines.ts";

/** What an import did, as lines of text; `totals` are lines about all of it. */
export function importReportText(report: ImportReport, totals: readonly string[]): string {
  const quirks = [...report.quirks].sort((a, b) => b[1] - a[1]);
  const lines = [
    ...report.deliveries.map(deliveryLine),
    ...totals,
    ...report.unchanged.map((source) => `${source}: already loaded, nothing changed.`),
    ...report.repeated.map((file) => `${file}: the same content as another file, counted once.`),
    ...section(
      "Normalised on the way in:",
      quirks.map(([quirk, count]) => describeQuirk(quirk, count)),
    ),
    ...findingLines(report.findings),
  ];
  return plainLines(lines);
}

/** What looks odd, the most frequent first; no lines where nothing does. */
export function findingLines(findings: ReadonlyMap<string, number>): string[] {
  return section(
    "Looks odd, and is said with answers that it touches:",
    [...findings]
      .sort((a, b) => b[1] - a[1])
      .map(([kind, charges]) =>
        isFindingKind(kind) ? `${describeFinding(kind, charges)}.` : kind,
      ),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** `aws, October 2026: 14 charges, billed $28.00 (before: $27.00)` */
export function deliveryLine(delivery: ImportedDelivery): string {
  const { source, billingPeriodStart, charges, totals, replaced } = delivery;
  const month = formatPeriod({ start: billingPeriodStart, end: addMonths(billingPeriodStart, 1) });
  const before = replaced === null ? "" : ` (before: ${totalsText(replaced.totals)})`;
  const count = `${charges.toLocaleString("en-US")} charge${charges === 1 ? "" : "s"}`;
  return `${source}, ${month}: ${count}, billed ${totalsText(totals)}${before}`;
}

/** Billed cost in each currency. */
function totalsText(totals: readonly DeliveryTotal[]): string {
  return totals.map(({ currency, BilledCost }) => formatMoney(BilledCost, currency)).join(" and ");
}
