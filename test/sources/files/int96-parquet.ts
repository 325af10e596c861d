/**
 * Writes a parquet file of INT96 instants, as Spark and AWS do and current writers no longer can:
 * one required column, plain pages, no compression, its metadata in Thrift's compact protocol.
 */

type Field = readonly [id: number, value: Thrift];
type Thrift =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly list: readonly Thrift[] }
  | { readonly struct: readonly Field[] };

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

function typeOf(value: Thrift): number {
  if ("i32" in value) return 5;
  if ("i64" in value) return 6;
  if ("text" in value) return 8;
  return "list" in value ? 9 : 12;
}

function encode(value: Thrift): number[] {
  // Zigzag of a number that isn't negative.
  if ("i32" in value) return varint(value.i32 * 2);
  if ("i64" in value) return varint(value.i64 * 2);
  if ("text" in value) return [...varint(value.text.length), ...Buffer.from(value.text)];
  if ("list" in value) {
    const [first] = value.list;
    const header = value.list.length * 16 + (first === undefined ? 0 : typeOf(first));
    return [header, ...value.list.flatMap(encode)];
  }
  let previous = 0;
  const fields = value.struct.flatMap(([id, field]) => {
    const header = (id - previous) * 16 + typeOf(field);
    previous = id;
    return [header, ...encode(field)];
  });
  return [...fields, 0];
}

const INT96 = { i32: 3 };
const NANOSECONDS_PER_MILLISECOND = 1_000_000n;
const MILLISECONDS_PER_DAY = 86_400_000;
const JULIAN_DAY_OF_1970 = 2_440_588;

function int96(milliseconds: number): Buffer {
  const day = Math.floor(milliseconds / MILLISECONDS_PER_DAY);
  const bytes = Buffer.alloc(12);
  const inDay = BigInt(milliseconds - day * MILLISECONDS_PER_DAY);
  bytes.writeBigInt64LE(inDay * NANOSECONDS_PER_MILLISECOND, 0);
  bytes.writeInt32LE(day + JULIAN_DAY_OF_1970, 8);
  return bytes;
}

/**
 * The file's bytes.
 * @param rowCount the number of rows that the file's metadata promises
 */
export function int96Parquet(
  column: string,
  instants: readonly Date[],
  rowCount: number = instants.length,
): Buffer {
  const values = Buffer.concat(instants.map((instant) => int96(instant.getTime())));
  const dataPage: Thrift = {
    struct: [
      [1, { i32: instants.length }],
      [2, { i32: 0 }],
      [3, { i32: 3 }],
      [4, { i32: 3 }],
    ],
  };
  const pageHeader: Thrift = {
    struct: [
      [1, { i32: 0 }],
      [2, { i32: values.length }],
      [3, { i32: values.length }],
      [5, dataPage],
    ],
  };
  const page = Buffer.concat([Buffer.from(encode(pageHeader)), values]);
  const columnMetadata: Thrift = {
    struct: [
      [1, INT96],
      [2, { list: [{ i32: 0 }] }],
      [3, { list: [{ text: column }] }],
      [4, { i32: 0 }],
      [5, { i64: instants.length }],
      [6, { i64: page.length }],
      [7, { i64: page.length }],
      [9, { i64: 4 }],
    ],
  };
  const rowGroup: Thrift = {
    struct: [
      [
        1,
        {
          list: [
            {
              struct: [
                [2, { i64: 4 }],
                [3, columnMetadata],
              ],
            },
          ],
        },
      ],
      [2, { i64: page.length }],
      [3, { i64: instants.length }],
    ],
  };
  const root: Thrift = {
    struct: [
      [4, { text: "schema" }],
      [5, { i32: 1 }],
    ],
  };
  const leaf: Thrift = {
    struct: [
      [1, INT96],
      [3, { i32: 0 }],
      [4, { text: column }],
    ],
  };
  const footer = Buffer.from(
    encode({
      struct: [
        [1, { i32: 1 }],
        [2, { list: [root, leaf] }],
        [3, { i64: rowCount }],
        [4, { list: [rowGroup] }],
      ],
    }),
  );
  const footerLength = Buffer.alloc(4);
  footerLength.writeInt32LE(footer.length);
  return Buffer.concat([Buffer.from("PAR1"), page, footer, footerLength, Buffer.from("PAR1")]);
}
