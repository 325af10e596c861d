import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "#src/config";
import { composeTally } from "#src/main";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";
import { SyncWorld } from "./sync-world.ts";
import { folderWorld, plainLayout } from "./worlds.ts";

let root = "";
let world: SyncWorld;

beforeEach(async () => {
  root = temporaryFolder();
  const bucket = folderWorld(root);
  world = new SyncWorld(bucket, plainLayout(), await bucket.fresh());
  await world.deliver({
    month: "2026-10",
    files: [billFile(charges("2026-10", 28, 1))],
    rows: [28],
  });
  await world.sync();
});
afterEach(() => {
  world.end();
  rmSync(root, { recursive: true });
});

async function notesOf(question: string, now: string): Promise<string> {
  const { assistant } = composeTally(readConfig({}), world.store, "in memory");
  const answer = await assistant.ask({ text: question, now: new Date(now) });
  return answer.notes.join("\n");
}

describe("notes of answers", () => {
  test("name a source whose sync failed, where the period reaches past its last success", async () => {
    await world.place.put("2026-10/part-1.csv.gz", "no,bill\n1,2\n");
    await world.sync();
    const note =
      "The sync of bills on 2026-11-20 failed; the last that succeeded was on 2026-11-20.";
    expect(await notesOf("how fresh is the data?", "2026-11-20T10:00:00Z")).toContain(note);
    expect(await notesOf("what did we spend this month?", "2026-11-20T10:00:00Z")).toContain(note);
    expect(await notesOf("what did we spend in October?", "2026-11-20T10:00:00Z")).not.toContain(
      "failed",
    );
  });

  test("say what charges lack, whatever the period, and nothing of a source without bills", async () => {
    const { syncs } = world.store;
    const state = syncs.state("bills") ?? expect.unreachable();
    const caveat = "Charges of bills come by day only.";
    syncs.keepResult({ ...state, caveat, now: new Date("2026-11-20T09:00:00Z") });
    const feeds = { ...state, source: "feeds", hasBills: false, feedProblems: ["none"] };
    syncs.keepResult({ ...feeds, now: new Date("2026-11-01T09:00:00Z") });
    expect(await notesOf("what did we spend in October?", "2026-11-20T10:00:00Z")).toContain(
      caveat,
    );
    const notes = await notesOf("how fresh is the data?", "2026-11-20T10:00:00Z");
    expect(notes).toContain(caveat);
    expect(notes).not.toContain("feeds");
  });

  test("name a source that is late, one that holds a delivery back, and one that never succeeded", async () => {
    expect(await notesOf("how fresh is the data?", "2026-11-21T10:00:00Z")).not.toContain("synced");
    expect(await notesOf("how fresh is the data?", "2026-11-25T10:00:00Z")).toContain(
      "bills was last synced on 2026-11-20.",
    );
    await world.place.put("2026-10/part-1.csv.gz", billFile([]));
    await world.sync({ now: () => new Date("2026-11-25T09:00:00Z") });
    expect(await notesOf("what did we spend in October?", "2026-11-25T10:00:00Z")).toContain(
      "A delivery of bills is held",
    );
    await world.place.put("2026-10/part-1.csv.gz", "no,bill\n1,2\n");
    await world.sync({}, "another");
    expect(await notesOf("how fresh is the data?", "2026-11-25T10:00:00Z")).toContain(
      "The sync of another on 2026-11-20 failed; none succeeded yet.",
    );
  });
});
