import { stat } from "node:fs/promises";
import { SourceError } from "#src/errors";
import type { RowReader } from "#src/sources/row-reader";
import { firstBytes, readBytes } from "./bytes.ts";
import { openCsv } from "./csv.ts";
import { unpackGzip } from "./gzip.ts";
import { openJsonLines } from "./json-lines.ts";

const GZIP_MAGIC = "\x1f\x8b";
const PARQUET_MAGIC = "PAR1";
/** Of an archive with entries, and of an empty one. */
const ZIP_MAGICS = ["PK\x03\x04", "PK\x05\x06"];

const SNIFFED_BYTES = 512;

/**
 * Opens a delivered file by what it holds, and by its name where that doesn't tell: CSV, JSON lines
 * (both also as gzip) and parquet yield one reader, a zip one for each CSV file in it. Read a reader
 * to its end before going on to the next: only then is the file known to be whole. A file that
 * can't be read is a `SourceError`.
 */
export async function* openFile(path: string): AsyncGenerator<RowReader, void> {
  const magic = (await firstBytes(readBytes(path), 4)).toString("latin1");
  const name = path.toLowerCase();
  // Loaded on demand: either costs 17 MB.
  if (ZIP_MAGICS.includes(magic)) yield* (await import("./zip.ts")).openZip(path);
  else if (magic === PARQUET_MAGIC) yield* (await import("./parquet.ts")).openParquet(path);
  else if (name.endsWith(".zip") || name.endsWith(".parquet")) throw notWhatItsNameSays(path);
  // A gzip too short for its magic bytes is cut off; a plain text called .gz was unpacked underway.
  else if (magic.startsWith(GZIP_MAGIC) || (name.endsWith(".gz") && magic.length < 2)) {
    yield* openText(path, (onRead) => unpackGzip(path, undefined, onRead));
  } else yield* openText(path, (onRead) => readBytes(path, onRead));
}

async function* openText(
  path: string,
  open: (onRead?: (bytes: number) => void) => AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<RowReader, void> {
  const head = (await firstBytes(open(), SNIFFED_BYTES)).toString("utf8").trimStart();
  if (head.startsWith("<")) throw notBillingData(path);
  if (/^[{[]/.test(head) || /\.(jsonl|ndjson)(\.gz)?$/i.test(path)) {
    yield await openJsonLines(path, open);
    return;
  }
  const { size } = await stat(path);
  let read = 0;
  const bytes = open((soFar) => {
    read = soFar;
  });
  try {
    yield { ...(await openCsv(path, bytes)), share: () => read / size };
  } finally {
    await bytes.return();
  }
}

function notWhatItsNameSays(path: string): SourceError {
  const problem =
    "It isn't the zip or parquet file that its name promises: it is empty, cut off, or a web page. Download the file again.";
  return new SourceError(problem, { file: path });
}

function notBillingData(path: string): SourceError {
  const problem =
    "It is a web page or an XML message, such as a sign-in page or an expired link, instead of billing data. Download the file again.";
  return new SourceError(problem, { file: path });
}
