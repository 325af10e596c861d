import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderStore } from "#src/sources/buckets/folder-store";
import { CallError } from "#src/sources/calls/call-error";
import { temporaryFolder } from "../../store/random-bill.ts";

const time = { signal: new AbortController().signal, alive: () => undefined, now: Date.now };

let folder = "";
let bills = "";
beforeEach(() => {
  folder = temporaryFolder();
  bills = join(folder, "bills");
  mkdirSync(join(bills, "2026-10"), { recursive: true });
  writeFileSync(join(bills, "2026-10", "a.csv"), "a bill");
  writeFileSync(join(folder, "secret.csv"), "a secret");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function keysIn(location: string): Promise<string[]> {
  const { objects } = await new FolderStore(location).listPage("", null, time);
  return objects.map(({ key }) => key);
}

test("links to folders lead nowhere, and round in no circle", async () => {
  for (const name of ["one", "two", "three"]) symlinkSync(".", join(bills, name));
  symlinkSync("/", join(bills, "all"));
  symlinkSync("nowhere", join(bills, "lost"));
  expect(await keysIn(bills)).toEqual(["2026-10/a.csv"]);
});

test("links to files are followed within the folder, whatever leads to it", async () => {
  symlinkSync(join("2026-10", "a.csv"), join(bills, "latest.csv"));
  symlinkSync(bills, join(folder, "link"));
  expect(await keysIn(bills)).toEqual(["2026-10/a.csv", "latest.csv"]);
  expect(await keysIn(`${join(folder, "link")}/`)).toEqual(["2026-10/a.csv", "latest.csv"]);
});

test("links to files elsewhere aren't, not even one that comes later", async () => {
  const secret = join(folder, "secret.csv");
  symlinkSync(secret, join(bills, "b.csv"));
  symlinkSync("../secret.csv", join(bills, "c.csv"));
  expect(await keysIn(bills)).toEqual(["2026-10/a.csv"]);
  const store = new FolderStore(bills);
  const [object] = (await store.listPage("", null, time)).objects;
  if (object === undefined) throw new Error("no object");
  expect(await text((await store.open(object)).chunks)).toBe("a bill");
  rmSync(join(bills, "2026-10", "a.csv"));
  symlinkSync(secret, join(bills, "2026-10", "a.csv"));
  await expect(store.open(object)).rejects.toThrow(CallError);
  await expect(store.open(object)).rejects.toThrow("leads out of the folder");
});
