import type { Database, Statement } from "better-sqlite3";
import type { TeamsOfChannels } from "#src/schedule-config";

/** Whose channels are, as people have said. */
export class StoredChannelTeams implements TeamsOfChannels {
  readonly #count: Statement<[], number>;
  readonly #select: Statement<[], { readonly channel: string; readonly team: string | null }>;
  readonly #insert: Statement<(string | null)[]>;
  #known: ReadonlyMap<string, string> = new Map();
  #knownCount = 0;

  constructor(database: Database) {
    this.#count = database
      .prepare<[], number>("SELECT count(*) FROM channel_team")
      .pluck() as Statement<[], number>;
    this.#select = database.prepare(
      `SELECT channel, team FROM channel_team
       WHERE number IN (SELECT max(number) FROM channel_team GROUP BY channel)`,
    );
    this.#insert = database.prepare(
      `INSERT INTO channel_team (action_id, channel, team, person, said_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  all(): ReadonlyMap<string, string> {
    const count = this.#count.get() ?? 0;
    if (count === this.#knownCount) return this.#known;
    this.#known = new Map(
      this.#select.all().flatMap(({ channel, team }) => (team === null ? [] : [[channel, team]])),
    );
    this.#knownCount = count;
    return this.#known;
  }

  /** Says whose a channel is, or that it is nobody's (null); the same action again changes nothing. */
  bind(
    actionId: string,
    channel: string,
    team: string | null,
    { person, now }: { readonly person: string; readonly now: Date },
  ): void {
    this.#insert.run(actionId, channel, team, person, now.toISOString());
  }
}
