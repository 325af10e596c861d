import type { Database, Statement } from "better-sqlite3";
import { dayNumber } from "#src/focus/day";
import type { CostQuery } from "#src/store/cost-query";
import type { Segment } from "./segment.ts";

interface FindingRow {
  readonly kind: string;
  readonly profile: number;
  readonly charges: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Finds what is known to be odd about the charges that a query reads. */
export class FindingReader {
  readonly #select: Statement<[number], FindingRow>;
  readonly #ofDelivery = new Map<number, readonly FindingRow[]>();

  constructor(database: Database) {
    this.#select = database.prepare(
      "SELECT kind, profile, charges, first_day AS firstDay, last_day AS lastDay FROM finding WHERE delivery_id = ?",
    );
  }

  /** Adds the findings that the kept keys and the query's days touch to `found`, by kind. */
  collect(segment: Segment, kept: Uint8Array, query: CostQuery, found: Map<string, number>): void {
    const findings = this.#of(segment.delivery.id);
    if (findings.length === 0) return;
    const touched = new Uint8Array(segment.profiles);
    for (let key = 0; key < segment.keys; key++) {
      if (kept[key] === 1) touched[segment.keyProfile[key] as number] = 1;
    }
    if (touched.includes(1)) touched[0] = 1;
    for (const finding of findings) {
      if (touched[finding.profile] !== 1 || !overlaps(finding, query)) continue;
      found.set(finding.kind, (found.get(finding.kind) ?? 0) + finding.charges);
    }
  }

  #of(delivery: number): readonly FindingRow[] {
    const known = this.#ofDelivery.get(delivery);
    if (known !== undefined) return known;
    const rows = this.#select.all(delivery);
    this.#ofDelivery.set(delivery, rows);
    return rows;
  }
}

function overlaps(finding: FindingRow, query: CostQuery): boolean {
  if (query.basis === "billing") return true;
  return [query.period, query.compare].some(
    (period) =>
      period !== null &&
      finding.firstDay < dayNumber(period.end) &&
      finding.lastDay >= dayNumber(period.start),
  );
}
