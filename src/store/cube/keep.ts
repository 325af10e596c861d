import { type Filter, keeperOf } from "#src/store/cost-query";
import type { CodeBook } from "./dimension-codes.ts";

/** Says for each code of a dimension, 0 ("no value") included, whether a filter keeps it: 1 or 0. */
export function keptCodes(book: CodeBook, filter: Filter): Uint8Array {
  const keeps = keeperOf(filter);
  return Uint8Array.from({ length: book.size }, (_, code) => (keeps(book.text(code)) ? 1 : 0));
}
