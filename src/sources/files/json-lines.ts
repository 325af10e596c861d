import { SourceError } from "#src/errors";
import type { Row, RowReader } from "#src/sources/row-reader";
import { limitColumns } from "./column-limit.ts";
import { inBatches } from "./row-batches.ts";
import { Utf8Decoder } from "./utf8-decoder.ts";

/** Longer lines come from a file that isn't JSON lines. */
const MAX_LINE_CHARACTERS = 4_194_304;

const LINES_AT_ONCE = 1024;

interface Line {
  readonly row: number;
  readonly text: string;
}

/**
 * Reads JSON lines (an object a line, UTF-8) in two passes: one gathers the columns, the union of
 * all keys, and finds broken lines; the second yields the rows. A missing key is null, a number
 * keeps its spelling, an object or a list becomes JSON text.
 * @param open starts the stream of bytes anew
 */
export async function openJsonLines(
  file: string,
  open: () => AsyncIterable<Uint8Array>,
): Promise<RowReader> {
  const columns = new Set<string>();
  for await (const lines of readLines(file, open())) {
    for (const line of lines) {
      for (const key of Object.keys(parseLine(file, line))) columns.add(key);
      limitColumns(file, columns.size);
    }
  }
  const names = [...columns];
  return { file, columns: names, batches: () => inBatches([], readRows(file, open(), names)) };
}

async function* readRows(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<Row[], void> {
  const rowOf = (line: Line): Row => {
    const cells = parseLine(file, line);
    return columns.map((column) => (Object.hasOwn(cells, column) ? toText(cells[column]) : null));
  };
  for await (const lines of readLines(file, bytes)) {
    // The shortest line makes a whole row.
    for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
      yield lines.slice(at, at + LINES_AT_ONCE).map(rowOf);
    }
  }
}

/** The lines that aren't blank, in groups. */
async function* readLines(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Line[], void> {
  const decoder = new Utf8Decoder(file);
  let row = 0;
  let pending = "";
  const number = (text: string): Line => ({ row: ++row, text });
  for await (const chunk of bytes) {
    const parts = (pending + decoder.decode(row + 1, chunk)).split("\n");
    pending = parts.pop() ?? "";
    if (pending.length > MAX_LINE_CHARACTERS) throw notAnObject(file, row + 1);
    yield parts.filter(isNotBlank).map(number);
  }
  decoder.decode(row + 1);
  yield [pending].filter(isNotBlank).map(number);
}

function isNotBlank(text: string): boolean {
  return text.trim() !== "";
}

function parseLine(file: string, { row, text }: Line): Readonly<Record<string, unknown>> {
  try {
    if (text.trimStart().startsWith("{")) return parseKeepingNumbers(text);
  } catch {
    // Reported below, like a line that holds something other than an object.
  }
  throw notAnObject(file, row);
}

type NumberKeeper = (key: string, value: unknown, context: { source: string }) => unknown;

/** JavaScript's own JSON, with the parts that TypeScript doesn't describe yet. */
const json = JSON as unknown as {
  parse(text: string, reviver: NumberKeeper): Readonly<Record<string, unknown>>;
  rawJSON(text: string): unknown;
};

/** Parses an object; a double would round long decimals and ids, so numbers keep their spelling. */
function parseKeepingNumbers(text: string): Readonly<Record<string, unknown>> {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === "number" ? json.rawJSON(source) : value,
  );
}

function toText(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function notAnObject(file: string, row: number): SourceError {
  const problem =
    "This line isn't one whole JSON object. Deliver JSON lines: one object a line, not a list and not spread over lines; if it is cut off, download the file again.";
  return new SourceError(problem, { file, row });
}
