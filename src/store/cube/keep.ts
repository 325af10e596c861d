import { type Filter, keepsValue } from "#src/store/cost-query";
import type { CodeBook } from "./dimension-codes.ts";

/** Says for each code of a dimension, 0 ("no value") included, whether a filter keeps it: 1 or 0. */
export function keptCodes(book: CodeBook, filter: Filter): Uint8Array {
  return Uint8Array.from({ length: book.size }, (_, code) =>
    keepsValue(filter, book.text(code)) ? 1 : 0,
  );
}
