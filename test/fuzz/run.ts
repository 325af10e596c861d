import { parseArgs } from "node:util";
import nock from "nock";
import { runTarget } from "./run-target.ts";
import { sharesOf, targets } from "./targets.ts";

const USAGE = `npm run fuzz -- [TARGET …] [--runs N] [--seed N]
  targets: ${targets.map(({ name }) => name).join(" ")} (all of them when none is named)
  --runs   inputs in all (20000)
  --seed   a run with the same seed has the same inputs; random when none is given
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "20000" }, seed: { type: "string" } },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const isKnown = positionals.every((name) => targets.some((target) => target.name === name));
if (!isKnown || !Number.isSafeInteger(runs) || !Number.isSafeInteger(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

// A mutated address is nowhere that anything may be sent.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])/);

process.stdout.write(`seed ${seed}\n`);
let failures = 0;
for (const [target, share] of sharesOf(runs)) {
  if (positionals.length > 0 && !positionals.includes(target.name)) continue;
  const result = await runTarget(target, { runs: share, seed });
  const seconds = (result.milliseconds / 1000).toFixed(1);
  process.stdout.write(`${target.name}: ${result.runs} inputs in ${seconds} s\n`);
  if (result.failure === null) continue;
  failures += 1;
  process.stdout.write(`  FAILED ${result.failure}\n`);
}
process.stdout.write(failures === 0 ? "nothing failed\n" : `${failures} targets failed\n`);
process.exit(failures === 0 ? 0 : 1);
