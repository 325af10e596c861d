import { spawnSync } from "node:child_process";
import { join } from "node:path";

const TALLY = join(import.meta.dirname, "../../src/tally.js");

/** What a run of the command line printed, and its exit status. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `tally` in a folder of its own, where its stores go; `variables` are those of its environment. */
export function runTally(
  folder: string,
  words: readonly string[],
  input = "",
  variables: Readonly<Record<string, string>> = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TALLY, ...words], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { PATH: "", NODE_NO_WARNINGS: "1", ...variables },
  });
  return { status, stdout, stderr };
}
