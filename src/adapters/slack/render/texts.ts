import type { PlainTextElement, SectionBlock, TextObject } from "@slack/types";
import { LIMITS, type Limit } from "#src/adapters/slack/block-kit/limits";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";

/** What mrkdwn acts on, and can't be told to leave alone. */
const FORMATTING = /[*_~`>]|:[^\s:]+:/;
const VISIBLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;
const MOST_LABEL = 150;

/** A text as it is, never formatted; cut visibly where it is too long. */
export function plainText(text: string, limit: Limit = LIMITS.textObject): PlainTextElement {
  return { type: "plain_text", text: cut(text, limit.most), emoji: false };
}

/** One line out of data that always shows something. */
export function shown(text: string): string {
  const line = plainLine(text);
  return VISIBLE.test(line) ? line : "(blank)";
}

/**
 * A bold label over its value. Where the words hold characters that mrkdwn would act on they are plain, since
 * names out of data are shown as they are.
 */
export function labelled(label: string, value: string): TextObject {
  const name = cut(shown(label), MOST_LABEL);
  const words = cut(value, LIMITS.fieldText.most - MOST_LABEL);
  const marked = `*${escapeText(name)}*\n${escapeText(words)}`;
  if (FORMATTING.test(name) || FORMATTING.test(words) || marked.length > LIMITS.fieldText.most) {
    return plainText(`${name}\n${words}`, LIMITS.fieldText);
  }
  return { type: "mrkdwn", text: marked, verbatim: true };
}

/** Texts side by side, in as many sections as they need. */
export function fieldSections(fields: readonly TextObject[]): readonly SectionBlock[] {
  return chunks(fields, LIMITS.sectionFields.most).map((part) => ({
    type: "section",
    fields: [...part],
  }));
}

/** Paragraphs of a text, plain, in as many sections as they need. */
export function textSections(text: string): readonly SectionBlock[] {
  return pieces(text, LIMITS.sectionText.most).map((piece) => ({
    type: "section",
    text: plainText(piece, LIMITS.sectionText),
    expand: true,
  }));
}

/** Slack's escaping: what is left can't mention anybody, nor link. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The beginning of a text with “…” where it is longer; never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, "")
    .trimEnd()}…`;
}

/** The lines that fit, whole ones, and a last line that says how many more there are of what. */
export function linesThatFit(
  lines: readonly string[],
  most: number,
  restLine: (left: number) => string,
): readonly string[] {
  if (lengthOf(lines) <= most) return lines;
  const room = most - restLine(lines.length).length - 1;
  let length = -1;
  const fitting = lines.findIndex((line) => {
    length += line.length + 1;
    return length > room;
  });
  const kept = lines.slice(0, Math.max(fitting, 0));
  return [...kept, restLine(lines.length - kept.length)];
}

/** `… and 37 more lines`. */
export function moreOf(count: number, thing: string): string {
  return `… and ${formatCount(count)} more ${thing}${count === 1 ? "" : "s"}`;
}

/** A list in parts of at most so many. */
export function chunks<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, (at + 1) * most),
  );
}

/** A text in pieces of at most so many characters, parted at line ends and else between words. */
function pieces(text: string, most: number): readonly string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = partingAt(rest, most);
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest].filter((piece) => VISIBLE.test(piece));
}

function partingAt(text: string, most: number): number {
  const candidates = [text.lastIndexOf("\n", most), text.lastIndexOf(" ", most)];
  const good = candidates.find((at) => at > most / 2);
  if (good !== undefined) return good;
  const isInsideCharacter = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return isInsideCharacter ? most - 1 : most;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, -1);
}
