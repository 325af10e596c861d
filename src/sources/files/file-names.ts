import { basename } from "node:path";

/** The endings of files that are taken as billing data, in lower case. */
export const BILLING_FILE_ENDINGS: readonly string[] = [
  ".csv",
  ".csv.gz",
  ".zip",
  ".parquet",
  ".jsonl",
  ".jsonl.gz",
  ".ndjson",
  ".ndjson.gz",
];

/** Whether a file's name, with or without its folder, is one of billing data. Hidden files aren't. */
export function isBillingFileName(path: string): boolean {
  const name = basename(path).toLowerCase();
  return !name.startsWith(".") && BILLING_FILE_ENDINGS.some((ending) => name.endsWith(ending));
}
