import type { Stats } from "node:fs";
import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "#src/errors";
import { BILLING_FILE_ENDINGS, isBillingFileName } from "./file-names.ts";

/**
 * The delivered files that a path stands for, sorted: a file itself, the billing files in a folder
 * and all its folders, or those that match a glob. Manifests and other files are left out.
 * Nothing found is a `UserError`.
 */
export async function discoverFiles(pathOrGlob: string): Promise<string[]> {
  const stats = await statOf(pathOrGlob);
  if (stats?.isFile()) return [pathOrGlob];
  const files: string[] = [];
  const paths = stats === undefined ? glob(pathOrGlob) : pathsIn(pathOrGlob);
  for await (const path of paths) {
    if (isBillingFileName(path) && (await statOf(path))?.isFile()) files.push(path);
  }
  if (files.length === 0) throw nothingFound(pathOrGlob, stats !== undefined);
  return files.sort();
}

/** The folder's own name is no pattern: it may hold brackets. */
async function* pathsIn(folder: string): AsyncGenerator<string, void> {
  for await (const path of glob("**/*", { cwd: folder })) yield join(folder, path);
}

/** What lies at a path, links followed, or undefined where there is nothing. */
async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

function nothingFound(pathOrGlob: string, isFolder: boolean): UserError {
  const endings = BILLING_FILE_ENDINGS.join(", ");
  const where = isFolder
    ? `No billing files in the folder "${pathOrGlob}" or the folders in it`
    : `There is no file or folder "${pathOrGlob}", and as a pattern it matches no billing files`;
  return new UserError(`${where}. Looked for names that end in ${endings}.`);
}
