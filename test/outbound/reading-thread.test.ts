import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runTally } from "../commands/run-tally.ts";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the thread that reads bills connects to nothing", () => {
  const plant = join(folder, "plant.mjs");
  const tried = join(folder, "tried");
  writeFileSync(
    plant,
    `import { appendFileSync } from "node:fs";
     import { connect } from "node:net";
     import { isMainThread } from "node:worker_threads";
     const attempt = () =>
       connect(9, "127.0.0.1").on("error", ({ code }) => appendFileSync("${tried}", code + "\\n"));
     if (!isMainThread) setInterval(attempt, 5);`,
  );
  const row = { ...plainRow, ServiceName: "x".repeat(200) };
  writeBill(
    join(folder, "bill.csv"),
    Array.from({ length: 20_000 }, () => row),
  );
  const imported = runTally(folder, ["import", "bill.csv"], "", {
    NODE_OPTIONS: `--import=${plant}`,
  });
  expect(imported).toMatchObject({ status: 0 });
  const outcomes = readFileSync(tried, "utf8").trim().split("\n");
  expect(outcomes.at(-1)).toBe("ERR_OUTBOUND_REFUSED");
});
