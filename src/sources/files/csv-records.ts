import { SourceError, UserError } from "#src/errors";
import { CsvParser } from "./csv-parser.ts";

/** What a spreadsheet takes for a formula, with the apostrophes before it that keep it from that. */
export const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/** A record of a small CSV file. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** As they were before an apostrophe kept them from being formulas, without spaces around them. */
  readonly cells: readonly string[];
}

/**
 * The records of a CSV file that somebody keeps by hand, the header first; blank lines are none.
 * @throws UserError where it can't be read
 */
export function csvRecords(file: string, csv: string): CsvRecord[] {
  const lines = recordLines(csv);
  return rowsOf(file, csv).map((row, at) => ({
    line: lines[at] ?? 0,
    cells: row.map((cell) => unguarded(cell ?? "").trim()),
  }));
}

function rowsOf(file: string, csv: string) {
  try {
    const parser = new CsvParser(file);
    return [...parser.push(csv), ...parser.end()];
  } catch (error) {
    if (error instanceof SourceError) throw new UserError(error.message);
    throw error;
  }
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** On which line each record begins, the header first; blank lines hold none, and cells in quotes may hold some. */
function recordLines(csv: string): number[] {
  const starts: number[] = [];
  let line = 1;
  let isQuoted = false;
  let isBlank = true;
  for (const character of csv) {
    if (character === '"') isQuoted = !isQuoted;
    const isEnd = character === "\n";
    if (isBlank && !isEnd && character !== "\r") {
      starts.push(line);
      isBlank = false;
    }
    if (!isEnd) continue;
    line++;
    if (!isQuoted) isBlank = true;
  }
  return starts;
}
