import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const CORPUS = join(import.meta.dirname, "corpus");

/** A text that wants to be more than text. */
export interface Injection {
  /** What it is written against: "sql" */
  readonly kind: string;
  readonly text: string;
}

interface Kept {
  /** What it would mean that one of the texts takes effect. */
  readonly effect: string;
  readonly texts: readonly string[];
}

/** What it would mean that a text of each kind takes effect. */
export const effects: ReadonlyMap<string, string> = new Map(
  kept().map(([kind, { effect }]) => [kind, effect]),
);

/** All texts of the corpus, each once. */
export const injections: readonly Injection[] = kept().flatMap(([kind, { texts }]) =>
  texts.map((text) => ({ kind, text })),
);

function kept(): (readonly [string, Kept])[] {
  const files = readdirSync(CORPUS).filter((file) => file.endsWith(".json"));
  return files
    .toSorted()
    .map((file) => [
      basename(file, ".json"),
      JSON.parse(readFileSync(join(CORPUS, file), "utf8")) as Kept,
    ]);
}
