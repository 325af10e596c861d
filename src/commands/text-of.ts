import { readFileSync, statSync } from "node:fs";
import { UserError } from "#src/errors";

/** Nobody keeps more than this by hand. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What a file that somebody keeps by hand says.
 * @throws UserError where it can't be read, or is no text
 */
export function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, of ${MOST_BYTES} at most`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} can't be read as UTF-8 text (${reason}).`);
  }
}
