import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BatchMemory } from "#src/ingest/batch-memory";
import { type ColumnBatch, ColumnEncoder } from "#src/ingest/column-batch";
import { readDecimal } from "#src/ingest/normalise/decimal";
import { resolveHeader } from "#src/ingest/normalise/header";
import type { Row } from "#src/sources/row-reader";

const { columns } = resolveHeader(["ServiceName", "BilledCost", "Tags", "x_Note", "ListCost"]);
const NUMBER_POSITIONS = [1, 4];

function isNumberAt(position: number): boolean {
  return NUMBER_POSITIONS.includes(position);
}

/** Reads batches back, as the other thread does: codes by the texts that came with them. */
class BatchDecoder {
  readonly texts = columns.map(() => [""]);
  restarts = 0;

  decode({ rows, codes, numbers, news }: ColumnBatch): (string | number)[][] {
    for (const [position, { restarted, texts }] of news) {
      if (restarted) {
        this.restarts++;
        this.texts[position] = [""];
      }
      this.texts[position]?.push(...texts);
    }
    return Array.from({ length: rows }, (_, row) =>
      columns.map((_column, position) => {
        const code = codes[row * columns.length + position] ?? 0;
        if (code > 0) return this.texts[position]?.[code] ?? "unknown code";
        const number = NUMBER_POSITIONS.indexOf(position);
        return number < 0 ? "" : (numbers[row * NUMBER_POSITIONS.length + number] ?? "missing");
      }),
    );
  }
}

/** What a row is to be read back as. */
function expected(row: Row): (string | number)[] {
  return row.map((cell, position) => {
    if (!isNumberAt(position)) return cell ?? "";
    const number = readDecimal(cell ?? "");
    return Number.isNaN(number) && cell ? cell : number;
  });
}

const text = fc.oneof(fc.constantFrom("", "a", "b", "NULL"), fc.string({ maxLength: 30 }));
const number = fc.oneof(fc.constantFrom("", "0", "NULL", "$1.50"), fc.double().map(String));
const row: fc.Arbitrary<Row> = fc.tuple(
  ...columns.map((_column, position) =>
    fc.option(isNumberAt(position) ? number : text, { freq: 8 }),
  ),
);
const batches = fc.array(fc.array(row, { maxLength: 20 }), { maxLength: 12 });

describe("a column batch", () => {
  test("gives back every cell, whatever was forgotten between batches", () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 3000 }), (parts, limit) => {
        const memory = new BatchMemory();
        const encoder = new ColumnEncoder(columns, memory, limit);
        const decoder = new BatchDecoder();
        for (const rows of parts) {
          const batch = encoder.encode(rows);
          expect(decoder.decode(batch)).toEqual(rows.map(expected));
          memory.give(batch.codes.buffer);
        }
      }),
    );
  });

  test("numbers equal cells alike and tells each text once", () => {
    const encoder = new ColumnEncoder(columns, new BatchMemory());
    const first = encoder.encode([
      ["EC2", "1", "", "n", "2"],
      ["S3", "1", "", "n", "2"],
      ["EC2", "1", "", "n", "2"],
    ]);
    const second = encoder.encode([["S3", "1", "", "n", "2"]]);
    expect([0, 1, 2].map((at) => first.codes[at * columns.length])).toEqual([1, 2, 1]);
    expect(first.news.get(0)).toEqual({ restarted: false, texts: ["EC2", "S3"] });
    expect(second.codes[0]).toBe(2);
    expect(second.news.size).toBe(0);
  });

  test("begins the largest dictionary anew when all of them hold too much", () => {
    const encoder = new ColumnEncoder(columns, new BatchMemory(), 2000);
    const decoder = new BatchDecoder();
    const rows = Array.from({ length: 100 }, (_, at): Row => ["EC2", "1", `tag ${at}`, "n", "2"]);
    for (const one of rows) expect(decoder.decode(encoder.encode([one]))).toEqual([expected(one)]);
    expect(decoder.restarts).toBeGreaterThan(1);
    expect(decoder.texts[0]).toEqual(["", "EC2"]);
    expect(decoder.texts[2]?.length).toBeLessThan(25);
  });

  test("uses the memory of a batch that is done with", () => {
    const memory = new BatchMemory();
    const encoder = new ColumnEncoder(columns, memory);
    const first = encoder.encode([["EC2", "1", "", "n", "2"]]);
    const { buffer } = first.codes;
    memory.give(buffer);
    const second = encoder.encode([["", "", "", "", ""]]);
    expect(second.codes.buffer).toBe(buffer);
    expect([...second.codes]).toEqual([0, 0, 0, 0, 0]);
    expect([...second.numbers]).toEqual([Number.NaN, Number.NaN]);
    const other = encoder.encode([["EC2", "1", "", "n", "2"]]);
    expect(other.codes.buffer).not.toBe(buffer);
  });
});
