import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { keep } from "./corpus.ts";
import type { WatchedMemory } from "./watchdog.ts";

const LOOK_MILLISECONDS = 1_000;
/** So many looks without a new input mean that it hangs: a busy machine may slow one down, but not by this much. */
const LOOKS = 30;

const { target, progress, input } = workerData as WatchedMemory;
let last = 0;
let looks = 0;

setInterval(() => {
  const begun = Atomics.load(progress, 0);
  looks = begun === last ? looks + 1 : 0;
  last = begun;
  if (begun === 0 || looks < LOOKS) return;
  const text = new TextDecoder().decode(Uint8Array.from(input.subarray(0, progress[1])));
  // The main thread can't write any more.
  writeSync(2, `${target} hangs; the input is kept as ${keep(target, text)}\n`);
  process.kill(process.pid, "SIGKILL");
}, LOOK_MILLISECONDS);
