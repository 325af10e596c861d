import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../store/random-bill.ts";
import { runTally } from "./run-tally.ts";

const SECRET = "correct-horse-battery-staple-1234";

test.each([
  ["thrown", "setTimeout(() => { throw failed(); }, 300);"],
  ["rejected and awaited by nobody", "setTimeout(() => void Promise.reject(failed()), 300);"],
])("an error that is %s ends Tally with its place, without the secrets in it", (_, fail) => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "tally.yaml"), "server: { port: 0 }");
  const plant = join(folder, "plant.mjs");
  writeFileSync(
    plant,
    `const failed = () => Object.assign(new Error("of ${SECRET}"), { headers: { a: "${SECRET}" } });\n${fail}`,
  );
  // The demo company would be built first.
  runTally(folder, ["ask", "what did we spend?"]);
  const { status, stderr } = runTally(folder, ["start"], "", {
    NODE_OPTIONS: `--import=${plant}`,
    TALLY_WEB_TOKEN: SECRET,
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Error: of [secret]");
  expect(stderr).toContain("plant.mjs:1");
  expect(stderr).not.toContain(SECRET);
});
