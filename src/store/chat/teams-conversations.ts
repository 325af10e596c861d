import type { Database, Statement } from "better-sqlite3";
import type { TeamsConversation, TeamsConversations } from "#src/chat/ports";

/** Where Teams can be written to without having been asked. */
export class StoredTeamsConversations implements TeamsConversations {
  readonly #upsert: Statement<[string, string, string]>;
  readonly #select: Statement<[string], string>;
  readonly #selectLast: Statement<[string], string>;
  readonly #delete: Statement<[string]>;

  constructor(database: Database) {
    this.#upsert = database.prepare(
      `INSERT INTO teams_conversation (id, reference, seen_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET reference = excluded.reference, seen_at = excluded.seen_at`,
    );
    this.#select = database
      .prepare<[string], string>("SELECT reference FROM teams_conversation WHERE id = ?")
      .pluck();
    this.#selectLast = database
      .prepare<[string], string>(
        `SELECT reference FROM teams_conversation WHERE reference ->> 'tenantId' = ?
         ORDER BY seen_at DESC LIMIT 1`,
      )
      .pluck();
    this.#delete = database.prepare("DELETE FROM teams_conversation WHERE id = ?");
  }

  save(conversation: TeamsConversation, now: Date): void {
    const reference = JSON.stringify(conversation);
    this.#upsert.run(conversation.conversationId, reference, now.toISOString());
  }

  find(conversationId: string): TeamsConversation | null {
    return read(this.#select.get(conversationId));
  }

  lastIn(tenantId: string): TeamsConversation | null {
    return read(this.#selectLast.get(tenantId));
  }

  delete(conversationId: string): void {
    this.#delete.run(conversationId);
  }
}

function read(reference: string | undefined): TeamsConversation | null {
  return reference === undefined ? null : (JSON.parse(reference) as TeamsConversation);
}
