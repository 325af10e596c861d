import { SourceError } from "#src/errors";
import type { Row } from "#src/sources/row-reader";

const QUOTE = '"'.charCodeAt(0);
const CARRIAGE_RETURN = "\r".charCodeAt(0);

/** Longer rows come from a quote that is never closed and would swallow the file. */
const MAX_ROW_CHARACTERS = 4_194_304;

/**
 * Cuts CSV text into rows, strictly by RFC 4180 with any mix of LF and CRLF. The first row is the
 * header, which tells the delimiter; each later one must have as many cells. Blank lines are skipped.
 */
export class CsvParser {
  readonly #file: string;
  #delimiter = ",";
  #width = -1;
  #rowsRead = 0;
  /** The beginning of a row whose end hasn't come yet. */
  #pending = "";
  #rowStart = 0;
  /** Where the current cell begins, -1 after the last of its row. */
  #cellStart = 0;
  #lineEnd = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** The number of the row being read: 0 for the header, data rows from 1. */
  get row(): number {
    return this.#rowsRead;
  }

  /** The rows that `text` completes. Their cells are slices that keep `text` in memory. */
  push(text: string): Row[] {
    const whole = this.#pending + text;
    const rows: Row[] = [];
    this.#rowStart = 0;
    for (;;) {
      const row = this.#nextRow(whole);
      if (row === undefined) break;
      if (row.length > 0) rows.push(row);
    }
    this.#pending = whole.slice(this.#rowStart);
    if (this.#pending.length > MAX_ROW_CHARACTERS) {
      throw this.#problem("This row doesn't end within 4 MB; a quote in it is probably not closed");
    }
    return rows;
  }

  /** The last row, where no line end follows it. */
  end(): Row[] {
    const rows = this.push("\n");
    if (this.#pending !== "") {
      throw this.#problem("A quoted cell is still open at the end of the file; it is cut off");
    }
    return rows;
  }

  /** The next row, `[]` for a blank line, `undefined` where `text` ends before the row does. */
  #nextRow(text: string): Row | undefined {
    const start = this.#rowStart;
    this.#lineEnd = text.indexOf("\n", start);
    if (this.#lineEnd === -1) return undefined;
    if (start === contentEnd(text, start, this.#lineEnd)) {
      this.#rowStart = this.#lineEnd + 1;
      return [];
    }
    if (this.#width === -1) this.#delimiter = delimiterOf(text.slice(start, this.#lineEnd));
    const cells = this.#readCells(text, start);
    if (cells === undefined) return undefined;
    if (this.#width === -1) this.#width = cells.length;
    else if (cells.length !== this.#width) throw this.#wrongWidth(cells.length);
    this.#rowsRead += 1;
    this.#rowStart = this.#lineEnd + 1;
    return cells;
  }

  #readCells(text: string, start: number): Row | undefined {
    // Sized at once: growing each row cell by cell costs a fifth of the time.
    const cells = new Array<string>(Math.max(this.#width, 0));
    let count = 0;
    this.#cellStart = start;
    while (this.#cellStart !== -1) {
      const isQuoted = text.charCodeAt(this.#cellStart) === QUOTE;
      const cell = isQuoted ? this.#quotedCell(text) : this.#plainCell(text);
      if (cell === undefined) return undefined;
      cells[count] = cell;
      count += 1;
    }
    cells.length = count;
    return cells;
  }

  #plainCell(text: string): string {
    const start = this.#cellStart;
    const end = text.indexOf(this.#delimiter, start);
    if (end !== -1 && end < this.#lineEnd) {
      this.#cellStart = end + 1;
      return text.slice(start, end);
    }
    this.#cellStart = -1;
    return text.slice(start, contentEnd(text, start, this.#lineEnd));
  }

  /** `undefined` where `text` ends before the cell, or the line after it, does. */
  #quotedCell(text: string): string | undefined {
    const start = this.#cellStart + 1;
    const close = closingQuote(text, start);
    if (close > this.#lineEnd) this.#lineEnd = text.indexOf("\n", close);
    if (close === -1 || this.#lineEnd === -1) return undefined;
    const end = close + 1;
    if (text.startsWith(this.#delimiter, end)) this.#cellStart = end + 1;
    else if (end === contentEnd(text, end, this.#lineEnd)) this.#cellStart = -1;
    else throw this.#problem("A quoted cell goes on after its closing quote");
    const content = text.slice(start, close);
    return content.includes('"') ? content.replaceAll('""', '"') : content;
  }

  #wrongWidth(count: number): SourceError {
    const cells = count === 1 ? "1 cell" : `${count} cells`;
    return this.#problem(`This row has ${cells}, the header has ${this.#width}`);
  }

  #problem(what: string): SourceError {
    const advice =
      "Download the file again; if it stays so, export it with each cell that holds a delimiter, a quote or a line end in quotes, and quotes inside doubled.";
    return new SourceError(`${what}. ${advice}`, { file: this.#file, row: this.#rowsRead });
  }
}

/** Where a line's content ends: before its CRLF or LF, but never before `start`. */
function contentEnd(text: string, start: number, lineEnd: number): number {
  const hasReturn = lineEnd > start && text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN;
  return hasReturn ? lineEnd - 1 : lineEnd;
}

/** The quote that closes a cell, -1 where it, or the character that proves it single, is missing. */
function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote !== -1 && text.charCodeAt(quote + 1) === QUOTE) quote = text.indexOf('"', quote + 2);
  return quote + 1 < text.length ? quote : -1;
}

/** A comma, or what else stands in a header without one. */
function delimiterOf(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, "");
  return [",", ";", "\t"].find((delimiter) => unquoted.includes(delimiter)) ?? ",";
}
