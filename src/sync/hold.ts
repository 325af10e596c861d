import type { SourceUnit } from "#src/sources/source";
import type { KnownUnit } from "#src/store/sync/sync-log";

/** Why a unit isn't taken before somebody has decided, although it changed; null: it may be. */
export function holdReason(unit: SourceUnit, known: KnownUnit | undefined): string | null {
  if (known === undefined) return null;
  if (known.order !== null && unit.order !== null && unit.order < known.order) {
    return `the newest delivery there, of ${unit.order}, is older than the loaded one, of ${known.order}`;
  }
  const { parts } = unit;
  if (parts === null || known.billingPeriods.length === 0) return null;
  const gone = known.parts.filter((part) => !parts.includes(part));
  return gone.length === 0 ? null : `${gone.join(", ")} vanished; what was loaded stays`;
}
