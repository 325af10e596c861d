import type { Database, Statement } from "better-sqlite3";
import type { ProviderItem, ProviderItemKind } from "#src/provider-items";

/** How far a feed was read. */
export interface FeedState {
  /** Instant of the last reading that succeeded. */
  readonly readAt: string;
  /** The feed's own, for its next reading. */
  readonly memory: string | null;
}

/** What was kept of a feed. */
export interface FeedSummary {
  readonly source: string;
  readonly feed: string;
  readonly readAt: string;
  /** Items that it lists now. */
  readonly items: number;
}

/** One reading of a feed, to be kept. */
export interface KeptReading {
  readonly source: string;
  readonly feed: string;
  readonly kind: ProviderItemKind;
  readonly items: readonly ProviderItem[];
  /** Ids of what is gone unless it is among them; null where what isn't listed may still be there. */
  readonly listed: ReadonlySet<string> | null;
  readonly memory: string | null;
  readonly now: Date;
}

/** What a reading changed. */
export interface FeedChanges {
  /** Items that weren't listed before. */
  readonly added: number;
  readonly gone: number;
}

interface ItemRow {
  readonly source: string;
  readonly feed: string;
  readonly kind: string;
  readonly id: string;
  readonly item: string;
  readonly now: string;
}

/** Keeps what the feeds of the sources list. */
export class FeedLog {
  readonly #database: Database;
  readonly #state: Statement<[string, string], FeedState>;
  readonly #listed: Statement<[string, string, string], string>;
  readonly #upsert: Statement<ItemRow>;
  readonly #markGone: Statement<[string, string, string, string]>;
  readonly #keepState: Statement<[string, string, string, string | null]>;

  constructor(database: Database) {
    this.#database = database;
    this.#state = database.prepare(
      "SELECT read_at AS readAt, memory FROM feed_state WHERE source = ? AND feed = ?",
    );
    this.#listed = database
      .prepare<[string, string, string], string>(
        `SELECT id FROM provider_item
         WHERE source = ? AND kind = ? AND feed = ? AND gone_at IS NULL`,
      )
      .pluck();
    this.#upsert = database.prepare(
      `INSERT INTO provider_item
         (source, kind, id, item, first_seen_at, last_seen_at, gone_at, feed)
       VALUES (:source, :kind, :id, :item, :now, :now, NULL, :feed)
       ON CONFLICT DO UPDATE SET
         item = excluded.item, last_seen_at = excluded.last_seen_at, gone_at = NULL,
         feed = excluded.feed`,
    );
    this.#markGone = database.prepare(
      "UPDATE provider_item SET gone_at = ? WHERE source = ? AND kind = ? AND id = ?",
    );
    this.#keepState = database.prepare(
      "INSERT OR REPLACE INTO feed_state (source, feed, read_at, memory) VALUES (?, ?, ?, ?)",
    );
  }

  /** Null before the first reading. */
  state(source: string, feed: string): FeedState | null {
    return this.#state.get(source, feed) ?? null;
  }

  /** Keeps a reading whole, with the feed's state, in one transaction. */
  keep(reading: KeptReading): FeedChanges {
    return this.#database.transaction(() => this.#keep(reading)).immediate();
  }

  /** Marks as gone what other feeds of a source than these list, and forgets how far they were read. */
  keepOnly(source: string, feeds: readonly string[], now: Date): void {
    const others = { source, feeds: JSON.stringify(feeds) };
    const isOther = "source = :source AND feed NOT IN (SELECT value FROM json_each(:feeds))";
    const isThere = `SELECT EXISTS (SELECT 1 FROM feed_state WHERE ${isOther})
      OR EXISTS (SELECT 1 FROM provider_item WHERE gone_at IS NULL AND ${isOther})`;
    // Mostly there are none, and then nothing waits for another process that writes.
    if (this.#database.prepare(isThere).pluck().get(others) === 0) return;
    const markGone = `UPDATE provider_item SET gone_at = :now WHERE gone_at IS NULL AND ${isOther}`;
    this.#database
      .transaction(() => {
        this.#database.prepare(markGone).run({ ...others, now: now.toISOString() });
        this.#database.prepare(`DELETE FROM feed_state WHERE ${isOther}`).run(others);
      })
      .immediate();
  }

  /** Every feed that was ever read, by source and name. */
  summaries(): FeedSummary[] {
    return this.#database
      .prepare<[], FeedSummary>(
        `SELECT source, feed, read_at AS readAt,
           (SELECT count(*) FROM provider_item AS item
            WHERE item.source = feed_state.source AND item.feed = feed_state.feed
              AND item.gone_at IS NULL) AS items
         FROM feed_state ORDER BY source, feed`,
      )
      .all();
  }

  /** Every source that items were ever kept of, or that was told something. */
  sources(): string[] {
    return this.#database
      .prepare<[], string>("SELECT source FROM provider_item UNION SELECT source FROM write_back")
      .pluck()
      .all();
  }

  #keep({ source, feed, kind, items, listed, memory, now }: KeptReading): FeedChanges {
    const at = now.toISOString();
    const before = new Set(this.#listed.all(source, kind, feed));
    const added = new Set(items.flatMap(({ id }) => (before.has(id) ? [] : [id])));
    for (const item of items) {
      const { id } = item;
      this.#upsert.run({ source, feed, kind, id, item: JSON.stringify(item), now: at });
    }
    const gone = listed === null ? [] : [...before].filter((id) => !listed.has(id));
    for (const id of gone) this.#markGone.run(at, source, kind, id);
    this.#keepState.run(source, feed, at, memory);
    return { added: added.size, gone: gone.length };
  }
}
