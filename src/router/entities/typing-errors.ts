import { distance } from "fastest-levenshtein";

/** Shorter words have too many neighbours to be mended. */
const ONE_ERROR_LENGTH = 6;
const TWO_ERRORS_LENGTH = 9;

/** How many typing errors a squashed name of this length may hold. */
export function allowedErrors(length: number): number {
  if (length >= TWO_ERRORS_LENGTH) return 2;
  return length >= ONE_ERROR_LENGTH ? 1 : 0;
}

/** Typing errors between two words: letters added, left out or changed, or two neighbours swapped. */
export function typingErrors(left: string, right: string): number {
  const edits = distance(left, right);
  return edits === 2 && isSwapped(left, right) ? 1 : edits;
}

function isSwapped(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const swapped = `${left.slice(0, at)}${left[at + 1] ?? ""}${left[at] ?? ""}${left.slice(at + 2)}`;
  return swapped === right;
}
