import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import type { AuditEvent } from "#src/audit/entry";
import type { Retention } from "#src/audit/removal-facts";
import type { AuditSeal } from "#src/audit/seal";
import type { AuditSettings } from "#src/audit/settings";
import { storeProblem } from "#src/store/store-problem";
import { AuditChain } from "./audit-chain.ts";
import { hashOfEntry, lastRetention } from "./audit-reader.ts";

const DAY = 86_400_000;
/** So many rows are removed in one transaction. */
const AT_ONCE = 500;

/** What was erased of a person. */
export interface Erased {
  readonly entries: number;
  readonly texts: number;
  /** Whether it still stands in the log beside the store, which couldn't be emptied. */
  readonly isInLog: boolean;
}

/**
 * Removes what a person wrote, and who they were: their entries stay, under a name that leads back to nobody. Also
 * what is kept of their conversations, of buttons under their answers, their notes on answers, and what lists of people
 * once said of them. Null where nothing is kept of them.
 */
export function erasePerson(
  database: Database,
  name: string,
  at: Date,
  seal: AuditSeal | null = null,
): Erased | null {
  const erased = eraseAtOnce(database, new AuditChain(database, seal), name, at);
  return erased === null ? null : { ...erased, isInLog: !emptyLog(database) };
}

/** What stands in the log beside the store goes into its file; false while another reads there, or the disk is full. */
function emptyLog(database: Database): boolean {
  try {
    return database.pragma("wal_checkpoint(TRUNCATE)", { simple: true }) === 0;
  } catch (error) {
    if (storeProblem(error) === null) throw error;
    return false;
  }
}

function eraseAtOnce(
  database: Database,
  chain: AuditChain,
  name: string,
  at: Date,
): Omit<Erased, "isInLog"> | null {
  return database
    .transaction(() => {
      const reference = chain.personNamed(name);
      const others = forgetElsewhere(database, name.toLowerCase());
      if (reference === null) return others === 0 ? null : { entries: 0, texts: others };
      const entries = count(
        database,
        "SELECT count(*) FROM audit_entry WHERE person = ?",
        reference,
      );
      const texts = count(database, "SELECT count(*) FROM audit_text WHERE person = ?", reference);
      chain.appendErasure(reference, { ...byItself(at), what: { texts: texts + others } });
      database.prepare("DELETE FROM audit_text WHERE person = ?").run(reference);
      database.prepare("DELETE FROM audit_person WHERE reference = ?").run(reference);
      return { entries, texts: texts + others };
    })
    .immediate();
}

/** What else the store keeps of what a person said, or once was; returns how many texts. */
function forgetElsewhere(database: Database, name: string): number {
  const conversations = database.prepare("DELETE FROM conversation WHERE person = ?").run(name);
  // What a button would do, and what the thread was about; the buttons have expired.
  const buttons = database.prepare("DELETE FROM issued_action WHERE person = ?").run(name);
  // Strangers stand there without their platform.
  const stranger = name.replace(/^[a-z]+:/, "");
  const notes = database
    .prepare("UPDATE feedback SET note = NULL WHERE lower(person) IN (?, ?) AND note IS NOT NULL")
    .run(name, stranger);
  // Who they are now is for the lists to say that have them.
  const former = database
    .prepare("DELETE FROM directory_entry WHERE email = ? AND until IS NOT NULL")
    .run(name);
  return conversations.changes + buttons.changes + notes.changes + former.changes;
}

/** Removes what is older than it may become; an entry says before what is removed. */
export async function removeOld(
  database: Database,
  { entryDays, textDays }: AuditSettings,
  now: Date,
  seal: AuditSeal | null = null,
): Promise<void> {
  const oldest = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
  const chain = new AuditChain(database, seal);
  announce(database, chain, { entries: oldest(entryDays), texts: oldest(textDays) }, now);
  const { entriesUntil, textsUntil } = lastRetention(database);
  const steps = [
    { table: "audit_text", until: textsUntil },
    { table: "audit_entry", until: entriesUntil },
  ] as const;
  for (const { table, until } of steps) {
    const some = database.prepare<[number]>(
      `DELETE FROM ${table} WHERE number IN
         (SELECT number FROM ${table} WHERE number <= ? ORDER BY number LIMIT ${AT_ONCE})`,
    );
    for (let removed = AT_ONCE; removed === AT_ONCE; ) {
      removed = some.run(until).changes;
      // Others write in between.
      await wait(1);
    }
  }
  removeUnnamed(database, entriesUntil);
}

/** Persons of whom there is no entry any more. */
function removeUnnamed(database: Database, entriesUntil: number): void {
  if (entriesUntil === 0) return;
  database.exec(
    `DELETE FROM audit_person WHERE NOT EXISTS
       (SELECT 1 FROM audit_entry WHERE person = audit_person.reference)`,
  );
}

/** Says up to which numbers entries and texts are removed, where that is more than before. */
function announce(
  database: Database,
  chain: AuditChain,
  oldest: { readonly entries: string; readonly texts: string },
  now: Date,
): void {
  database
    .transaction(() => {
      const before = lastRetention(database);
      const last = chain.head().number;
      const entriesUntil = Math.max(
        before.entriesUntil,
        lastBefore(database, oldest.entries, last),
      );
      const oldTexts = Math.max(entriesUntil, lastBefore(database, oldest.texts, last));
      const textsUntil = Math.max(before.textsUntil, lastText(database, oldTexts));
      if (entriesUntil === before.entriesUntil && textsUntil === before.textsUntil) return;
      const entriesHash = hashOfEntry(database, entriesUntil) ?? before.entriesHash;
      const what: Retention = { entriesUntil, entriesHash, textsUntil };
      chain.append({
        ...byItself(now),
        ...{ kind: "retention", person: "", text: null },
        what: { ...what },
      });
    })
    .immediate();
}

/** The number of the last entry before the first one that is new enough, `last` without one; clocks may go back. */
function lastBefore(database: Database, oldest: string, last: number): number {
  const first = count(database, "SELECT min(number) FROM audit_entry WHERE at >= ?", oldest);
  return first > 0 ? first - 1 : last;
}

/** The number of the last text up to a number; 0 without one. */
function lastText(database: Database, until: number): number {
  return count(database, "SELECT max(number) FROM audit_text WHERE number <= ?", until);
}

function byItself(at: Date): Pick<AuditEvent, "at" | "platform" | "channel"> {
  return { at, platform: null, channel: null };
}

/** The one number that a query gives; 0 for none. */
function count(database: Database, sql: string, value: string | number): number {
  return database.prepare<[string | number], number | null>(sql).pluck().get(value) ?? 0;
}
