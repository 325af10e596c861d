import { randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";
import { linked, saltedHash } from "#src/audit/chain";
import type { AuditEntry, AuditEvent, ChainLink } from "#src/audit/entry";
import type { AuditSeal } from "#src/audit/seal";

const SALT_BYTES = 32;

/** Adds entries at the end of the store's chain; each call belongs into an immediate transaction. */
export class AuditChain {
  readonly #statements: ReturnType<typeof prepareAll>;
  readonly #seal: AuditSeal | null;

  /** @param seal null where there is no key */
  constructor(database: Database, seal: AuditSeal | null = null) {
    this.#statements = prepareAll(database);
    this.#seal = seal;
  }

  /** Where the chain ends. */
  head(): ChainLink {
    const head = this.#statements.head.get();
    if (head === undefined) throw new Error("The audit log doesn't say where it ends.");
    return head;
  }

  append(event: AuditEvent): AuditEntry {
    const { person, text } = event;
    return this.#add(event, this.#referenceOf(person.toLowerCase()), text);
  }

  /** Adds an entry about a person by their reference: after this they may be erased. */
  appendErasure(reference: string, event: Omit<AuditEvent, "kind" | "person" | "text">): void {
    this.#add({ ...event, kind: "erasure" }, reference, null);
  }

  /** By what a person stands in the chain; null where nothing of theirs is known. */
  personNamed(name: string): string | null {
    return this.#statements.person.get(name.toLowerCase()) ?? null;
  }

  #add(
    { at, kind, platform, channel, what }: Omit<AuditEvent, "person" | "text">,
    person: string,
    content: string | null,
  ): AuditEntry {
    const salt = randomBytes(SALT_BYTES).toString("hex");
    const text = content === null ? null : saltedHash(salt, content);
    const loose = { at: at.toISOString(), kind, person, platform, channel, text };
    const entry = linked({ ...loose, what: JSON.stringify(what) }, this.head(), this.#seal);
    const { number, hash } = entry;
    const { insertEntry, insertText, advance } = this.#statements;
    insertEntry.run(entry);
    if (text !== null) insertText.run(text, number, person, salt, content);
    advance.run(number, hash);
    return entry;
  }

  #referenceOf(name: string): string {
    if (name === "") return "";
    const known = this.personNamed(name);
    if (known !== null) return known;
    const salt = randomBytes(SALT_BYTES).toString("hex");
    const reference = saltedHash(salt, name);
    this.#statements.insertPerson.run(reference, name, salt);
    return reference;
  }
}

function prepareAll(database: Database) {
  return {
    head: database.prepare<[], ChainLink>("SELECT number, hash FROM audit_head"),
    advance: database.prepare<[number, string]>("UPDATE audit_head SET number = ?, hash = ?"),
    person: database
      .prepare<[string], string>("SELECT reference FROM audit_person WHERE name = ?")
      .pluck(),
    insertPerson: database.prepare<[string, string, string]>(
      "INSERT INTO audit_person (reference, name, salt) VALUES (?, ?, ?)",
    ),
    insertText: database.prepare<[string, number, string, string, string | null]>(
      "INSERT INTO audit_text (reference, number, person, salt, text) VALUES (?, ?, ?, ?, ?)",
    ),
    insertEntry: database.prepare<[AuditEntry]>(
      `INSERT INTO audit_entry
         (number, at, kind, person, platform, channel, what, text, previous_hash, hash, seal)
       VALUES
         (@number, @at, @kind, @person, @platform, @channel, @what, @text, @previousHash, @hash,
          @seal)`,
    ),
  };
}
