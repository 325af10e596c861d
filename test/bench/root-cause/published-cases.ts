import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type LeafRow, leafTable } from "#src/analytics/explain/leaf-table";
import type { RootCauseCase } from "./case-generator.ts";

const FOLDER = join(import.meta.dirname, "../../../../shared/data/root-cause");

/** Whether published cases are on this machine. */
export function hasPublishedCases(): boolean {
  return existsSync(FOLDER);
}

/** The cases of a published set: `squeeze-b0` or `riskloc-s`. */
export function* publishedCases(set: string): Generator<RootCauseCase> {
  const lines = readFileSync(join(FOLDER, "causes.tsv"), "utf8").trim().split("\n").slice(1);
  for (const line of lines) {
    const [name = "", causes = ""] = line.split("\t");
    const file = name.includes("/") ? name : `squeeze-b0/${name}`;
    if (!file.startsWith(`${set}/`)) continue;
    yield { id: file, table: leafTable(readLeaves(file)), causes: causes.split(";") };
  }
}

function readLeaves(file: string): LeafRow[] {
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString();
  const [header = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
  return rows.map((cells) => {
    const row = Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""]));
    const { real = "", predict = "", ...dims } = row;
    return { dims, before: Number(predict), after: Number(real) };
  });
}
