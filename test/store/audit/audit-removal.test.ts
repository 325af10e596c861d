import { readFileSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { checkAudit, readAudit } from "#src/store/audit/audit-reader";
import { erasePerson, removeOld } from "#src/store/audit/audit-removal";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredConversations } from "#src/store/conversations";
import { openStore } from "#src/store/open-store";
import { disarm, event, withDatabase, withStoreFile } from "./audit-store.ts";

const ALL = { since: null, until: null, person: null, kind: null, limit: null };
const now = new Date("2026-11-20T09:00:00Z");

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

function numbers(database: Database): number[] {
  return readAudit(database, ALL).map(({ number }) => number);
}

describe("erasing a person", () => {
  test("takes their words and their name, and leaves the chain whole", () =>
    withDatabase((database) => {
      const audit = new StoredAudit(database);
      audit.note(event());
      audit.note(event({ person: "bob@example.com", text: "and mine?" }));
      audit.note(event({ text: "and last month?" }));
      expect(erasePerson(database, "ANN@example.com", now)).toEqual({ entries: 2, texts: 2 });
      const entries = readAudit(database, ALL);
      expect(entries.map(({ person }) => person.replace(/-\w{8}$/, "-…"))).toEqual([
        "erased-…",
        "bob@example.com",
        "erased-…",
        "erased-…",
      ]);
      expect(entries.map(({ text }) => text)).toEqual([null, "and mine?", null, null]);
      expect(entries.at(-1)).toMatchObject({ kind: "erasure", what: '{"texts":2}' });
      expect(checkAudit(database)).toMatchObject({ entries: 4, findings: [] });
      expect(erasePerson(database, "ann@example.com", now)).toBeNull();
      // Who comes back is somebody new.
      audit.note(event());
      const again = readAudit(database, { ...ALL, person: "ann@example.com" });
      expect(again.map(({ number }) => number)).toEqual([5]);
      expect(checkAudit(database).findings).toEqual([]);
    }));

  test("takes what the store keeps elsewhere of what they said", () =>
    withDatabase((database) => {
      const state = { turn: null, open: { text: "cost of my secret", name: "my secret" } };
      new StoredConversations(database).keep("thread", "ann@example.com", state, now);
      const feedback = new StoredFeedback(database);
      feedback.keep("one", "Ann@example.com", { verdict: "bad", note: "wrong" }, now);
      feedback.keep("two", "T1/U9", { verdict: "bad", note: "also wrong" }, now);
      expect(erasePerson(database, "ann@example.com", now)).toEqual({ entries: 0, texts: 2 });
      expect(erasePerson(database, "slack:T1/U9", now)).toEqual({ entries: 0, texts: 1 });
      expect(database.prepare("SELECT note FROM feedback").pluck().all()).toEqual([null, null]);
      expect(database.prepare("SELECT count(*) FROM conversation").pluck().get()).toBe(0);
    }));

  test("leaves nothing of it in the files", () =>
    withStoreFile((file) => {
      const database = openStore(file);
      const audit = new StoredAudit(database);
      audit.note(event({ person: "somebody.rare@example.com", text: "a very rare sentence" }));
      const bytes = () =>
        [file, `${file}-wal`].map((name) => readFileSync(name, "latin1")).join("");
      expect(bytes()).toContain("a very rare sentence");
      erasePerson(database, "somebody.rare@example.com", now);
      expect(bytes()).not.toContain("a very rare sentence");
      expect(bytes()).not.toContain("somebody.rare");
      database.close();
    }));

  test("isn't what an attacker can pretend without an entry", () =>
    withDatabase((database) => {
      new StoredAudit(database).note(event());
      disarm(database);
      database.exec("DELETE FROM audit_text; DELETE FROM audit_person");
      expect(checkAudit(database).findings.map(({ kind }) => kind)).toEqual(["text", "person"]);
    }));
});

describe("retention", () => {
  const settings = { entryDays: 730, textDays: 90 };

  function fill(database: Database): StoredAudit {
    const audit = new StoredAudit(database);
    audit.note(event({ at: daysAgo(800), person: "old@example.com" }));
    audit.note(event({ at: daysAgo(740) }));
    audit.note(event({ at: daysAgo(100) }));
    audit.note(event({ at: daysAgo(10) }));
    return audit;
  }

  test("removes what is too old, says so, and leaves the rest whole", () =>
    withDatabase(async (database) => {
      const audit = fill(database);
      await removeOld(database, settings, now);
      const entries = readAudit(database, ALL);
      expect(entries.map(({ number, kind, text }) => [number, kind, text !== null])).toEqual([
        [3, "question", false],
        [4, "question", true],
        [5, "retention", false],
      ]);
      expect(checkAudit(database)).toMatchObject({ entries: 3, first: 3, findings: [] });
      expect(database.prepare("SELECT name FROM audit_person").pluck().all()).toEqual([
        "ann@example.com",
      ]);
      audit.note(event({ at: now }));
      expect(checkAudit(database).findings).toEqual([]);
    }));

  test("says nothing twice, and goes on from where it was", () =>
    withDatabase(async (database) => {
      fill(database);
      await removeOld(database, settings, now);
      await removeOld(database, settings, now);
      expect(numbers(database)).toEqual([3, 4, 5]);
      const later = new Date(now.getTime() + 725 * 86_400_000);
      await removeOld(database, settings, later);
      expect(numbers(database)).toEqual([5, 6]);
      expect(checkAudit(database)).toMatchObject({ entries: 2, first: 5, findings: [] });
      // All is too old: only what says so stays.
      await removeOld(database, settings, new Date(now.getTime() + 4000 * 86_400_000));
      expect(numbers(database)).toEqual([7]);
      expect(checkAudit(database)).toMatchObject({ first: 7, findings: [] });
    }));

  test("may be killed once it has said what it removes, and goes on the next time", () =>
    withDatabase(async (database) => {
      const audit = new StoredAudit(database);
      for (let step = 0; step < 1_200; step++) audit.note(event({ at: daysAgo(800) }));
      audit.note(event({ at: now }));
      const removal = removeOld(database, settings, now);
      // Its first part is done; the rest waits for its turn.
      expect(numbers(database)).toHaveLength(1_202);
      expect(checkAudit(database)).toMatchObject({ first: 1_201, findings: [] });
      await removal;
      expect(numbers(database)).toEqual([1_201, 1_202]);
      expect(checkAudit(database).findings).toEqual([]);
    }));

  test("an entry in front that was removed without being said so is missed", () =>
    withDatabase(async (database) => {
      fill(database);
      await removeOld(database, settings, now);
      disarm(database);
      database.exec("DELETE FROM audit_entry WHERE number = 3");
      expect(checkAudit(database).findings).toMatchObject([{ number: 3, kind: "missing" }]);
    }));

  test("who was erased may be removed as others are", () =>
    withDatabase(async (database) => {
      const audit = fill(database);
      erasePerson(database, "ann@example.com", daysAgo(5));
      audit.note(event({ at: now }));
      await removeOld(database, settings, now);
      expect(checkAudit(database).findings).toEqual([]);
      await removeOld(database, settings, new Date(now.getTime() + 728 * 86_400_000));
      expect(checkAudit(database).findings).toEqual([]);
    }));
});
