import { createReadStream } from "node:fs";
import { readError } from "./read-error.ts";

/** Measured: larger chunks keep more memory alive and parse no faster. */
export const CHUNK_BYTES = 65_536;

/** The bytes of a file as they are, in chunks; errors are `SourceError`s. `onRead` is told how many so far. */
export async function* readBytes(
  path: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) {
      onRead(stream.bytesRead);
      yield chunk;
    }
  } catch (error) {
    throw readError(error, path);
  } finally {
    stream.destroy();
  }
}

/** Up to `length` bytes from the beginning of a stream, which is closed afterwards. */
export async function firstBytes(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    total += chunk.length;
    if (total >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}
