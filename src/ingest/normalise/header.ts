import { FOCUS_COLUMNS, type FocusColumn } from "#src/focus/columns";
import { detectVersion, type FocusVersion } from "#src/focus/version";
import type { Quirk } from "./quirks.ts";

/**
 * What a position of the file holds: a FOCUS column, or one that FOCUS doesn't know, kept by its
 * name.
 */
export type HeaderColumn =
  | { readonly kind: "focus"; readonly column: FocusColumn }
  | { readonly kind: "extra"; readonly name: string };

/** A file's header, understood. With any problem the file can't be loaded. */
export interface HeaderReading {
  /** One for each position of the file. */
  readonly columns: readonly HeaderColumn[];
  readonly version: FocusVersion;
  /** One for each column that has one. */
  readonly quirks: readonly Quirk[];
  /** Sentences on what keeps the file from being loaded, and what would be right. */
  readonly problems: readonly string[];
}

interface ReadColumn {
  readonly spelling: string;
  readonly meaning: HeaderColumn;
  readonly quirk?: Quirk;
}

/**
 * Without these a charge has no amount or no place in time. Everything else can be filled or left
 * open; so can BillingCurrency where a file has no such column at all.
 */
const MANDATORY_COLUMNS = [
  "BilledCost",
  "EffectiveCost",
  "BillingPeriodStart",
  "ChargePeriodStart",
  "ChargeCategory",
] as const satisfies readonly FocusColumn[];

const BY_NAME: ReadonlyMap<string, FocusColumn> = new Map(
  FOCUS_COLUMNS.map(({ name }) => [fold(name), name]),
);

/** Names of FOCUS 0.5 and 1.0-preview, and of older OCI files. */
const BY_OLDER_NAME: ReadonlyMap<string, FocusColumn> = new Map(
  Object.entries({
    AmortizedCost: "EffectiveCost",
    ChargeType: "ChargeCategory",
    UsageQuantity: "ConsumedQuantity",
    UsageUnit: "ConsumedUnit",
    Region: "RegionId",
    Provider: "ProviderName",
    Publisher: "PublisherName",
    InvoiceIssuer: "InvoiceIssuerName",
  } as const).map(([older, column]) => [fold(older), column]),
);

/**
 * Recognises FOCUS columns without regard to case, spaces, hyphens and underscores (`SkuPriceid`,
 * `billed_cost`), and by their older names where the present name isn't in the file too.
 */
export function resolveHeader(columns: readonly string[]): HeaderReading {
  const present = new Set(columns.map((spelling) => BY_NAME.get(fold(spelling))));
  const read = columns.map((spelling, index) => readColumn(spelling, index, present));
  const meanings = read.map(({ meaning }) => meaning);
  const names = meanings.flatMap((meaning) => (meaning.kind === "focus" ? [meaning.column] : []));
  return {
    columns: meanings,
    version: detectVersion(names),
    quirks: read.flatMap(({ quirk }) => (quirk === undefined ? [] : [quirk])),
    problems: [...duplicateProblems(read), ...missingProblems(names)],
  };
}

function readColumn(
  spelling: string,
  index: number,
  present: ReadonlySet<FocusColumn | undefined>,
): ReadColumn {
  const name = spelling.trim();
  const column = BY_NAME.get(fold(name));
  if (column !== undefined) {
    const meaning = { kind: "focus", column } as const;
    return column === spelling
      ? { spelling, meaning }
      : { spelling, meaning, quirk: "header-spelling" };
  }
  const renamed = BY_OLDER_NAME.get(fold(name));
  if (renamed !== undefined && !present.has(renamed)) {
    return { spelling, meaning: { kind: "focus", column: renamed }, quirk: "header-older-name" };
  }
  if (name !== "") return { spelling, meaning: { kind: "extra", name } };
  return {
    spelling,
    meaning: { kind: "extra", name: `x_Column${index + 1}` },
    quirk: "header-unnamed",
  };
}

function duplicateProblems(columns: readonly ReadColumn[]): string[] {
  const byName = Map.groupBy(columns, ({ meaning }) =>
    meaning.kind === "focus" ? meaning.column : meaning.name.toLowerCase(),
  );
  return [...byName].flatMap(([name, same]) => {
    if (same.length === 1) return [];
    const spellings = same.map(({ spelling }) => JSON.stringify(spelling)).join(" and ");
    return [
      `The column ${name} is there more than once, as ${spellings}; keep the right one only.`,
    ];
  });
}

function missingProblems(columns: readonly FocusColumn[]): string[] {
  const missing = MANDATORY_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length === 0) return [];
  const needed = MANDATORY_COLUMNS.join(", ");
  return [`The header lacks ${missing.join(", ")}; a FOCUS file has at least ${needed}.`];
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "");
}
