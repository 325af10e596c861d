import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CORPUS = join(import.meta.dirname, "corpus");

/** The inputs of a target that failed once, by the names of their files: they are run again each time. */
export function keptInputs(target: string): ReadonlyMap<string, unknown> {
  const folder = join(CORPUS, target);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return new Map(files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8"))]));
}

/** Keeps the smallest of the inputs with which a run fails. */
export class FailingInput {
  readonly #target: string;
  #file: string | null = null;
  #length = Number.POSITIVE_INFINITY;

  constructor(target: string) {
    this.#target = target;
  }

  /** Where it is kept; null where nothing failed. */
  get file(): string | null {
    return this.#file;
  }

  failed(input: unknown): void {
    const text = JSON.stringify(input);
    if (text.length >= this.#length) return;
    if (this.#file !== null) rmSync(this.#file);
    this.#file = keep(this.#target, text);
    this.#length = text.length;
  }
}

/** Writes an input, as JSON, to the corpus and gives the file's path. */
export function keep(target: string, json: string): string {
  const folder = join(CORPUS, target);
  mkdirSync(folder, { recursive: true });
  const name = createHash("sha256").update(json).digest("hex").slice(0, 16);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${json}\n`);
  return file;
}
