import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LooseEntry, linked } from "#src/audit/chain";
import { AUDIT_KINDS, type AuditEvent } from "#src/audit/entry";
import { checkAudit } from "#src/store/audit/audit-reader";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { disarm, event, withDatabase } from "./audit-store.ts";

const someEvent = fc.record({
  kind: fc.constantFrom(
    ...AUDIT_KINDS.filter((kind) => kind !== "erasure" && kind !== "retention"),
  ),
  person: fc.constantFrom("", "ann@example.com", "slack:T1/U9"),
  channel: fc.option(fc.constantFrom("slack:T1/C1", "teams:t/c")),
  what: fc.dictionary(fc.string(), fc.jsonValue()),
  text: fc.option(fc.string({ maxLength: 20 })),
});

type SomeEvent = Pick<AuditEvent, "kind" | "person" | "channel" | "what" | "text">;

function write(database: Database, events: readonly SomeEvent[]): void {
  const audit = new StoredAudit(database);
  for (const one of events) audit.note(event(one));
  audit.close();
}

const COLUMNS = ["at", "kind", "person", "platform", "channel", "what", "text"] as const;

/** What somebody may do to an entry with a number, of so many. */
const tamperings: Readonly<
  Record<string, (database: Database, number: number, count: number) => void>
> = {
  ...Object.fromEntries(
    COLUMNS.map((column) => [
      `changes ${column}`,
      (database: Database, number: number) =>
        database
          .prepare(
            `UPDATE audit_entry SET ${column} = coalesce(${column}, '') || 'x' WHERE number = ?`,
          )
          .run(number),
    ]),
  ),
  "changes the hash": (database, number) =>
    database
      .prepare("UPDATE audit_entry SET hash = '00' || substr(hash, 3) || 'f' WHERE number = ?")
      .run(number),
  removes: (database, number) =>
    database.prepare("DELETE FROM audit_entry WHERE number = ?").run(number),
  "removes and moves the later ones up": (database, number, count) => {
    database.prepare("DELETE FROM audit_entry WHERE number = ?").run(number);
    for (let later = number + 1; later <= count; later++) {
      database.prepare("UPDATE audit_entry SET number = number - 1 WHERE number = ?").run(later);
    }
  },
  "removes it and all later ones": (database, number) =>
    database.prepare("DELETE FROM audit_entry WHERE number >= ?").run(number),
  "swaps with the next": (database, number, count) => {
    const other = number === count ? 1 : number + 1;
    const move = database.prepare("UPDATE audit_entry SET number = ? WHERE number = ?");
    move.run(-1, number);
    move.run(number, other);
    move.run(other, -1);
  },
  "replaces with one whose hash fits": (database, number) => {
    const row = database
      .prepare<[number], LooseEntry & { readonly before: string }>(
        `SELECT at, kind, person, platform, channel, what, text, previous_hash AS before
         FROM audit_entry WHERE number = ?`,
      )
      .get(number);
    if (row === undefined) throw new Error("no row");
    const { before, ...loose } = row;
    const forged = linked(
      { ...loose, what: '{"forged":true}' },
      { number: number - 1, hash: before },
    );
    database
      .prepare("UPDATE audit_entry SET what = ?, hash = ? WHERE number = ?")
      .run(forged.what, forged.hash, number);
  },
  "adds a copy at the end": (database, number, count) =>
    database
      .prepare(
        `INSERT INTO audit_entry SELECT ${count + 1}, at, kind, person, platform, channel, what,
           text, previous_hash, hash, seal FROM audit_entry WHERE number = ?`,
      )
      .run(number),
};

describe("the audit log's chain", () => {
  test("is whole as it is written", () =>
    fc.assert(
      fc.asyncProperty(fc.array(someEvent, { maxLength: 20 }), (events) =>
        withDatabase((database) => {
          write(database, events);
          const report = checkAudit(database);
          expect(report.findings).toEqual([]);
          expect(report.entries).toBe(events.length);
        }),
      ),
      { numRuns: 15 },
    ));

  test.each(Object.keys(tamperings))("shows when somebody %s (an entry)", (name) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(someEvent, { minLength: 2, maxLength: 12 }),
        fc.nat(),
        (events, random) =>
          withDatabase((database) => {
            write(database, events);
            disarm(database);
            const number = (random % events.length) + 1;
            tamperings[name]?.(database, number, events.length);
            const { findings } = checkAudit(database);
            expect(findings.length).toBeGreaterThan(0);
          }),
      ),
      { numRuns: 6 },
    ),
  );

  test("shows a text or a person that was changed or taken away", async () => {
    const spoil = [
      "UPDATE audit_text SET text = 'something else' WHERE number = 2",
      "UPDATE audit_text SET salt = 'x' WHERE number = 2",
      "DELETE FROM audit_text WHERE number = 2",
      "UPDATE audit_person SET name = 'bob@example.com' WHERE name = 'ann@example.com'",
      "DELETE FROM audit_person WHERE name = 'ann@example.com'",
    ];
    for (const sql of spoil) {
      await withDatabase((database) => {
        write(database, [event(), event(), event()]);
        disarm(database);
        database.exec(sql);
        expect(checkAudit(database).findings, sql).not.toEqual([]);
      });
    }
  });

  test("says where it is broken, and how", () =>
    withDatabase((database) => {
      write(
        database,
        Array.from({ length: 9 }, () => event()),
      );
      disarm(database);
      tamperings["changes what"]?.(database, 2, 9);
      tamperings["swaps with the next"]?.(database, 4, 9);
      tamperings["removes"]?.(database, 7, 9);
      tamperings["removes it and all later ones"]?.(database, 9, 9);
      const { findings } = checkAudit(database);
      expect(findings.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
        "2 changed",
        "4 moved",
        "5 moved",
        "7 missing",
        "9 cut",
      ]);
    }));

  test.each([
    "UPDATE audit_entry SET what = '{}'",
    "DELETE FROM audit_entry",
    "INSERT OR REPLACE INTO audit_entry SELECT number, at, 'x', person, platform, channel, what, text, previous_hash, hash, seal FROM audit_entry",
    "UPDATE audit_text SET text = ''",
    "DELETE FROM audit_text",
    "UPDATE audit_person SET name = 'x'",
    "DELETE FROM audit_person",
    "UPDATE audit_head SET number = 0",
    "DELETE FROM audit_head",
  ])("can't be changed by mistake: %s", (sql) =>
    withDatabase((database) => {
      write(database, [event(), event()]);
      expect(() => database.exec(sql)).toThrow(/audit log/);
      expect(checkAudit(database).findings).toEqual([]);
    }),
  );
});
