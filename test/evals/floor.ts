import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Score } from "./score.ts";

const FILE = join(import.meta.dirname, "floor.json");

const floorSchema = z.record(z.string(), z.number());

/** How many questions of each kind were all right when the floor was last raised. */
export function readFloor(): Readonly<Record<string, number>> {
  return floorSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
}

/** Raises the floor of each kind to its score; a lower score leaves it where it is. */
export function raiseFloor(scores: readonly Score[]): void {
  const floor = readFloor();
  const raised = Object.fromEntries(
    scores.map(({ kind, all }) => [kind, Math.max(all, floor[kind] ?? 0)]),
  );
  writeFileSync(FILE, `${JSON.stringify({ ...floor, ...raised }, null, 2)}\n`);
}
