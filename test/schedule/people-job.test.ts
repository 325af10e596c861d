import { expect, test } from "vitest";
import { UserError } from "#src/errors";
import { createLog } from "#src/log";
import { peopleJob } from "#src/schedule/people-job";
import { timingOf } from "#src/schedule/timing";
import { StoredDirectory } from "#src/store/people/stored-directory";
import { Store } from "#src/store/store";
import { settings } from "../people/random-entries.ts";

test("user groups are read with each run; what goes wrong is logged and changes nothing", async () => {
  const store = new Store(":memory:", []);
  const lines: string[] = [];
  let now = new Date("2026-11-20T09:00:00Z");
  let isReachable = true;
  const job = peopleJob({
    groups: {
      workspaces: async () => ["T1", "T2"],
      async read(workspace) {
        if (!isReachable || workspace === "T2") throw new UserError("Slack is away.");
        const groups = [{ list: "slackGroups" as const, name: "payments-team" }];
        return { people: [{ email: "ann@example.com", groups }], leftOut: 0, missing: [] };
      },
    },
    store,
    settings,
    timing: timingOf("every hour", "UTC"),
    now: () => now,
    log: createLog({ level: "info", secrets: [], write: (line) => void lines.push(line) }),
  });
  const directory = new StoredDirectory(store.database, [], settings);
  const run = () => job.run(new AbortController().signal);

  expect(job.lastDone()).toBeNull();
  await run();
  expect(job.lastDone()).toEqual(now);
  expect(directory.find("ann@example.com")?.teams).toEqual(["payments"]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "info", origin: "slack:T1", people: 1, changes: 1 },
    { level: "warn", origin: "slack:T2", problem: "Slack is away." },
  ]);

  const first = now;
  now = new Date("2026-11-20T10:00:00Z");
  isReachable = false;
  await run();
  expect(job.lastDone()).toEqual(first);
  expect(directory.find("ann@example.com")).not.toBeNull();
  store.close();
});

test("whoever ends a run doesn't wait for a platform that takes its time", async () => {
  const store = new Store(":memory:", []);
  const lines: string[] = [];
  const never = new Promise<never>(() => undefined);
  const asked: string[] = [];
  let isSlow = false;
  const job = peopleJob({
    groups: {
      workspaces: () => (isSlow ? never : Promise.resolve(["T1", "T2"])),
      read(workspace) {
        asked.push(workspace);
        return never;
      },
    },
    store,
    settings,
    timing: timingOf("every hour", "UTC"),
    now: () => new Date("2026-11-20T09:00:00Z"),
    log: createLog({ level: "info", secrets: [], write: (line) => void lines.push(line) }),
  });
  for (const slow of [false, true]) {
    isSlow = slow;
    const stop = new AbortController();
    const running = job.run(stop.signal);
    await expect.poll(() => asked).toEqual(["T1"]);
    stop.abort();
    await running;
  }
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { origin: "slack:T1", problem: "The sync was ended." },
    { problem: "The sync was ended." },
  ]);
  store.close();
});
