import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const SECRET = "correct-horse-battery-staple-1234";

test.each([
  ["thrown", "throw failed();"],
  ["rejected and awaited by nobody", "void Promise.reject(failed());"],
])("an error that is %s ends Tally with its place, without the secrets in it", (_, fail) => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "tally.yaml"), "server: { port: 0 }");
  const plant = join(folder, "plant.mjs");
  // The program takes its time to start.
  writeFileSync(
    plant,
    `const failed = () => Object.assign(new Error("of ${SECRET}"), { headers: { a: "${SECRET}" } });
     const wait = setInterval(() => {
       if (process.listenerCount("uncaughtException") === 0) return;
       clearInterval(wait);
       ${fail}
     }, 20);`,
  );
  writeBill(join(folder, "bill.csv"), [plainRow]);
  runTally(folder, ["import", "bill.csv"]);
  const { status, stderr } = runTally(folder, ["start"], "", {
    NODE_OPTIONS: `--import=${plant}`,
    TALLY_WEB_TOKEN: SECRET,
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Error: of [secret]");
  expect(stderr).toMatch(/plant\.mjs:\d/);
  expect(stderr).not.toContain(SECRET);
});
