const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji}\ufe0f\u20e3/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
/** East Asian wide and fullwidth characters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LEFT_TO_RIGHT_MARK = "\u200e";

/** The number of terminal columns that a text without control characters takes. */
export function textWidth(text: string): number {
  return graphemes(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** A text cut to at most `width` columns, with `…` where something was cut off. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return width < 1 ? "" : `${headOf(text, width - 1).trimEnd()}…`;
}

/** A text filled up with spaces to `width` columns; right-to-left text is kept from moving its neighbours. */
export function pad(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - textWidth(text)));
  const contained = RIGHT_TO_LEFT.test(text)
    ? `${LEFT_TO_RIGHT_MARK}${text}${LEFT_TO_RIGHT_MARK}`
    : text;
  return align === "left" ? contained + space : space + contained;
}

/** Breaks text into lines of at most `width` (2 or more) columns, between words where possible. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  if (textWidth(paragraph) <= width) return [paragraph];
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ").flatMap((long) => pieces(long, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Cuts a word that is too long for a line; a cluster that is too long by itself, between its characters. */
function pieces(word: string, width: number): readonly string[] {
  const units = graphemes(word).flatMap((grapheme) =>
    graphemeWidth(grapheme) > width ? [...grapheme] : [grapheme],
  );
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const unit of units) {
    const unitWidth = graphemeWidth(unit);
    if (used + unitWidth > width) {
      parts.push(part);
      part = "";
      used = 0;
    }
    part += unit;
    used += unitWidth;
  }
  return [...parts, part];
}

function headOf(text: string, width: number): string {
  let head = "";
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    head += grapheme;
  }
  return head;
}

function graphemes(text: string): readonly string[] {
  return [...GRAPHEMES.segment(text)].map(({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  return [...grapheme].reduce((width, character) => width + characterWidth(character), 0);
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
