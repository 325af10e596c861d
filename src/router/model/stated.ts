import { fold } from "#src/router/fold";

/** Whether a text stands in one of the others word by word, whatever its case and spaces. */
export function isStated(text: string, sources: readonly string[]): boolean {
  const wanted = spaced(text);
  return wanted.trim() !== "" && sources.some((source) => spaced(source).includes(wanted));
}

function spaced(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}
