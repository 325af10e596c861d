import type { Database, Statement } from "better-sqlite3";
import type { FeedbackBook } from "#src/chat/ports";

/** Characters of a note that are kept. */
const LONGEST_NOTE = 2000;

/** What people think of answers. */
export class StoredFeedback implements FeedbackBook {
  readonly #upsert: Statement<[string, string, string, string | null, string]>;

  constructor(database: Database) {
    this.#upsert = database.prepare(
      `INSERT INTO feedback (answer_id, person, verdict, note, given_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET verdict = excluded.verdict,
         note = coalesce(excluded.note, feedback.note), given_at = excluded.given_at`,
    );
  }

  keep(
    answerId: string,
    person: string,
    { verdict, note }: { readonly verdict: "good" | "bad"; readonly note: string | null },
    now: Date,
  ): void {
    this.#upsert.run(
      answerId,
      person,
      verdict,
      note?.slice(0, LONGEST_NOTE) ?? null,
      now.toISOString(),
    );
  }
}
