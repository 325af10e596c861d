import { SourceError } from "#src/errors";

/** The most bytes that one delivered file may unpack to; beyond it stands a decompression bomb. */
export const MAX_UNPACKED_BYTES = 20_000_000_000;

/** Counts unpacked bytes of `file`; the returned function throws a `SourceError` past `limit`. */
export function limitUnpackedSize(file: string, limit: number): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limit) {
      const problem = `It unpacks to more than ${limit.toLocaleString("en-US")} bytes, the most that is taken. Check where the file comes from, or deliver it in several smaller files.`;
      throw new SourceError(problem, { file });
    }
  };
}
