import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";

/** Of what isn't text: less than most numbers and times take, since they can't be long. */
const BYTES_OF_OTHERS = 8;

/**
 * SQL for about how many bytes of text a value makes, worked out without making it. Lists and maps count little: what
 * they hold is held by DuckDB within its own limit.
 */
export function bytesOf(value: string, type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return `coalesce(strlen(${value}), 0)`;
    case DuckDBTypeId.BLOB:
      return `coalesce(octet_length(${value}), 0)`;
    case DuckDBTypeId.STRUCT: {
      const parts = type.entryTypes.map((entry, at) =>
        bytesOf(`struct_extract_at(${value}, ${at + 1})`, entry),
      );
      return parts.join(" + ");
    }
    default:
      return String(BYTES_OF_OTHERS);
  }
}
