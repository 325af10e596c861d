import type { Database } from "better-sqlite3";
import { ChainCheck, type ChainReport, type CheckedEntry } from "#src/audit/chain-check";
import type { AuditEntry, AuditKind, ChainLink } from "#src/audit/entry";
import { NOTHING_REMOVED, type Retention, readRetention } from "#src/audit/removal-facts";
import type { AuditSeal } from "#src/audit/seal";

/** Which entries are wanted: all that keep to every condition that isn't null. */
export interface AuditFilter {
  /** Instants, ISO 8601; the second one isn't within. */
  readonly since: string | null;
  readonly until: string | null;
  /** E-mail, or a stranger's id on the platform. */
  readonly person: string | null;
  readonly kind: AuditKind | null;
  /** The last so many. */
  readonly limit: number | null;
}

/** An entry as people read it. */
export interface ReadEntry {
  readonly number: number;
  readonly at: string;
  readonly kind: AuditKind;
  /** `erased-1f00c5d2` for somebody who was erased. */
  readonly person: string;
  readonly platform: string | null;
  readonly channel: string | null;
  /** JSON */
  readonly what: string;
  /** Null where there was none, or it isn't kept any more. */
  readonly text: string | null;
  readonly hash: string;
}

interface CheckedRow extends AuditEntry {
  readonly personName: string | null;
  readonly personSalt: string | null;
  readonly content: string | null;
  readonly textSalt: string | null;
}

const LETTERS_OF_ERASED = 8;

/** Entries in order of their numbers; those that are said to be removed aren't among them, whether or not they are there. */
export function readAudit(database: Database, filter: AuditFilter): ReadEntry[] {
  const { since, until, person, kind, limit } = filter;
  const { entriesUntil } = lastRetention(database);
  const rows = database
    .prepare<unknown[], ReadEntry & { readonly reference: string }>(
      `SELECT entry.number, entry.at, entry.kind, coalesce(person.name, '') AS person,
         entry.person AS reference, entry.platform, entry.channel, entry.what, words.text, entry.hash
       FROM audit_entry AS entry
       LEFT JOIN audit_person AS person ON person.reference = entry.person
       LEFT JOIN audit_text AS words ON words.reference = entry.text
       WHERE entry.number > @entriesUntil
         AND (@since IS NULL OR entry.at >= @since) AND (@until IS NULL OR entry.at < @until)
         AND (@person IS NULL OR person.name = @person) AND (@kind IS NULL OR entry.kind = @kind)
       ORDER BY entry.number DESC LIMIT @limit`,
    )
    .all({
      ...{ entriesUntil, since, until, kind },
      ...{ person: person?.toLowerCase() ?? null, limit: limit ?? -1 },
    });
  return rows.toReversed().map(({ reference, ...entry }) => ({
    ...entry,
    person: entry.person === "" ? nameOfErased(reference) : entry.person,
  }));
}

function nameOfErased(reference: string): string {
  return reference === "" ? "" : `erased-${reference.slice(0, LETTERS_OF_ERASED)}`;
}

/** Checks the whole chain as it stands at one moment, and its seals where there is a key. */
export function checkAudit(database: Database, seal: AuditSeal | null = null): ChainReport {
  return database.transaction(() => checkChain(database, seal)).deferred();
}

function checkChain(database: Database, seal: AuditSeal | null): ChainReport {
  const retention = lastRetention(database);
  const check = new ChainCheck(retention, seal);
  const rows = database
    .prepare<[number], CheckedRow>(
      `SELECT entry.number, at, kind, entry.person, platform, channel, what, entry.text,
         previous_hash AS previousHash, hash, seal, person.name AS personName, person.salt AS personSalt,
         words.text AS content, words.salt AS textSalt
       FROM audit_entry AS entry
       LEFT JOIN audit_person AS person ON person.reference = entry.person
       LEFT JOIN audit_text AS words ON words.reference = entry.text
       WHERE entry.number > ? ORDER BY entry.number`,
    )
    .iterate(retention.entriesUntil);
  for (const row of rows) check.take(checkedEntry(row));
  const head = database.prepare<[], ChainLink>("SELECT number, hash FROM audit_head").get();
  return check.end(head ?? null);
}

function checkedEntry(row: CheckedRow): CheckedEntry {
  const { personName, personSalt, content, textSalt, ...entry } = row;
  return { entry, person: kept(personSalt, personName), text: kept(textSalt, content) };
}

function kept(salt: string | null, content: string | null): CheckedEntry["text"] {
  return salt === null || content === null ? null : { salt, content };
}

/** The hash of an entry that is kept, or of the last one that was removed; null for any other. */
export function hashOfEntry(database: Database, number: number): string | null {
  const { entriesUntil, entriesHash } = lastRetention(database);
  if (number === entriesUntil) return entriesHash;
  const hash = database
    .prepare<[number], string>("SELECT hash FROM audit_entry WHERE number = ?")
    .pluck();
  return hash.get(number) ?? null;
}

/** What was removed because it was too old. */
export function lastRetention(database: Database): Retention {
  const entry = lastOfKind(database, "retention");
  return entry === null ? NOTHING_REMOVED : readRetention(entry);
}

/** The number of the last entry of a kind, and what it says, as JSON; null without one. */
export function lastOfKind(
  database: Database,
  kind: AuditKind,
): Pick<AuditEntry, "number" | "what"> | null {
  const last = database.prepare<[AuditKind], Pick<AuditEntry, "number" | "what">>(
    "SELECT number, what FROM audit_entry WHERE kind = ? ORDER BY number DESC LIMIT 1",
  );
  return last.get(kind) ?? null;
}
