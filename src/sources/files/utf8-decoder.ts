import { SourceError } from "#src/errors";

/** Text of a stream of bytes, strictly UTF-8 and without a byte order mark. */
export class Utf8Decoder {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The text of the next chunk, of the end without one. A character may lie across two chunks.
   * @param row the row that is being read, for the error
   */
  decode(row: number, chunk?: Uint8Array): string {
    try {
      return this.#decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const problem =
        "Here, or close after, stands text that isn't UTF-8. Export it as CSV or JSON lines in UTF-8, or download it again if it is damaged.";
      throw new SourceError(problem, { file: this.#file, row });
    }
  }
}
