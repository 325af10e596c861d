import { existsSync, readFileSync } from "node:fs";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { checkAudit, readAudit } from "#src/store/audit/audit-reader";
import { erasePerson, removeOld } from "#src/store/audit/audit-removal";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { StoredConversations } from "#src/store/conversations";
import { openStore } from "#src/store/open-store";
import { disarm, event, withDatabase, withStoreFile } from "./audit-store.ts";

const ALL = { since: null, until: null, person: null, kind: null, limit: null };
const now = new Date("2026-11-20T09:00:00Z");

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

/** All that the store's files hold. */
function bytesOf(file: string): string {
  return [file, `${file}-wal`]
    .filter((name) => existsSync(name))
    .map((name) => readFileSync(name, "latin1"))
    .join("");
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
      expect(erasePerson(database, "ANN@example.com", now)).toMatchObject({
        ...{ entries: 2, texts: 2, isInLog: false },
      });
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
      const actions = new StoredIssuedActions(database);
      const action = { kind: "ask", label: "Again", question: "cost of my secret" } as const;
      const issued = { action, thread: "thread", answerId: "one", state };
      const mine = actions.keep({ ...issued, person: "ann@example.com" }, now);
      const others = actions.keep({ ...issued, person: "bob@example.com" }, now);
      const erased = (name: string) => erasePerson(database, name, now);
      expect(erased("ann@example.com")).toMatchObject({ entries: 0, texts: 3 });
      expect(erased("slack:T1/U9")).toMatchObject({ entries: 0, texts: 1 });
      expect(actions.find(mine, now)).toBeNull();
      expect(actions.find(others, now)).not.toBeNull();
      expect(database.prepare("SELECT note FROM feedback").pluck().all()).toEqual([null, null]);
      expect(database.prepare("SELECT count(*) FROM conversation").pluck().get()).toBe(0);
    }));

  test("leaves nothing of it in the files, also of what was moved and replaced there", () =>
    withStoreFile((file) => {
      const database = openStore(file);
      const audit = new StoredAudit(database);
      const conversations = new StoredConversations(database);
      const person = "somebody.rare@example.com";
      for (let step = 0; step < 60; step++) {
        const text = `a very rare sentence ${"and more ".repeat((step % 7) * 200)}`;
        audit.note(event({ person, text }));
        const open = { text, name: text };
        conversations.keep(`thread ${step % 3}`, person, { turn: null, open }, now);
        conversations.keep(`thread ${step}`, "bob@example.com", { turn: null, open: null }, now);
      }
      expect(bytesOf(file)).toContain("a very rare sentence");
      expect(erasePerson(database, person, now)).toMatchObject({ entries: 60, isInLog: false });
      expect(bytesOf(file)).not.toContain("rare sentence");
      expect(bytesOf(file)).not.toContain("somebody.rare");
      database.close();
    }));

  test("says when another process that reads keeps it in the log", () =>
    withStoreFile((file) => {
      const database = openStore(file);
      database.pragma("busy_timeout = 50");
      new StoredAudit(database).note(event({ text: "a very rare sentence" }));
      const reader = new BetterSqlite3(file, { readonly: true });
      reader.exec("BEGIN; SELECT count(*) FROM audit_entry");
      reader.prepare("SELECT count(*) FROM audit_entry").get();
      expect(erasePerson(database, "ann@example.com", now)).toMatchObject({ isInLog: true });
      expect(bytesOf(file)).toContain("a very rare sentence");
      reader.close();
      database.close();
      expect(bytesOf(file)).not.toContain("a very rare sentence");
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
      // Its first part is done; the rest waits for its turn, and isn't shown any more.
      expect(database.prepare("SELECT count(*) FROM audit_entry").pluck().get()).toBe(1_202);
      expect(numbers(database)).toEqual([1_201, 1_202]);
      expect(checkAudit(database)).toMatchObject({ first: 1_201, findings: [] });
      await removal;
      expect(numbers(database)).toEqual([1_201, 1_202]);
      expect(checkAudit(database).findings).toEqual([]);
    }));

  test("entries that are invented where others were removed aren't shown", () =>
    withDatabase(async (database) => {
      fill(database);
      await removeOld(database, settings, now);
      disarm(database);
      database.exec(
        `INSERT INTO audit_entry SELECT 1, at, kind, person, platform, channel, '{"forged":true}', text,
           previous_hash, hash, seal FROM audit_entry WHERE number = 4`,
      );
      expect(numbers(database)).toEqual([3, 4, 5]);
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
