import { createHash } from "node:crypto";
import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "#src/store/store";

/** What tells one source from another, and from a former one of the same name. */
interface Named {
  readonly name: string;
  readonly kind: string;
}

/** Where the downloads of a source lie while they are loaded. */
export function downloadsOf({ file }: Store, source: Named): string {
  return join(`${file}-downloads`, digestOf(source));
}

/** Where a source keeps what is dear to fetch again. */
export function keptOf({ file }: Store, source: Named): string {
  return join(`${file}-kept`, digestOf(source));
}

/** Removes a source's downloads. */
export async function clearDownloads(store: Store, source: Named): Promise<void> {
  await rm(downloadsOf(store, source), { recursive: true, force: true });
  await removeIfEmpty(`${store.file}-downloads`);
}

/** Removes what sources other than these have kept. */
export async function clearKeptOfOthers(store: Store, sources: readonly Named[]): Promise<void> {
  const folder = `${store.file}-kept`;
  const wanted = new Set(sources.map(digestOf));
  const found = await readdir(folder).catch(() => []);
  for (const name of found.filter((other) => !wanted.has(other))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  await removeIfEmpty(folder);
}

async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}

function digestOf({ name, kind }: Named): string {
  return createHash("sha256")
    .update(JSON.stringify([kind, name]))
    .digest("hex")
    .slice(0, 16);
}
