import { AUDIT_KINDS, type AuditKind, type ChainLink } from "#src/audit/entry";
import type { AuditFilter } from "#src/store/audit/audit-reader";
import { readInstant, readNow, UsageError } from "./command.ts";

/** Entries in a table, where nothing is said. */
const TABLE_ROWS = 50;
const FORMATS = ["table", "jsonl", "csv"] as const;

type Format = (typeof FORMATS)[number];

/** All options of `tally audit`. */
export const AUDIT_OPTIONS = {
  since: { type: "string" },
  until: { type: "string" },
  person: { type: "string" },
  kind: { type: "string" },
  limit: { type: "string" },
  format: { type: "string" },
  head: { type: "string" },
  db: { type: "string" },
  now: { type: "string" },
} as const;

type Given = Readonly<Partial<Record<keyof typeof AUDIT_OPTIONS, string | undefined>>>;

/** What somebody wants of the log. */
export type AuditWish =
  | { readonly verb: "list"; readonly filter: AuditFilter; readonly format: Format }
  /** `expected` is an end that was kept elsewhere. */
  | { readonly verb: "verify"; readonly expected: ChainLink | null }
  | { readonly verb: "erase"; readonly person: string; readonly now: Date };

/** What each option belongs to; the store is for all. */
const BELONGS_TO: Readonly<Record<Exclude<keyof Given, "db">, AuditWish["verb"]>> = {
  since: "list",
  until: "list",
  person: "list",
  kind: "list",
  limit: "list",
  format: "list",
  head: "verify",
  now: "erase",
};

/** Reads the command line, on which an option that would change nothing is a mistake. @throws UsageError */
export function auditWish(given: Given, words: readonly string[]): AuditWish {
  const [verb = "list", person, ...others] = words;
  const isKnown = words.length === 0 || verb === "verify" || verb === "erase";
  if (!isKnown || others.length > 0 || (verb === "erase") !== (person !== undefined)) {
    throw new UsageError("Say verify, erase and a person, or neither.");
  }
  refuseOptionsOfOthers(given, verb);
  if (person !== undefined) return { verb: "erase", person, now: readNow(given.now) };
  if (verb === "verify") {
    return { verb, expected: given.head === undefined ? null : headOf(given.head) };
  }
  const format = formatOf(given.format);
  return { verb: "list", filter: filterOf(given, format), format };
}

function refuseOptionsOfOthers(given: Given, verb: string): void {
  for (const [option, home] of Object.entries(BELONGS_TO)) {
    if (given[option as keyof Given] === undefined || home === verb) continue;
    throw new UsageError(`--${option} belongs to ${home === "list" ? "the list" : home} alone.`);
  }
}

function formatOf(text = "table"): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new UsageError(`--format is ${FORMATS.join(", ")}.`);
  return format;
}

function filterOf({ since, until, person, kind, limit }: Given, format: Format): AuditFilter {
  return {
    since: since === undefined ? null : readInstant("--since", since).toISOString(),
    until: until === undefined ? null : readInstant("--until", until).toISOString(),
    person: person ?? null,
    kind: kind === undefined ? null : kindOf(kind),
    limit: limit === undefined ? (format === "table" ? TABLE_ROWS : null) : limitOf(limit),
  };
}

function kindOf(text: string): AuditKind {
  const kind = AUDIT_KINDS.find((known) => known === text);
  if (kind === undefined) throw new UsageError(`--kind is one of ${AUDIT_KINDS.join(", ")}.`);
  return kind;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(limit) || limit < 1) {
    throw new UsageError("--limit is a number from 1 on.");
  }
  return limit;
}

function headOf(text: string): ChainLink {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) {
    throw new UsageError("--head is NUMBER:HASH, as verify writes it.");
  }
  return { number: Number(number), hash };
}
