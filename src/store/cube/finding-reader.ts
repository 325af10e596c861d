import type { Database, Statement } from "better-sqlite3";
import { dayNumber } from "#src/focus/day";
import { isFindingKind, isOfOneCharge } from "#src/focus/finding-kinds";
import type { CostQuery } from "#src/store/cost-query";
import type { Dimension } from "#src/store/dimension";
import { dimensionsOf, isWhole, type Scope } from "#src/store/scope";
import type { Segment } from "./segment.ts";

interface FindingRow {
  readonly kind: string;
  readonly profile: number;
  readonly charges: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The keys of a segment that a query reads, of those that may be seen. */
interface Read {
  readonly kept: Uint8Array;
  readonly scope: Scope;
}

/**
 * Finds what is known to be odd about the charges that a query reads. Findings are kept by profile: in a scope that
 * has all or nothing of each profile, those are told that a charge has by itself; in a finer one none are, since they
 * may be about charges outside of it.
 */
export class FindingReader {
  readonly #select: Statement<[number], FindingRow>;
  readonly #ofDelivery = new Map<number, readonly FindingRow[]>();
  readonly #dimension: (name: string) => Dimension;

  constructor(database: Database, dimension: (name: string) => Dimension) {
    this.#dimension = dimension;
    this.#select = database.prepare(
      "SELECT kind, profile, charges, first_day AS firstDay, last_day AS lastDay FROM finding WHERE delivery_id = ?",
    );
  }

  /** Adds the findings that the kept keys and the query's days touch to `found`, by kind. */
  collect(
    segment: Segment,
    { kept, scope }: Read,
    query: CostQuery,
    found: Map<string, number>,
  ): void {
    const findings = this.#of(segment.delivery.id, scope);
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

  #of(delivery: number, scope: Scope): readonly FindingRow[] {
    const known = this.#ofDelivery.get(delivery) ?? this.#select.all(delivery);
    this.#ofDelivery.set(delivery, known);
    if (isWhole(scope)) return known;
    const dimensions = dimensionsOf({ scope, filters: [] }).map(this.#dimension);
    const isFiner = dimensions.some(({ level }) => level !== "profile" && level !== "delivery");
    if (isFiner) return [];
    return known.filter(({ kind }) => isFindingKind(kind) && isOfOneCharge(kind));
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
