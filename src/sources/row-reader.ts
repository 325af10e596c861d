/** A row's cells in header order, spelled as in the file. `null` only where the format itself has a null. */
export type Row = readonly (string | null)[];

/**
 * One readable table of a delivered file: a CSV or JSON-lines file, a parquet file, an entry of a zip.
 * Errors while reading are `SourceError`s that name file and row.
 */
export interface RowReader {
  /** The file as the user named it; an entry of a zip is `export.zip!part-1.csv`. */
  readonly file: string;
  /** Column names as spelled in the file (a byte order mark is already gone). */
  readonly columns: readonly string[];
  /** How much of the file has been read, 0 to 1; absent where that can't be told. */
  share?(): number;
  /** Rows in file order, in batches of a few thousand. May be called once. */
  batches(): AsyncIterable<readonly Row[]>;
}
