import type { Database, Statement } from "better-sqlite3";
import {
  type HeldSchedule,
  type Schedule,
  type ScheduleVersion,
  scheduleSchema,
} from "#src/schedule-book";
import { isBusy } from "#src/store/sync/lease";

interface VersionRow extends Omit<ScheduleVersion, "schedule"> {
  readonly schedule: string | null;
}

/** All schedules in the store, whoever may see them. */
export class ScheduleVersions {
  readonly #database: Database;
  readonly #count: Statement<[], number>;
  readonly #select: Statement<[], VersionRow>;
  readonly #selectOne: Statement<[string], VersionRow>;
  readonly #insert: Statement<(string | null)[]>;
  #known: readonly HeldSchedule[] = [];
  #knownCount = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#count = database
      .prepare<[], number>("SELECT count(*) FROM schedule_version")
      .pluck() as Statement<[], number>;
    const columns = "id, schedule, person, set_at AS setAt, origin";
    this.#select = database.prepare(`SELECT ${columns} FROM schedule_version ORDER BY number`);
    this.#selectOne = database.prepare(
      `SELECT ${columns} FROM schedule_version WHERE action_id = ?`,
    );
    this.#insert = database.prepare(
      `INSERT INTO schedule_version (action_id, id, schedule, person, origin, set_at)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  /** Those that hold; what was said last of one counts, by a person or by tally.yaml. */
  held(): readonly HeldSchedule[] {
    const count = this.#count.get() ?? 0;
    if (count === this.#knownCount) return this.#known;
    const byId = Map.groupBy(this.#select.all().map(versionOf), ({ id }) => id);
    this.#known = [...byId].flatMap(([id, versions]) => {
      const schedule = versions.at(-1)?.schedule ?? null;
      return schedule === null ? [] : [{ id, schedule, versions }];
    });
    this.#knownCount = count;
    return this.#known;
  }

  keptBy(actionId: string): ScheduleVersion | null {
    const row = this.#selectOne.get(actionId);
    return row === undefined ? null : versionOf(row);
  }

  /** The same action id again changes nothing. Returns whether it was new. */
  keep(actionId: string, { id, schedule, person, setAt, origin }: ScheduleVersion): boolean {
    const text = schedule === null ? null : JSON.stringify(schedule);
    return this.#insert.run(actionId, id, text, person, origin, setAt).changes === 1;
  }

  /**
   * Keeps how tally.yaml has its schedules now, where that differs from how it was last read. A store that is busy
   * is left for the next time.
   */
  noteFile(given: ReadonlyMap<string, Schedule>, now: Date): void {
    try {
      this.#database.transaction(() => this.#noteFile(given, now.toISOString())).immediate();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }

  #noteFile(given: ReadonlyMap<string, Schedule>, setAt: string): void {
    const ofFile = this.#select.all().filter(({ origin }) => origin === "tally.yaml");
    const last = new Map(ofFile.map(({ id, schedule }) => [id, schedule]));
    const wanted = new Map([...given].map(([name, schedule]) => [`tally.yaml ${name}`, schedule]));
    const ids = new Set([...last.keys(), ...wanted.keys()]);
    for (const id of ids) {
      const schedule = wanted.get(id) ?? null;
      if (textOf(schedule) === asKnownNow(last.get(id) ?? null)) continue;
      const version = { id, schedule, person: "", setAt, origin: "tally.yaml" } as const;
      this.keep(`${id} ${setAt}`, version);
    }
  }
}

/** A version as this program writes it: settings that came up since are no change. */
function asKnownNow(stored: string | null): string | null {
  return stored === null ? null : textOf(scheduleSchema.parse(JSON.parse(stored)));
}

function textOf(schedule: Schedule | null): string | null {
  return schedule === null ? null : JSON.stringify(scheduleSchema.parse(schedule));
}

function versionOf({ schedule, ...row }: VersionRow): ScheduleVersion {
  const parsed = schedule === null ? null : scheduleSchema.parse(JSON.parse(schedule));
  return { ...row, schedule: parsed };
}
