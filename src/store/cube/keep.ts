import type { Filter } from "#src/store/cost-query";
import type { CodeBook } from "./dimension-codes.ts";

/** Says for each code of a dimension, 0 ("no value") included, whether a filter keeps it: 1 or 0. */
export function keptCodes(book: CodeBook, filter: Filter): Uint8Array {
  const keeps = keeper(filter);
  return Uint8Array.from({ length: book.size }, (_, code) => (keeps(book.text(code)) ? 1 : 0));
}

/** The filter as a test of one value; null is "no value". */
function keeper(filter: Filter): (value: string | null) => boolean {
  const values = new Set(filter.values);
  const parts = filter.values.map((value) => value.toLowerCase());
  const contains = (value: string) => parts.some((part) => value.toLowerCase().includes(part));
  switch (filter.operator) {
    case "in":
      return (value) => value !== null && values.has(value);
    case "not_in":
      return (value) => value === null || !values.has(value);
    case "contains":
      return (value) => value !== null && contains(value);
    case "not_contains":
      return (value) => value === null || !contains(value);
    case "is_null":
      return (value) => value === null;
    case "is_not_null":
      return (value) => value !== null;
  }
}
