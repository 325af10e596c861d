import { plainParagraphs } from "#src/cards/plain-text";
import { inertJson } from "#src/inert-json";

const LINE_ENDS = /[\n\r\u0085\u2028\u2029]+/g;

/**
 * Lines of text for a terminal, spaces as they are. Names in them, out of bills, files and messages, neither steer it
 * nor begin a line of their own.
 */
export function plainLines(lines: readonly string[]): string {
  return lines.map((line) => `${plainParagraphs(line.replace(LINE_ENDS, " "))}\n`).join("");
}

/** An object a line, as JSON that steers no terminal. */
export function jsonLines(objects: readonly unknown[]): string {
  return objects.map((object) => `${inertJson(JSON.stringify(object))}\n`).join("");
}
