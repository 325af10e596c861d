import { stripVTControlCharacters } from "node:util";

/** Characters that steer a terminal or the writing direction, or are invisible; joiners and direction marks stay. */
const STEERING = /[[\p{Cc}\p{Cf}]--[\u200c-\u200f\u0600-\u0605\u06dd\u070f\u08e2]]/gv;

/** A text out of data on one line: without escape sequences, control and invisible characters. */
export function plainLine(text: string): string {
  return withoutSteering(text.replace(/[\s\u0085]+/g, " ")).trim();
}

/** A text that may run over several lines, without escape sequences, control and invisible characters. */
export function plainParagraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => withoutSteering(line.replace(/\s/g, " ")).trimEnd())
    .join("\n");
}

function withoutSteering(text: string): string {
  return stripVTControlCharacters(text).toWellFormed().replace(STEERING, "");
}
