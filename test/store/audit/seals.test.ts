import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BEGINNING, type LooseEntry, linked } from "#src/audit/chain";
import type { ChainLink } from "#src/audit/entry";
import { AuditSeal, auditSealOf } from "#src/audit/seal";
import { ConfigError } from "#src/errors";
import { checkAudit } from "#src/store/audit/audit-reader";
import { erasePerson, removeOld } from "#src/store/audit/audit-removal";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { disarm, event, withDatabase } from "./audit-store.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const ours = new AuditSeal(["the key that stands in no store ."]);
const theirs = new AuditSeal(["a key that somebody else thought of"]);

function write(database: Database, count: number, seal: AuditSeal | null): void {
  const audit = new StoredAudit(database, seal);
  for (let at = 0; at < count; at++) audit.note(event({ what: { at } }));
  audit.close();
}

function kindsFound(database: Database, seal: AuditSeal | null = ours): string[] {
  return checkAudit(database, seal).findings.map(({ number, kind }) => `${number} ${kind}`);
}

/** Makes the chain anew from an entry on, with hashes that fit, sealed with what the attacker has. */
function makeAnew(database: Database, from: number, seal: AuditSeal | null): void {
  disarm(database);
  const rows = database
    .prepare<[], LooseEntry & { readonly number: number; readonly hash: string }>(
      "SELECT number, hash, at, kind, person, platform, channel, what, text FROM audit_entry",
    )
    .all();
  const update = database.prepare(
    `UPDATE audit_entry SET what = @what, previous_hash = @previousHash, hash = @hash, seal = @seal
     WHERE number = @number`,
  );
  let last: ChainLink = BEGINNING;
  for (const { number, hash, ...loose } of rows) {
    if (number < from) last = { number, hash };
    else {
      const forged = linked({ ...loose, what: '{"forged":true}' }, last, seal);
      update.run(forged);
      last = forged;
    }
  }
  database.prepare("UPDATE audit_head SET number = ?, hash = ?").run(last.number, last.hash);
}

describe("the seals of the audit log", () => {
  test("hold for what is written, erased and removed by whoever has the key", () =>
    withDatabase(async (database) => {
      write(database, 5, ours);
      erasePerson(database, "ann@example.com", NOW, ours);
      const later = new Date(NOW.getTime() + 800 * 86_400_000);
      await removeOld(database, { entryDays: 730, textDays: 90 }, later, ours);
      write(database, 1, ours);
      const report = checkAudit(database, ours);
      expect(report.findings).toEqual([]);
      expect(report).toMatchObject({ first: 7, seals: { from: 7, isCompared: true } });
    }));

  test("show each entry of a chain that was made anew, which its hashes don't", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(), (count, random) =>
        withDatabase((database) => {
          write(database, count, ours);
          const from = (random % count) + 1;
          makeAnew(database, from, theirs);
          expect(kindsFound(database, null)).toEqual([]);
          const forged = Array.from({ length: count - from + 1 }, (_, at) => `${from + at} seal`);
          expect(kindsFound(database)).toEqual(forged);
        }),
      ),
      { numRuns: 10 },
    ));

  test("that were taken off show, without the key too, but for all of them at once", () =>
    withDatabase((database) => {
      write(database, 4, ours);
      makeAnew(database, 3, null);
      expect(kindsFound(database, null)).toEqual(["3 seal", "4 seal"]);
      makeAnew(database, 1, null);
      write(database, 1, ours);
      // From where on there are seals is told: it never moves by itself.
      expect(checkAudit(database, ours)).toMatchObject({ findings: [], seals: { from: 5 } });
    }));

  test("aren't got round by an entry that says that it was removed itself", () =>
    withDatabase((database) => {
      write(database, 4, ours);
      disarm(database);
      const hash = "f".repeat(64);
      const what = JSON.stringify({ entriesUntil: 5, entriesHash: hash, textsUntil: 5 });
      database.exec("DELETE FROM audit_text; DELETE FROM audit_entry WHERE number < 4");
      database
        .prepare(
          `INSERT INTO audit_entry SELECT 5, at, 'retention', '', NULL, NULL, ?, NULL, hash, ?, NULL
           FROM audit_entry WHERE number = 4`,
        )
        .run(what, hash);
      database.prepare("UPDATE audit_head SET number = 5, hash = ?").run(hash);
      expect(kindsFound(database)).toEqual(["1 missing", "4 text", "5 seal", "5 changed"]);
    }));

  test("aren't got round by an entry that says to have removed later ones", () =>
    withDatabase(async (database) => {
      write(database, 3, ours);
      await removeOld(database, { entryDays: 1, textDays: 1 }, NOW, ours);
      const later = new Date(NOW.getTime() + 800 * 86_400_000);
      await removeOld(database, { entryDays: 730, textDays: 90 }, later, ours);
      write(database, 3, ours);
      disarm(database);
      database.exec(
        `UPDATE audit_entry SET what = json_set(what, '$.entriesUntil', 7) WHERE kind = 'retention';
         UPDATE audit_entry SET what = '{"forged":true}' WHERE number BETWEEN 5 AND 6`,
      );
      expect(kindsFound(database)).toEqual(["1 missing", "4 changed", "5 changed", "6 changed"]);
    }));

  test("begin where the key is set first", () =>
    withDatabase((database) => {
      write(database, 2, null);
      write(database, 2, ours);
      expect(checkAudit(database, ours)).toMatchObject({ findings: [], seals: { from: 3 } });
    }));

  test("of an older key hold as long as it is given", () =>
    withDatabase((database) => {
      const [older, newer] = ["o".repeat(32), "n".repeat(32)];
      write(database, 1, auditSealOf(older));
      write(database, 1, auditSealOf(`${newer}, ${older}`));
      expect(kindsFound(database, auditSealOf(`${newer},${older}`))).toEqual([]);
      expect(kindsFound(database, auditSealOf(newer))).toEqual(["1 seal"]);
    }));

  test("need a key that can't be guessed", () => {
    expect(auditSealOf(undefined)).toBeNull();
    expect(auditSealOf("")).toBeNull();
    expect(() => auditSealOf("short")).toThrow(ConfigError);
    expect(() => auditSealOf(`${"k".repeat(32)},`)).toThrow("TALLY_AUDIT_KEY needs 32 characters");
  });
});
