import { plainLine } from "#src/cards/plain-text";

/** Invisible, without width: keeps two characters from being read as markup together. */
const JOINER = "\u2060";

/** A text out of data for places that show it as it is: text runs, buttons, choices. */
export function literal(text: string, characters: number): string {
  return inert(shortened(plainLine(text), characters));
}

/**
 * A text out of data for places that Teams reads as Markdown: headings and facts. Backslashes, which phones show,
 * stand only where emphasis would begin otherwise.
 */
export function literalMarkdown(text: string, characters: number): string {
  return literal(text, characters)
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/[*`]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu, (mark, _at, all: string) =>
      all.indexOf(mark) === all.lastIndexOf(mark) ? mark : `\\${mark}`,
    )
    .replace(/~(?=~)/g, `~${JOINER}`)
    .replace(/\](?=[([:])/g, `]${JOINER}`)
    .replace(/&(?=#?\w+;)/g, `&${JOINER}`)
    .replace(/^(?=(?:[-+*>]|#+|\d+[.)])(?:\s|$))/, JOINER);
}

/** A line of a query as it is, but for what a client would act on. */
export function literalCode(line: string): string {
  return line
    .replace(/\{(?=\{(?:DATE|TIME)\()/g, `{${JOINER}`)
    .replace(/<(?=\/?at\b)/gi, `<${JOINER}`);
}

/** A text of at most so many characters, cut with an ellipsis, never through a character. */
export function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const head = text.slice(0, characters - 1).replace(/[\ud800-\udbff]$/, "");
  return `${head.trimEnd()}…`;
}

/**
 * A text in which what a client acts on by itself is broken up invisibly: dates in braces, tags such as `<at>`,
 * addresses that become links.
 */
export function inert(text: string): string {
  return text
    .replace(/\{(?=\{)/g, `{${JOINER}`)
    .replace(/<(?=[/!?a-z])/gi, `<${JOINER}`)
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/\b(www|mailto|tel)(?=[.:])/gi, `$1${JOINER}`);
}
