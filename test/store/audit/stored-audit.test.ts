import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkAudit, readAudit } from "#src/store/audit/audit-reader";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { openStore } from "#src/store/open-store";
import { event, withDatabase, withStoreFile } from "./audit-store.ts";

const PROGRAM = fileURLToPath(new URL("./writing-process.ts", import.meta.url));
const ALL = { since: null, until: null, person: null, kind: null, limit: null };

describe("StoredAudit", () => {
  test("is read as it was written", () =>
    withDatabase((database) => {
      const audit = new StoredAudit(database);
      audit.note(event({ person: "Ann@Example.com" }));
      audit.note(
        event({ at: new Date("2026-11-21T00:00:00Z"), kind: "sync", person: "", text: null }),
      );
      const [first, second] = readAudit(database, ALL);
      expect(first).toMatchObject({
        number: 1,
        person: "ann@example.com",
        text: "what did we spend?",
      });
      expect(second).toMatchObject({ number: 2, kind: "sync", person: "", text: null });
      const numbers = (part: Partial<Parameters<typeof readAudit>[1]>) =>
        readAudit(database, { ...ALL, ...part }).map(({ number }) => number);
      expect(numbers({ person: "ANN@example.com" })).toEqual([1]);
      expect(numbers({ kind: "sync" })).toEqual([2]);
      expect(numbers({ limit: 1 })).toEqual([2]);
      expect(numbers({ since: "2026-11-20T09:00:00.001Z" })).toEqual([2]);
      expect(numbers({ until: "2026-11-20T09:00:00.000Z" })).toEqual([]);
    }));

  test("two connections make one chain", () =>
    withStoreFile((file) => {
      const [mine, other] = [openStore(file), openStore(file)];
      const [audit, second] = [new StoredAudit(mine), new StoredAudit(other)];
      for (let round = 0; round < 200; round++) {
        (round % 3 === 0 ? audit : second).note(event({ what: { round } }));
      }
      audit.close();
      second.close();
      expect(checkAudit(mine)).toMatchObject({ entries: 200, findings: [] });
      mine.close();
      other.close();
    }));

  test("several processes at once make one chain, each in its order", () =>
    withStoreFile(async (file) => {
      openStore(file).close();
      const writers = ["a", "b", "c"].map((name) =>
        spawn(process.execPath, [PROGRAM, file, name, "150"], { stdio: "inherit" }),
      );
      const codes = await Promise.all(
        writers.map(async (writer) => (await once(writer, "exit"))[0]),
      );
      expect(codes).toEqual([0, 0, 0]);
      const database = openStore(file);
      expect(checkAudit(database)).toMatchObject({ entries: 450, findings: [] });
      const told = readAudit(database, ALL).map(
        ({ what }) => JSON.parse(what) as { readonly writer: string; readonly step: number },
      );
      for (const name of ["a", "b", "c"]) {
        const steps = told.filter(({ writer }) => writer === name).map(({ step }) => step);
        expect(steps).toEqual(Array.from({ length: 150 }, (_, step) => step));
      }
      database.close();
    }));

  test("waits in memory while another process writes, and loses nothing", () =>
    withStoreFile(async (file) => {
      const [mine, other] = [openStore(file), openStore(file)];
      const audit = new StoredAudit(mine);
      other.exec("BEGIN IMMEDIATE");
      const begun = performance.now();
      for (let step = 0; step < 50; step++) audit.note(event({ what: { step } }));
      // One wait of a moment, not fifty of five seconds.
      expect(performance.now() - begun).toBeLessThan(1_000);
      expect(audit.waiting).toBe(50);
      other.exec("COMMIT");
      await expect.poll(() => audit.waiting, { timeout: 5_000 }).toBe(0);
      expect(mine.pragma("busy_timeout", { simple: true })).toBe(5_000);
      const steps = readAudit(mine, ALL).map(({ what }) => JSON.parse(what).step as number);
      expect(steps).toEqual(Array.from({ length: 50 }, (_, step) => step));
      mine.close();
      other.close();
    }));

  test("writes what waits when it is closed", () =>
    withStoreFile(async (file) => {
      const [mine, other] = [openStore(file), openStore(file)];
      const audit = new StoredAudit(mine);
      other.exec("BEGIN IMMEDIATE");
      audit.note(event());
      expect(audit.waiting).toBe(1);
      other.exec("COMMIT");
      audit.close();
      expect(checkAudit(other)).toMatchObject({ entries: 1, findings: [] });
      mine.close();
      other.close();
    }));

  test("isn't rolled back with somebody else's transaction", () =>
    withDatabase(async (database) => {
      const audit = new StoredAudit(database);
      expect(() =>
        database.transaction(() => {
          audit.note(event());
          throw new Error("rolled back");
        })(),
      ).toThrow("rolled back");
      await sleep(300);
      expect(checkAudit(database)).toMatchObject({ entries: 1, findings: [] });
    }));

  test("counts what is too much to wait, and says so", () =>
    withStoreFile((file) => {
      const [mine, other] = [openStore(file), openStore(file)];
      const audit = new StoredAudit(mine);
      other.exec("BEGIN IMMEDIATE");
      for (let step = 0; step < 20_007; step++) audit.note(event({ text: null }));
      other.exec("COMMIT");
      audit.close();
      expect(readAudit(mine, { ...ALL, kind: "gap" })).toMatchObject([{ what: '{"lost":7}' }]);
      expect(checkAudit(mine)).toMatchObject({ entries: 20_001, findings: [] });
      mine.close();
      other.close();
    }));

  test("tells what can't be written for good, and keeps it", () =>
    withDatabase((database) => {
      const audit = new StoredAudit(database);
      database.pragma("query_only = ON");
      expect(() => audit.note(event())).toThrow(/readonly/);
      database.pragma("query_only = OFF");
      audit.close();
      expect(checkAudit(database).entries).toBe(1);
    }));
});
