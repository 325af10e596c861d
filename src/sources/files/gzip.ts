import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { SourceError } from "#src/errors";
import { CHUNK_BYTES } from "./bytes.ts";
import { readError } from "./read-error.ts";
import { limitUnpackedSize, MAX_UNPACKED_BYTES } from "./unpacked-size.ts";

/** Large enough that the next chunk is unpacked, on another thread, while this one is worked on. */
const UNPACKED_CHUNK_BYTES = 1_048_576;

/**
 * The unpacked bytes of a gzip file of one or more members. Read to the end, every checksum and
 * length is checked; a cut, corrupt or overlarge file is a `SourceError`. `onPacked` is told how many
 * packed bytes went in.
 */
export async function* unpackGzip(
  path: string,
  limit: number = MAX_UNPACKED_BYTES,
  onPacked: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const count = limitUnpackedSize(path, limit);
  const packed = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  // A failure also ends the iteration below, which reports it.
  pipeline(packed, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) {
      count(chunk.length);
      onPacked(gunzip.bytesWritten);
      yield chunk;
    }
    await refuseLeftover(path, gunzip.bytesWritten);
  } catch (error) {
    throw readError(error, path);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/** zlib stops without an error at zero bytes after a member, whatever follows them. */
async function refuseLeftover(path: string, unpackedThrough: number): Promise<void> {
  const { size } = await stat(path);
  if (unpackedThrough === size) return;
  const problem = `${size - unpackedThrough} bytes after the end of the gzip belong to nothing. Download the file again.`;
  throw new SourceError(problem, { file: path });
}
