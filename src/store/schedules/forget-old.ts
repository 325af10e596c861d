import type { Database } from "better-sqlite3";

/** What is settled and of nothing that goes on; of each schedule the last report stays, which says when it was due. */
const OLD = `
  state <> 'open' AND settled_at < $before
  AND NOT (kind = 'report' AND number = (
    SELECT max(number) FROM posting AS other WHERE other.subject = posting.subject))
  AND subject NOT IN (SELECT id FROM matter WHERE state <> 'over' OR over_at >= $before)`;
const OVER = "state = 'over' AND over_at < $before";

/** What is deleted of it, in this order; what people thought of it goes with it. */
const DELETIONS = [
  `DELETE FROM feedback WHERE answer_id IN (
     SELECT id FROM posting WHERE ${OLD} UNION ALL SELECT id FROM matter WHERE ${OVER})`,
  `DELETE FROM posting WHERE ${OLD}`,
  `DELETE FROM matter WHERE ${OVER}`,
  "DELETE FROM alert_mute WHERE said_at < $before AND coalesce(until, said_at) < $before",
];

/** Forgets what was sent, and what alerts were about, before an instant; at once or not at all. */
export function forgetOld(database: Database, before: Date): void {
  const given = { before: before.toISOString() };
  database
    .transaction(() => {
      for (const deletion of DELETIONS) database.prepare(deletion).run(given);
    })
    .immediate();
}
