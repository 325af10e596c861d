import { fold, squash } from "./fold.ts";

/** What stands between a word and the one before it. */
type Gap = "space" | "slash" | "comma" | "stop";

/** One word of a question. */
export interface Word {
  /** As typed, without punctuation around it or a possessive. */
  readonly typed: string;
  /** Lower case, without accents and apostrophes. */
  readonly text: string;
  /** Letters and digits of `text`. */
  readonly squashed: string;
  /** `stop` is the end of a sentence. */
  readonly gap: Gap;
  readonly quoted: boolean;
}

/** Words `from` up to (not with) `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Words that fit a pattern, with what its named groups hold. */
export interface PhraseMatch extends Stretch {
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** A pattern over folded words that begins and ends at word boundaries. */
export function phrase(pattern: string): RegExp {
  return new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`, "g");
}

const OPENING = /^["'“‘«([{<*`]+/;
const CLOSING = /["'”’»)\]}>*`.,;:!?…]+$/;
const EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})+/gu;
const QUOTES = /["“”«»`]/g;

/** A question as folded words; each is marked once a reader has explained it. */
export class QuestionWords {
  readonly list: readonly Word[];
  /** The folded words, joined by single spaces. */
  readonly text: string;
  readonly #offsets: number[] = [];
  readonly #explained: boolean[];

  constructor(question: string) {
    this.list = readWords(question);
    let length = 0;
    for (const { text } of this.list) {
      this.#offsets.push(length);
      length += text.length + 1;
    }
    this.text = this.list.map(({ text }) => text).join(" ");
    this.#explained = this.list.map(() => false);
  }

  /** The folded word at an index; empty beyond the ends. */
  textAt(index: number): string {
    return this.list[index]?.text ?? "";
  }

  /** The words of a stretch as typed. */
  typed({ from, to }: Stretch): string {
    return this.list
      .slice(from, to)
      .map(({ typed }) => typed)
      .join(" ");
  }

  /** Whether a word is there and not yet explained. */
  isFree(index: number): boolean {
    return this.#explained[index] === false;
  }

  /** The folded words that aren't explained yet. */
  freeText(): string {
    return this.list
      .filter((_, index) => this.isFree(index))
      .map(({ text }) => text)
      .join(" ");
  }

  /** Marks words as explained. */
  explain({ from, to }: Stretch): void {
    this.#explained.fill(true, from, to);
  }

  /** The first word at or after an index that isn't one of these. */
  skip(index: number, fillers: ReadonlySet<string>): number {
    let at = index;
    while (fillers.has(this.textAt(at)) && this.isFree(at)) at++;
    return at;
  }

  /** Every place where a pattern fits words that aren't explained yet. */
  find(pattern: RegExp): PhraseMatch[] {
    const matches: PhraseMatch[] = [];
    for (const match of this.text.matchAll(pattern)) {
      if (match[0] === "") continue;
      const from = this.#indexAt(match.index);
      const to = this.#indexAt(match.index + match[0].length - 1) + 1;
      if (this.#explained.slice(from, to).includes(true)) continue;
      matches.push({ from, to, text: match[0], groups: match.groups ?? {} });
    }
    return matches;
  }

  /** As `find`, and marks what it finds as explained. */
  take(pattern: RegExp): PhraseMatch[] {
    const matches = this.find(pattern);
    for (const match of matches) this.explain(match);
    return matches;
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#offsets.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function readWords(question: string): Word[] {
  const words: Word[] = [];
  let gap: Gap = "space";
  let isQuoted = false;
  for (const run of question.replace(EMOJI, " ").split(/\s+/)) {
    const quotes = run.match(QUOTES)?.length ?? 0;
    words.push(...wordsOf(run, gap, isQuoted || quotes > 0));
    if (quotes % 2 === 1) isQuoted = !isQuoted;
    gap = gapAfter(run, gap);
  }
  return words;
}

function wordsOf(run: string, gap: Gap, quoted: boolean): Word[] {
  const inner = run.includes("/") ? "slash" : "comma";
  const cores = partsOf(run)
    .map(coreOf)
    .filter((core) => core !== "");
  return cores.map((core, index) => wordOf(core, index > 0 ? inner : gap, quoted));
}

/** "EC2/S3" and "prod,staging" are two words; an id with slashes is one, "1,000" a number. */
function partsOf(run: string): string[] {
  const isId = /^["'“]?\/|^["'“]?arn:|:\/\/|\/[^/]*\/[^/]*\//i.test(run);
  return run.split(isId ? /,(?!\d{3})/ : /\/|,(?!\d{3})/);
}

function coreOf(part: string): string {
  if (part === "&" || part === "+") return "and";
  const bare = part.replace(OPENING, "").replace(CLOSING, "");
  return bare.replace(/['’]s$/i, "").replace(/['’]$/, "");
}

function wordOf(typed: string, gap: Gap, quoted: boolean): Word {
  const text = fold(typed).replace(/['’]/g, "");
  return { typed, text, squashed: squash(text), gap, quoted };
}

/** A single letter with a point ("N. Virginia") ends no sentence. */
function gapAfter(run: string, gap: Gap): Gap {
  const end = CLOSING.exec(run)?.[0] ?? "";
  if (/[.;:!?…]/.test(end) && !/^[([]?\p{L}\.$/u.test(run)) return "stop";
  if (end.includes(",")) return "comma";
  return /^[-–—]+$/.test(run) ? gap : "space";
}
