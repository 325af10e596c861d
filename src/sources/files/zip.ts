import { openAsBlob } from "node:fs";
import { BlobReader, type FileEntry, ZipReader } from "@zip.js/zip.js";
import { SourceError } from "#src/errors";
import type { RowReader } from "#src/sources/row-reader";
import { openCsv } from "./csv.ts";
import { isBillingFileName } from "./file-names.ts";
import { firstLine } from "./read-error.ts";
import { limitUnpackedSize, MAX_UNPACKED_BYTES } from "./unpacked-size.ts";

const OPTIONS = { useWebWorkers: false, checkSignature: true, checkOverlappingEntry: true };

/**
 * Yields one reader for each CSV file of a zip; read one to its end before going on to the next.
 * A cut, corrupt, protected or overlarge zip is a `SourceError`, as is one without CSV files or
 * with billing data in another format, which would be left out.
 */
export async function* openZip(
  path: string,
  limit: number = MAX_UNPACKED_BYTES,
): AsyncGenerator<RowReader, void> {
  const count = limitUnpackedSize(path, limit);
  const archive = new ZipReader(new BlobReader(await openAsBlob(path)), OPTIONS);
  try {
    for (const entry of await csvEntries(path, archive)) {
      const file = `${path}!${entry.filename}`;
      const bytes = unpackEntry(file, entry, count);
      try {
        yield await openCsv(file, bytes);
      } finally {
        await bytes.return();
      }
    }
  } finally {
    await archive.close();
  }
}

async function csvEntries(path: string, archive: ZipReader<unknown>): Promise<FileEntry[]> {
  const entries = await archive.getEntries().catch((error: unknown) => {
    throw damaged(path, error);
  });
  const files = entries
    .filter((entry): entry is FileEntry => !entry.directory)
    .filter((entry) => isBillingFileName(entry.filename));
  const other = files.find((entry) => !entry.filename.toLowerCase().endsWith(".csv"));
  if (other !== undefined) {
    const problem = `A zip may hold CSV files only, and "${other.filename}" is none. Unpack the zip and import its files.`;
    throw new SourceError(problem, { file: path });
  }
  if (files.length === 0) {
    const problem = "The zip holds no CSV file. Deliver a zip with .csv files in it.";
    throw new SourceError(problem, { file: path });
  }
  return files;
}

async function* unpackEntry(
  file: string,
  entry: FileEntry,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  if (entry.encrypted) {
    throw new SourceError("It is protected by a password. Deliver it without.", { file });
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const unpacking = entry.getData(writable, OPTIONS).catch(async (error: unknown) => {
    // Some checks fail before the stream is touched, and its reader would wait for ever.
    await writable.abort(error).catch(() => undefined);
    throw error;
  });
  // It is awaited only where the reading comes to the end.
  unpacking.catch(() => undefined);
  try {
    for await (const chunk of readable) {
      count(chunk.length);
      yield chunk;
    }
    await unpacking;
  } catch (error) {
    throw error instanceof SourceError ? error : damaged(file, error);
  }
}

function damaged(file: string, error: unknown): SourceError {
  const problem = `The zip is cut off or corrupt (${firstLine(error)}). Download the file again.`;
  return new SourceError(problem, { file });
}
