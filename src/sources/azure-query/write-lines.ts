import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Rows a piece, so that not all of a file's text is in memory. */
const ROWS_A_PIECE = 500;

/** What was written. */
export interface WrittenLines {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes rows to a file as JSON lines. */
export async function writeLines(path: string, lines: Iterable<object>): Promise<WrittenLines> {
  const digest = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  function* pieces(): Generator<Buffer> {
    let piece: string[] = [];
    const flush = () => {
      const buffer = Buffer.from(piece.join(""));
      piece = [];
      digest.update(buffer);
      bytes += buffer.length;
      return buffer;
    };
    for (const line of lines) {
      rows++;
      if (piece.push(`${JSON.stringify(line)}\n`) === ROWS_A_PIECE) yield flush();
    }
    if (piece.length > 0) yield flush();
  }
  await pipeline(Readable.from(pieces(), { objectMode: false }), createWriteStream(path));
  return { rows, bytes, sha256: digest.digest("hex") };
}
