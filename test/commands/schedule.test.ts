import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schedule } from "#src/schedule-book";
import { StoredFeedback } from "#src/store/chat/feedback";
import { openStore } from "#src/store/open-store";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const NOW = ["--now", "2026-11-20T09:00:00Z"];

const costs: Schedule = {
  ...{ name: "Costs", kind: "answer", team: null, filters: [] },
  call: {
    skill: "get-spend",
    input: { period: { start: "2026-08-01", end: "2026-11-01" }, periodWords: "August to October" },
  },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "week", weekday: "monday" }, time: "09:00", timeZone: "Europe/Berlin" },
  ...{ files: [], person: "" },
};

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow]);
  runTally(folder, ["import", "bill.csv"]);
  writeFileSync(
    join(folder, "tally.yaml"),
    'channels: { "slack:T1/C1": { name: "#data" } }\nschedules: [{ name: Weekly, report: weekly-digest, channel: "#data" }]',
  );
  const database = openStore(join(folder, ".tally/tally.db"));
  const setAt = "2026-11-01T00:00:00Z";
  const version = { id: "one", schedule: costs, person: "", setAt } as const;
  new ScheduleVersions(database).keep("a", { ...version, origin: "conversation" });
  const postings = new Postings(database);
  const due = new Date("2026-11-16T08:00:00Z");
  const key = { kind: "report", subject: "one", channel: "slack:T1/C1" } as const;
  postings.plan({ ...key, step: "2026-11-16" }, "2026-11-16", due);
  const [posting] = postings.of("one", 1);
  const outcome = { problem: "channel_not_found", day: "2026-11-16" };
  postings.settle(posting?.id ?? "", "failed", outcome, due);
  const opinion = { verdict: "bad", note: "too long" } as const;
  new StoredFeedback(database).keep(posting?.id ?? "", "ann@example.com", opinion, due);
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function schedule(...words: string[]) {
  return runTally(folder, ["schedule", ...words, ...NOW]);
}

describe("tally schedule", () => {
  test("lists what is sent by itself, when it is due, and what didn't get through", () => {
    const { stdout } = schedule("list");
    expect(stdout).toMatch(
      /Costs +answer +#data +every Monday at 09:00, Europe\/Berlin +2026-11-23 09:00 +2026-11-16 09:00: failed/,
    );
    expect(stdout).toContain("“Weekly” of tally.yaml begins once the server starts.");
    expect(stdout).toContain(
      "report of 2026-11-16 08:00 UTC to slack:T1/C1: failed. channel_not_found",
    );
    expect(JSON.parse(schedule("list", "--json").stdout)).toMatchObject({
      id: "one",
      nextDue: "2026-11-23T08:00:00.000Z",
      last: { state: "failed" },
    });
  });

  test("tells what people think of it", () => {
    const { stdout } = schedule("feedback");
    expect(stdout).toContain("1 opinion in 90 days: 1 too long.");
    expect(stdout).toMatch(/Costs +2026-11-16 +slack:T1\/C1 +too long +too long +ann@example.com/);
    expect(JSON.parse(schedule("feedback", "--json").stdout)).toMatchObject({
      name: "Costs",
      verdict: "bad",
      person: "ann@example.com",
    });
  });

  test("shows what would be sent, without sending it", () => {
    const { stdout, status } = schedule("preview", "costs");
    expect(status).toBe(0);
    expect(stdout).toContain("$");
    const unknown = schedule("preview", "nothing");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain(
      "No schedule is called “nothing”. There are “Costs”, “Weekly”.",
    );
  });

  test("sends nothing without a platform", () => {
    const run = schedule("run");
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("Neither Slack nor Teams is set up");
  });

  test.each([[[]], [["send"]], [["preview"]], [["list", "x"]]])("refuses %j", (words) => {
    const run = schedule(...words);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("Usage: tally schedule list");
  });
});
