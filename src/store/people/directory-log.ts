import type { Database, Statement } from "better-sqlite3";
import type { EntryChange } from "#src/people/directory-changes";
import type { DirectoryEntry, HeldEntry } from "#src/people/directory-entry";

/** An entry with the time for which it holds. */
export interface DatedEntry extends HeldEntry {
  /** Instant. */
  readonly since: string;
  /** Instant; null as long as it holds. */
  readonly until: string | null;
}

/** A list as a whole. */
export interface DirectoryList {
  readonly origin: string;
  /** Instant at which it was last read. */
  readonly readAt: string;
  /** How many people it has. */
  readonly people: number;
}

interface Row extends Omit<DatedEntry, "entry"> {
  readonly entry: string;
}

const COLUMNS = "origin, entry, since, until";

/** Keeps what lists from elsewhere say of people; each list is replaced as a whole. */
export class DirectoryLog {
  readonly #database: Database;
  readonly #generation: Statement<[], number>;
  readonly #held: Statement<[], Row>;
  readonly #end: Statement<[string, string, string]>;
  readonly #insert: Statement<[string, string, string, string]>;
  readonly #read: Statement<[string, string]>;

  constructor(database: Database) {
    this.#database = database;
    this.#generation = database
      .prepare<[], number>("SELECT number FROM directory_generation")
      .pluck();
    this.#held = database.prepare(
      `SELECT ${COLUMNS} FROM directory_entry WHERE until IS NULL ORDER BY origin, email`,
    );
    this.#end = database.prepare(
      "UPDATE directory_entry SET until = ? WHERE origin = ? AND email = ? AND until IS NULL",
    );
    this.#insert = database.prepare(
      "INSERT INTO directory_entry (origin, email, entry, since) VALUES (?, ?, ?, ?)",
    );
    this.#read = database.prepare(
      "INSERT OR REPLACE INTO directory_list (origin, read_at) VALUES (?, ?)",
    );
  }

  /** Another number whenever what holds has changed, by whichever process. */
  generation(): number {
    return this.#generation.get() ?? 0;
  }

  /** All that holds. */
  held(): DatedEntry[] {
    return this.#held.all().map(dated);
  }

  /** All that lists have ever said of somebody, the latest first. */
  history(email: string): DatedEntry[] {
    return this.#database
      .prepare<[string], Row>(
        `SELECT ${COLUMNS} FROM directory_entry WHERE email = ? ORDER BY until IS NOT NULL, id DESC`,
      )
      .all(email.toLowerCase())
      .map(dated);
  }

  /** Every list that was ever read. */
  lists(): DirectoryList[] {
    return this.#database
      .prepare<[], DirectoryList>(
        `SELECT origin, read_at AS readAt,
           (SELECT count(*) FROM directory_entry AS entry
            WHERE entry.origin = directory_list.origin AND entry.until IS NULL) AS people
         FROM directory_list ORDER BY origin`,
      )
      .all();
  }

  /** What would be another with this list, in the order of addresses. */
  changes(origin: string, entries: readonly DirectoryEntry[]): EntryChange[] {
    const before = new Map(
      this.held()
        .filter((held) => held.origin === origin)
        .map(({ entry }) => [entry.email, entry]),
    );
    const after = new Map(entries.map((entry) => [entry.email, entry]));
    const emails = [...new Set([...before.keys(), ...after.keys()])].toSorted();
    return emails
      .map((email) => ({
        email,
        before: before.get(email) ?? null,
        after: after.get(email) ?? null,
      }))
      .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
  }

  /** Puts a list in the place of the former one, in one transaction; returns what that has changed. */
  keep(origin: string, entries: readonly DirectoryEntry[], now: Date): EntryChange[] {
    const at = now.toISOString();
    const replace = this.#database.transaction(() => {
      const changes = this.changes(origin, entries);
      for (const { email, before, after } of changes) {
        if (before !== null) this.#end.run(at, origin, email);
        if (after !== null) this.#insert.run(origin, email, JSON.stringify(after), at);
      }
      this.#read.run(origin, at);
      return changes;
    });
    return replace.immediate();
  }
}

function dated({ entry, ...row }: Row): DatedEntry {
  return { ...row, entry: JSON.parse(entry) as DirectoryEntry };
}
