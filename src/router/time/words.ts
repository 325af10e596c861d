import { endsRange, figureWord } from "./figures.ts";
import { canNameMonth } from "./may.ts";
import { mendBeside } from "./small-typos.ts";
import { canonicalWord } from "./vocabulary.ts";

/** One word or mark of a question. */
export interface Word {
  /** The canonical form: lower case, singular, spelled out, typos mended. */
  readonly text: string;
  /** Where it stands in the question; `coreEnd` is before a possessive 's. */
  readonly start: number;
  readonly coreEnd: number;
  readonly end: number;
  /** Where its canonical form stands in `Words.text`. */
  readonly offset: number;
  /** Whether a time expression can hold it. */
  readonly timely: boolean;
}

/** A question as canonical words, which `text` joins by single spaces. */
export interface Words {
  readonly question: string;
  readonly list: readonly Word[];
  readonly text: string;
}

interface Piece {
  readonly typed: string;
  readonly text: string;
  readonly start: number;
  readonly coreEnd: number;
  readonly end: number;
  readonly timely: boolean;
}

/** What stands around a word and is not part of it; signs that make it a name or an amount are. */
const EDGES = /^([^\p{L}\p{N}$€£#@%]*)(.*?)([^\p{L}\p{N}$€£#@%]*)$/su;

/** The parts of a compound ("Oct-Nov", "2026-04-01..2026-04-08", "month-to-date"). */
const PARTS = new RegExp(
  [
    String.raw`\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?!\d|[-/]\d{1,2}(?!\d))`,
    String.raw`\d{1,2}[/.]\d{1,2}[/.]\d{4}`,
    String.raw`\d{1,2}/\d{4}`,
    String.raw`[\p{L}\p{N}]+`,
    String.raw`['’]\d\d`,
    String.raw`\.{2,}`,
    ".",
  ].join("|"),
  "gu",
);

const SEPARATOR = /^(?:[-–—/…]|\.{2,})$/u;

/** Compounds that are one expression. */
const SHORTHAND: ReadonlyMap<string, string> = new Map([
  ["w/c", "week of"],
  ["w/e", "week of"],
  ["y/y", "yoy"],
  ["q/q", "qoq"],
  ["m/m", "mom"],
  ["w/w", "wow"],
  ["d/d", "dod"],
]);

/** Splits a question into canonical words; what isn't about time is kept in lower case. */
export function readWords(question: string): Words {
  const pieces: Piece[] = [];
  for (const run of question.matchAll(/\S+/g)) pieces.push(...readRun(run[0], run.index));
  const mended = pieces.map((word, index) => {
    const canonical = mendBeside(pieces, index);
    return canonical === null ? word : { ...word, text: canonical, timely: true };
  });
  let text = "";
  const list = mended.map((piece, index): Word => {
    const named = !piece.timely || canNameMonth(mended, index);
    const word = named ? piece : { ...piece, text: `(${piece.text})`, timely: false };
    const offset = text === "" ? 0 : text.length + 1;
    text = text === "" ? word.text : `${text} ${word.text}`;
    return { ...word, offset };
  });
  return { question, list, text };
}

function readRun(run: string, start: number): Piece[] {
  const [, lead = "", bare = "", trail = ""] = EDGES.exec(run) ?? [];
  const apostrophe = /['’]$/.test(lead) && /^\d\d$/.test(bare);
  const core = apostrophe ? `'${bare}` : bare;
  const coreStart = start + lead.length - (apostrophe ? 1 : 0);
  const pieces = core === "" ? [] : readCore(core, coreStart);
  const shortened = trail === "." && isShortened(core, pieces);
  return [
    ...readMark(apostrophe ? lead.slice(0, -1) : lead, start),
    ...pieces,
    ...(shortened ? [] : readMark(trail, coreStart + core.length)),
  ];
}

/** "Oct." and "vs." end with a point that ends no sentence. */
function isShortened(core: string, pieces: readonly Piece[]): boolean {
  const text = pieces.length === 1 ? pieces[0]?.text : undefined;
  return (
    text === "vs" || (text !== undefined && /^\p{L}+$/u.test(core) && core.length < text.length)
  );
}

function readCore(core: string, start: number): Piece[] {
  const possessive = /['’]s$/i.exec(core)?.[0].length ?? 0;
  const bare = core.slice(0, core.length - possessive);
  const canonical = canonicalForm(bare);
  const compound = canonical === null ? readCompound(bare, start) : null;
  const pieces = compound ?? [piece(bare, canonical, start)];
  const last = pieces.at(-1);
  return last === undefined
    ? []
    : [...pieces.slice(0, -1), { ...last, end: last.end + possessive }];
}

/** The parts of a compound that is about time throughout, else null. */
function readCompound(core: string, start: number): Piece[] | null {
  const parts = [...core.matchAll(PARTS)].map((match) => {
    const separator = SEPARATOR.test(match[0]);
    return { match, separator, canonical: separator ? match[0] : canonicalForm(match[0]) };
  });
  if (parts.length < 2 || parts.some(({ canonical }) => canonical === null)) return null;
  return parts.flatMap(({ match, separator, canonical }, index) => {
    const at = start + match.index;
    if (!separator) return [piece(match[0], canonical, at)];
    const neighbours = [parts[index - 1]?.canonical ?? "", parts[index + 1]?.canonical ?? ""];
    if (neighbours.every(endsRange)) return [piece(match[0], "-", at)];
    return match[0] === "/" ? [piece(match[0], ",", at)] : [];
  });
}

function readMark(marks: string, start: number): Piece[] {
  if (/^(?:[-–—]+>?|→)$/.test(marks)) return [piece(marks, "-", start)];
  if (marks === "&" || marks === "+") return [piece(marks, "and", start)];
  if (marks.includes(",")) return [piece(marks, ",", start)];
  return /[.;:!?…()[\]]/.test(marks) ? [piece(marks, ".", start)] : [];
}

function canonicalForm(typed: string): string | null {
  const word = typed.toLowerCase();
  return SHORTHAND.get(word) ?? figureWord(word) ?? canonicalWord(word);
}

function piece(typed: string, canonical: string | null, start: number): Piece {
  const end = start + typed.length;
  const text = canonical ?? typed.toLowerCase();
  return { typed, text, start, coreEnd: end, end, timely: canonical !== null };
}
