import { SourceError } from "#src/errors";

/** Far more than any bill has, a column for each tag included; so many of each row fit into memory. */
const MOST_COLUMNS = 5_000;

/** @throws SourceError for a file with more columns than that */
export function limitColumns(file: string, columns: number): void {
  if (columns <= MOST_COLUMNS) return;
  const problem = `It has more than ${MOST_COLUMNS.toLocaleString("en-US")} columns, the most that are taken. Check that it is billing data, and leave out columns that nobody asks for.`;
  throw new SourceError(problem, { file });
}
