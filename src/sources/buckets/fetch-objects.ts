import { basename, join } from "node:path";
import { SourceError } from "#src/errors";
import type { FetchedFile, OnBytes } from "#src/sources/source";
import type { Bucket } from "./bucket.ts";
import type { StoredObject } from "./object-store.ts";

/** What is kept of an object's name on disk, where names may not be as long. */
const LONGEST_ENDING = 100;

/** An object to be fetched, with what a manifest says of it. */
export interface WantedObject {
  readonly object: StoredObject;
  readonly bytes?: number | undefined;
  readonly rows?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Downloads objects one after the other. @throws CallError; SourceError for what a manifest contradicts */
export async function fetchObjects(
  bucket: Bucket,
  wanted: readonly WantedObject[],
  folder: string,
  onProgress: OnBytes,
): Promise<FetchedFile[]> {
  const total = wanted.reduce((sum, { object }) => sum + object.size, 0);
  const files: FetchedFile[] = [];
  let before = 0;
  for (const { object, bytes, rows, sha256: expected } of wanted) {
    const name = bucket.nameOf(object.key);
    if (bytes !== undefined && bytes !== object.size) {
      const problem = `It has ${object.size} bytes, and its manifest says ${bytes}. It is cut off, or its manifest is of another delivery.`;
      throw new SourceError(problem, { file: name });
    }
    // Numbered: two objects may have the same name in different folders.
    const ending = basename(object.key).slice(-LONGEST_ENDING);
    const path = join(folder, `${files.length + 1}-${ending}`);
    const sha256 = await bucket.download(object, path, (done) => onProgress(before + done, total));
    if (expected !== undefined && expected.toLowerCase() !== sha256) {
      const problem = "Its SHA-256 isn't the one in its manifest. Deliver it again.";
      throw new SourceError(problem, { file: name });
    }
    before += object.size;
    files.push({ path, name, sha256, rows: rows ?? null });
  }
  return files;
}

/** A manifest's text as JSON. @throws SourceError */
export function parseManifest(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError("It isn't valid JSON. Deliver it again.", { file: name });
  }
}
