import type { Database, Statement } from "better-sqlite3";
import { readAlert } from "#src/schedule/alert";
import { type Opinion, type Schedule, scheduleSchema } from "#src/schedule-book";

interface OpinionRow extends Omit<Opinion, "name"> {
  /** JSON of the schedule, or of the alert. */
  readonly sent: string | null;
}

const REPORTS = `
  SELECT 'report' AS kind, posting.step AS period, posting.channel, feedback.person, feedback.verdict,
    feedback.note, feedback.given_at AS givenAt,
    (SELECT schedule FROM schedule_version
     WHERE id = posting.subject AND schedule IS NOT NULL ORDER BY number DESC LIMIT 1) AS sent
  FROM feedback JOIN posting ON posting.id = feedback.answer_id
  WHERE posting.kind = 'report' AND feedback.given_at >= ?`;
const ALERTS = `
  SELECT 'alert' AS kind, substr(matter.begun_at, 1, 10) AS period, matter.channel, feedback.person,
    feedback.verdict, feedback.note, feedback.given_at AS givenAt, matter.alert AS sent
  FROM feedback JOIN matter ON matter.id = feedback.answer_id
  WHERE feedback.given_at >= ?`;

/** What people think of what was sent by itself. */
export class StoredOpinions {
  readonly #select: Statement<[string, string], OpinionRow>;

  constructor(database: Database) {
    this.#select = database.prepare(`${REPORTS} UNION ALL ${ALERTS} ORDER BY givenAt DESC`);
  }

  /**
   * Those that were given from an instant on, the newest first.
   * @param isTold whether those of a schedule's reports are told; null stands for alerts, which may be of anything
   */
  since(instant: Date, isTold: (schedule: Schedule | null) => boolean = () => true): Opinion[] {
    const from = instant.toISOString();
    return this.#select.all(from, from).flatMap(({ sent, ...row }) => {
      const schedule = row.kind === "alert" ? null : scheduleIn(sent);
      return isTold(schedule) ? [{ ...row, name: schedule?.name ?? titleOf(sent) }] : [];
    });
  }
}

function scheduleIn(sent: string | null): Schedule | null {
  return sent === null ? null : scheduleSchema.parse(JSON.parse(sent));
}

function titleOf(alert: string | null): string {
  return alert === null ? "A report" : readAlert(alert).card.title;
}
