import { FOCUS_COLUMNS, type FocusRelease } from "./columns.ts";

/**
 * A FOCUS version that bills are told apart by; older ones count as 1.0, whose columns they share.
 */
export type FocusVersion = "1.0" | "1.1" | "1.2" | "1.3" | "1.4";

const LATER_VERSIONS = ["1.4", "1.3", "1.2", "1.1"] as const satisfies readonly FocusRelease[];

/**
 * The oldest version that knows every FOCUS column of a header: the newest column decides.
 * Providers mix versions, so this says what was seen, not what the file claims to be.
 * @param columns FOCUS names in their specified spelling; other names don't count
 */
export function detectVersion(columns: readonly string[]): FocusVersion {
  const present = new Set(columns);
  const releases = new Set<FocusRelease>(
    FOCUS_COLUMNS.filter((column) => present.has(column.name)).map((column) => column.since),
  );
  return LATER_VERSIONS.find((version) => releases.has(version)) ?? "1.0";
}
