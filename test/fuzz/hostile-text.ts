import fc from "fast-check";
import { injections } from "../injection/corpus.ts";

/** Characters that programs stumble over: marks of direction, of no width, of control, halves of a pair. */
const AWKWARD = [
  ...["\u202e", "\u2066", "\u200f", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028", "\u0085"],
  ...["\0", "\x07", "\x1b[2J", "\x9b31m", "\r", "\n", "\r\n", "\t", "\v", "\ud800", "\udfff"],
  ...["İ", "ı", "ß", "ﬃ", "ǅ", "Å", "Å", "é", "가", "நி", "👩‍👩‍👧‍👦", "🇩🇪", "a\u0301\u0316\u0338"],
  ...[
    "“",
    "’",
    "„",
    "…",
    "–",
    "−",
    "٪",
    "¼",
    "²",
    "१२",
    "٣٤",
    "１２",
    "一",
    "$1",
    "$&",
    "\\",
    "%s",
  ],
];

/** Numbers at the edges of what a number can be. */
const NUMBERS = [
  ...["0", "-0", "1", "-1", "00", "1e309", "1e-400", "0x1f", "1_000", "1,000.00", "1.000,00"],
  ...["9007199254740993", "99999999999999999999", "NaN", "Infinity", "2026-02-30", "0000-00-00"],
  ...["9999-12-31", "31/31/3131", "$9999999999999999999", "€0", "100%", "1/0", "2026-W54"],
];

/** Names that mean something to JavaScript, YAML, SQL or a file system. */
const MEANINGFUL = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "length"],
  ...["null", "undefined", "true", "~", "NULL", "*", "&a", "<<", "..", "/", "C:\\", "con", "%00"],
];

const long = fc
  .record({
    unit: fc.constantFrom("x", "9", "a-", "( ", "-", " ", "é", "\u200b", "👍", "and ", "\u0301"),
    length: fc.constantFrom(100, 500, 1999, 2000, 2001, 5000),
  })
  .map(({ unit, length }) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));

/** A piece of text that nobody means well with. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom(...MEANINGFUL) },
  { weight: 4, arbitrary: fc.constantFrom(...injections.map(({ text }) => text)) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  { weight: 1, arbitrary: long },
);
