import { SourceError } from "#src/errors";
import type { Row, RowReader } from "#src/sources/row-reader";
import { limitColumns } from "./column-limit.ts";
import { CsvParser } from "./csv-parser.ts";
import { inBatches } from "./row-batches.ts";
import { Utf8Decoder } from "./utf8-decoder.ts";

/**
 * Reads CSV text in UTF-8 from a stream of bytes; the header is read at once. The delimiter is a
 * comma, or a semicolon or a tab where the header has no comma. An empty cell is "". Cells are
 * slices that keep the text around them in memory: copy what outlives its batch.
 */
export async function openCsv(file: string, bytes: AsyncIterable<Uint8Array>): Promise<RowReader> {
  const groups = parseRows(file, bytes);
  const first = await groups.next();
  const [header = [], ...rows] = first.done ? [] : first.value;
  const columns = header.map((name) => name ?? "");
  if (columns.some((name) => name.includes("\r"))) throw bareCarriageReturn(file);
  limitColumns(file, columns.length);
  return {
    file,
    columns,
    batches: () => inBatches(rows, groups),
  };
}

/** The rows of the file, its header first, in groups that are never empty. */
async function* parseRows(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row[], void> {
  const parser = new CsvParser(file);
  const decoder = new Utf8Decoder(file);
  for await (const chunk of bytes) {
    const rows = parser.push(decoder.decode(parser.row, chunk));
    if (rows.length > 0) yield rows;
  }
  decoder.decode(parser.row);
  const rows = parser.end();
  if (rows.length > 0) yield rows;
}

/** Such a file would read as one long header without any rows. */
function bareCarriageReturn(file: string): SourceError {
  const problem =
    "Its lines end in bare carriage returns. Save it as CSV with LF or CRLF line ends.";
  return new SourceError(problem, { file, row: 0 });
}
