import { expect, test } from "vitest";
import type { FuzzTarget } from "./fuzz-target.ts";
import { runTarget } from "./run-target.ts";
import { sharesOf } from "./targets.ts";

/** Inputs of all targets together, each time that the tests run; `npm run fuzz` runs more. */
const RUNS = 20_000;
const LIMIT_MILLISECONDS = 180_000;
/** Other inputs every day; a failure can be had again all day, and by the seed later. */
const SEED = Math.floor(Date.now() / 86_400_000);

/** Tests that hand targets their part of the inputs. */
export function fuzzTests(targets: readonly FuzzTarget[]): void {
  const shares = sharesOf(RUNS);
  for (const target of targets) {
    const runs = shares.get(target) ?? 0;
    test(`${target.name}: ${runs} inputs of seed ${SEED}`, {
      timeout: LIMIT_MILLISECONDS,
    }, async () => {
      const { failure } = await runTarget(target, { runs, seed: SEED });
      expect(failure).toBeNull();
    });
  }
}
