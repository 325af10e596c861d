import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DirectoryEntry, entrySchema } from "#src/people/directory-entry";
import { noteListedPeople } from "#src/people/listed-people";
import { peopleTogether } from "#src/people/people-together";
import { personOf } from "#src/people/person-config";
import { readAudit } from "#src/store/audit/audit-reader";
import { erasePerson } from "#src/store/audit/audit-removal";
import { openStore } from "#src/store/open-store";
import { DirectoryLog } from "#src/store/people/directory-log";
import { keepList } from "#src/store/people/keep-list";
import { StoredDirectory } from "#src/store/people/stored-directory";
import { Store } from "#src/store/store";
import { listArbitrary, settings } from "../../people/random-entries.ts";

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const entry = (input: Parameters<typeof entrySchema.parse>[0]): DirectoryEntry =>
  entrySchema.parse(input);

const ann = entry({ email: "Ann@example.com", teams: ["payments"], role: "owner" });
const bob = entry({ email: "bob@example.com", teams: ["search"] });

describe("the directory in the store", () => {
  test("is another one whenever a list has changed, also by another process", () => {
    const folder = mkdtempSync(join(tmpdir(), "tally-directory-"));
    const [here, there] = [openStore(join(folder, "t.db")), openStore(join(folder, "t.db"))];
    try {
      const directory = new StoredDirectory(
        here,
        [personOf({ email: "root@example.com" })],
        settings,
      );
      const log = new DirectoryLog(there);
      const generations = [directory.generation];
      expect(directory.list().map(({ email }) => email)).toEqual(["root@example.com"]);
      log.keep("csv", [ann, bob], day(1));
      generations.push(directory.generation);
      expect(directory.find("ANN@example.com")).toMatchObject({
        role: "owner",
        teams: ["payments"],
      });
      log.keep("csv", [bob], day(2));
      generations.push(directory.generation);
      expect(directory.find("ann@example.com")).toBeNull();
      expect(directory.find("bob@example.com")).not.toBeNull();
      expect(new Set(generations).size).toBe(3);
      log.keep("csv", [bob], day(3));
      expect(directory.generation).toBe(generations.at(-1));
      expect(directory.list()).toBe(directory.list());
    } finally {
      here.close();
      there.close();
      rmSync(folder, { recursive: true });
    }
  });

  test("takes from people what one list gave them, and leaves what another does", () => {
    const database = openStore(":memory:");
    const log = new DirectoryLog(database);
    const directory = new StoredDirectory(database, [], settings);
    log.keep("csv", [ann], day(1));
    log.keep("scim", [entry({ email: "ann@example.com", teams: ["search"] })], day(1));
    expect(directory.find("ann@example.com")).toMatchObject({
      role: "owner",
      teams: ["payments", "search"],
    });
    log.keep("csv", [], day(2));
    expect(directory.find("ann@example.com")).toMatchObject({ role: "member", teams: ["search"] });
    log.keep("scim", [], day(3));
    expect(directory.find("ann@example.com")).toBeNull();
    expect(log.history("Ann@example.com")).toMatchObject([
      { origin: "scim", since: day(1).toISOString(), until: day(3).toISOString() },
      { origin: "csv", since: day(1).toISOString(), until: day(2).toISOString() },
    ]);
    expect(log.lists()).toEqual([
      { origin: "csv", readAt: day(2).toISOString(), people: 0 },
      { origin: "scim", readAt: day(3).toISOString(), people: 0 },
    ]);
  });

  test("keeps its history, whoever wants to change it", () => {
    const database = openStore(":memory:");
    const log = new DirectoryLog(database);
    log.keep("csv", [ann, bob], day(1));
    log.keep("csv", [bob], day(2));
    for (const [statement, reason] of [
      ["UPDATE directory_entry SET entry = '{}'", /only end/],
      ["UPDATE directory_entry SET until = NULL", /end once/],
      ["DELETE FROM directory_entry", /ends before it is forgotten/],
      [
        "INSERT INTO directory_entry (origin, email, entry, since) VALUES ('csv', 'bob@example.com', '{}', '')",
        /UNIQUE/,
      ],
    ] as const) {
      expect(() => database.exec(statement)).toThrow(reason);
    }
    // What doesn't hold any more is forgotten with the person.
    expect(erasePerson(database, "ANN@example.com", day(3))).toEqual({
      ...{ entries: 0, texts: 1, isInLog: false },
    });
    erasePerson(database, "bob@example.com", day(3));
    expect(log.history("ann@example.com")).toEqual([]);
    expect(log.history("bob@example.com")).toHaveLength(1);
  });

  test("records whom a list has changed, under their own name", () => {
    const store = new Store(":memory:", []);
    keepList(store, { origin: "csv", entries: [ann, bob] }, day(1));
    keepList(store, { origin: "csv", entries: [{ ...ann, role: "admin" }] }, day(2));
    keepList(store, { origin: "csv", entries: [{ ...ann, role: "admin" }] }, day(3));
    const all = { since: null, until: null, person: null, kind: "directory", limit: null } as const;
    const entries = readAudit(store.database, all);
    expect(entries.map(({ person, what }) => [person, JSON.parse(what)])).toEqual([
      [
        "ann@example.com",
        {
          change: "added",
          fields: ["teams", "role"],
          roles: { before: [], after: ["owner"] },
          from: "csv",
        },
      ],
      ["bob@example.com", { change: "added", fields: ["teams"], from: "csv" }],
      [
        "ann@example.com",
        {
          change: "changed",
          fields: ["role"],
          roles: { before: ["owner"], after: ["admin"] },
          from: "csv",
        },
      ],
      ["bob@example.com", { change: "removed", fields: ["teams"], from: "csv" }],
    ]);
    store.close();
  });

  test("keeps and records how tally.yaml once had its people, which gives nobody rights", () => {
    const store = new Store(":memory:", []);
    const root = personOf({ email: "Root@example.com", role: "admin", slack: "T1/U1" });
    noteListedPeople(store, [root, personOf({ email: "bob@example.com" })], day(1));
    noteListedPeople(store, [root, personOf({ email: "bob@example.com" })], day(2));
    noteListedPeople(store, [{ ...root, role: "viewer" }], day(3));
    const log = new DirectoryLog(store.database);
    expect(log.history("root@example.com")).toMatchObject([
      {
        origin: "tally.yaml",
        entry: { role: "viewer", sees: "everything" },
        since: day(3).toISOString(),
      },
      { origin: "tally.yaml", entry: { role: "admin" }, until: day(3).toISOString() },
    ]);
    const all = { since: null, until: null, person: null, kind: "directory", limit: null } as const;
    expect(
      readAudit(store.database, all).map(({ person, what }) => [person, JSON.parse(what).change]),
    ).toEqual([
      ["bob@example.com", "added"],
      ["root@example.com", "added"],
      ["bob@example.com", "removed"],
      ["root@example.com", "changed"],
    ]);
    expect(new StoredDirectory(store.database, [], settings).list()).toEqual([]);
    store.close();
  });

  test("holds the last of each list, whatever was imported before, and an import twice is one", () => {
    const steps = fc.array(fc.tuple(fc.constantFrom("csv", "scim", "slack:T1"), listArbitrary), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(steps, (imports) => {
        const database = openStore(":memory:");
        const log = new DirectoryLog(database);
        const directory = new StoredDirectory(database, [], settings);
        const last = new Map<string, readonly DirectoryEntry[]>();
        for (const [at, [origin, entries]] of imports.entries()) {
          log.keep(origin, entries, day(at));
          last.set(origin, entries);
          const { generation } = directory;
          expect(log.keep(origin, entries.toReversed(), day(at + 1))).toEqual([]);
          expect(directory.generation).toBe(generation);
        }
        const held = [...last].flatMap(([origin, entries]) =>
          entries.map((one) => ({ origin, entry: one })),
        );
        expect(directory.list()).toEqual(peopleTogether([], held, settings));
        database.close();
      }),
      { numRuns: 40 },
    );
  });

  test("finds somebody among thousands without reading them again", () => {
    const database = openStore(":memory:");
    const entries = Array.from({ length: 5_000 }, (_, at) =>
      entry({ email: `person${at}@example.com`, slack: `T1/U${at}`, teams: ["payments"] }),
    );
    new DirectoryLog(database).keep("csv", entries, day(1));
    const directory = new StoredDirectory(database, [], settings);
    const first = directory.find("person7@example.com");
    const begun = performance.now();
    for (let time = 0; time < 1_000; time++) directory.find(`person${time}@example.com`);
    expect(performance.now() - begun).toBeLessThan(500);
    expect(directory.find("person7@example.com")).toBe(first);
  });
});
