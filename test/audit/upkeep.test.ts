import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepAudit } from "#src/audit-upkeep";
import { readConfig } from "#src/config";
import { readAudit } from "#src/store/audit/audit-reader";
import { Store } from "#src/store/store";
import { event } from "../store/audit/audit-store.ts";

const ALL = { since: null, until: null, person: null, kind: null, limit: null };
const DAY = 86_400_000;

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY);
}

/** What is left of three questions once a server has started by a clock. */
async function keptBy(clock: Date): Promise<(string | null)[]> {
  const store = new Store(":memory:", []);
  for (const days of [-800, -100, 0]) {
    store.audit.note(event({ at: daysFromNow(days), text: `${days} days` }));
  }
  const problems: unknown[] = [];
  const options = { clock: () => clock, onProblem: (error: unknown) => problems.push(error) };
  const upkeep = keepAudit(readConfig({}), store, options);
  await wait(100);
  upkeep.stop();
  const kept = readAudit(store.database, { ...ALL, kind: "question" }).map(({ text }) => text);
  store.close();
  expect(problems).toEqual([]);
  return kept;
}

test("what is too old goes when the server starts", async () => {
  expect(await keptBy(daysFromNow(0))).toEqual([null, "0 days"]);
});

test("a clock that is set ahead takes nothing that is young", async () => {
  expect(await keptBy(daysFromNow(4_000))).toEqual([null, "0 days"]);
});

test("a clock that is set back keeps more", async () => {
  expect(await keptBy(daysFromNow(-200))).toEqual([null, "-100 days", "0 days"]);
});
