import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CostPage, type CostQuery, costPageSchema } from "./cost-query.ts";

/**
 * Pages that were paid for, on disk: a month that is given up half-way, as the day's money is spent, goes on
 * where it stopped. They are of one version of a month; those of its other versions are removed.
 */
export class KeptPages {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param months the months that the source has now; pages of others are removed too */
  static async open(
    kept: string,
    { id, version }: { readonly id: string; readonly version: string },
    months: readonly string[],
  ): Promise<KeptPages> {
    const folder = `${id}_${version}`;
    await mkdir(join(kept, folder), { recursive: true });
    for (const name of await readdir(kept)) {
      const [ofMonth = ""] = name.split("_");
      const isStale = ofMonth === id ? name !== folder : !months.includes(ofMonth);
      if (isStale) await rm(join(kept, name), { recursive: true, force: true });
    }
    return new KeptPages(join(kept, folder));
  }

  /** A page of a query, counted from 0; null where it wasn't paid for yet. */
  async page(query: CostQuery, number: number): Promise<CostPage | null> {
    try {
      const text = await readFile(this.#fileOf(query, number), "utf8");
      return costPageSchema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  /** Keeps a page, whole or not at all. */
  async keep(query: CostQuery, number: number, page: CostPage): Promise<void> {
    const file = this.#fileOf(query, number);
    await writeFile(`${file}.new`, JSON.stringify(page));
    await rename(`${file}.new`, file);
  }

  /** Forgets all pages: what they hold doesn't fit together. */
  async forget(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #fileOf(query: CostQuery, number: number): string {
    const digest = createHash("sha256").update(JSON.stringify(query)).digest("hex").slice(0, 16);
    return join(this.#folder, `${digest}-${number}.json`);
  }
}
