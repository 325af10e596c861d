import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { openCsv } from "#src/sources/files/csv";
import { type ReadTable, readRows } from "./read-tables.ts";

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function read(content: string | Uint8Array, chunkSize = 7): Promise<ReadTable> {
  const reader = await openCsv("bill.csv", inChunks(Buffer.from(content), chunkSize));
  return { file: reader.file, columns: reader.columns, rows: await readRows(reader) };
}

async function failure(content: string | Uint8Array, chunkSize?: number): Promise<SourceError> {
  const error: unknown = await read(content, chunkSize).catch((caught: unknown) => caught);
  if (!(error instanceof SourceError)) throw new Error(`no SourceError but ${String(error)}`);
  return error;
}

describe("a well-formed file", () => {
  test("keeps every cell as spelled", async () => {
    const table = await read("Name, Cost ,Empty\nx, 1.10 ,\n'y',-0,\"\"\n");
    expect(table).toEqual({
      file: "bill.csv",
      columns: ["Name", " Cost ", "Empty"],
      rows: [
        ["x", " 1.10 ", ""],
        ["'y'", "-0", ""],
      ],
    });
  });

  test("may quote delimiters, quotes and line ends", async () => {
    const { rows } = await read(
      'a,"b"\n"1,2","say ""hi"""\n"line\r\nline\n","""",\n'.replace(",\n", "\n"),
    );
    expect(rows).toEqual([
      ["1,2", 'say "hi"'],
      ["line\r\nline\n", '"'],
    ]);
  });

  test("may have a quote inside a cell that isn't quoted", async () => {
    expect((await read('a,b\n5" disk,x\n')).rows).toEqual([['5" disk', "x"]]);
  });

  test("may mix line ends, hold blank lines and end without one", async () => {
    const { columns, rows } = await read("\r\na,b\r\n\r\n1,2\n\n\n3,\r\n5,6");
    expect(columns).toEqual(["a", "b"]);
    expect(rows).toEqual([
      ["1", "2"],
      ["3", ""],
      ["5", "6"],
    ]);
  });

  test("may begin with a byte order mark and hold characters of any length", async () => {
    const { columns, rows } = await read("\ufeffName,Ort\nGrüße,東京 🚀\n", 1);
    expect(columns).toEqual(["Name", "Ort"]);
    expect(rows).toEqual([["Grüße", "東京 🚀"]]);
  });

  test.each([
    [";", "a;b\n1,5;2\n", [["1,5", "2"]]],
    ["tab", "a\tb\n1,5\t2;3\n", [["1,5", "2;3"]]],
    ["; with a comma in quotes", '"a,b";c\n1;2\n', [["1", "2"]]],
    ["comma", "a;b,c\n1,2\n", [["1", "2"]]],
    ["none", "a\n1;2\n", [["1;2"]]],
  ])("is delimited as its header shows: %s", async (_name, content, rows) => {
    expect((await read(content)).rows).toEqual(rows);
  });

  test.each(["", "\n", "\ufeff", "\r\n\r\n"])(
    "without a header has no columns: %j",
    async (content) => {
      expect(await read(content)).toEqual({ file: "bill.csv", columns: [], rows: [] });
    },
  );

  test.each(["a,b", "a,b\r\n\r\n"])("with a header only has no rows: %j", async (content) => {
    expect(await read(content)).toEqual({ file: "bill.csv", columns: ["a", "b"], rows: [] });
  });

  test("comes in batches of a few thousand rows", async () => {
    const bytes = Buffer.from(`a,b\n${"1,2\n".repeat(10_000)}`);
    const reader = await openCsv("bill.csv", inChunks(bytes, 1000));
    const sizes: number[] = [];
    for await (const batch of reader.batches()) sizes.push(batch.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10_000);
    expect(Math.max(...sizes)).toBeLessThan(5000);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(1000);
  });
});

describe("a broken file", () => {
  test.each([
    ["too few cells", "a,b,c\n1,2,3\n1,2\n", 2, /This row has 2 cells, the header has 3/],
    ["too many cells", "a,b\n\n1,2\n1,2,3\n", 2, /This row has 3 cells, the header has 2/],
    ["a cut last row", "a,b\n1,2\n3", 2, /This row has 1 cell, the header has 2/],
    ["an open quote", 'a,b\n1,2\n3,"4\n5,6\n', 2, /still open at the end of the file/],
    ["an open quote in the header", 'a,"b\n1,2\n', 0, /still open at the end of the file/],
    ["text after a quoted cell", 'a,b\n"1"x,2\n', 1, /goes on after its closing quote/],
    ["a space after a quoted cell", 'a,b\n1,"2" \n', 1, /goes on after its closing quote/],
    ["a stray quote in a quoted cell", 'a,b\n1,2\n"3"4",5\n', 2, /goes on after its closing/],
    ["a carriage return after a quoted cell", 'a,b\n"1"\r,2\n', 1, /goes on after its closing/],
  ])("with %s is refused with its row", async (_name, content, row, problem) => {
    for (const chunkSize of [1, 5, 1000]) {
      const error = await failure(content, chunkSize);
      expect(error.location).toEqual({ file: "bill.csv", row });
      expect(error.message).toMatch(problem);
      expect(error.message).toContain("Download the file again");
    }
  });

  test("with a quote that swallows megabytes is refused before its end", async () => {
    const error = await failure(`a,b\n1,"2\n${"3,4\n".repeat(2_000_000)}`, 65_536);
    expect(error.location.row).toBe(1);
    expect(error.message).toContain("doesn't end within 4 MB");
  });

  test.each([
    ["Latin-1", Buffer.from("a,b\ncaf\xe9,2\n", "latin1")],
    ["a character cut at the end", Buffer.concat([Buffer.from("a,b\n1,"), Buffer.of(0xe2, 0x82)])],
    ["UTF-16", Buffer.from("\ufeffa,b\n1,2\n", "utf16le")],
  ])("that isn't UTF-8 is refused: %s", async (_name, content) => {
    expect((await failure(content)).message).toContain("isn't UTF-8");
  });

  test("with bare carriage returns is refused", async () => {
    expect((await failure("a,b\r1,2\r")).message).toContain("bare carriage returns");
  });
});

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", " ", "é", "🚀", "\t") }),
  fc.string({ unit: "grapheme" }),
);

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A cell as a writer may spell it: quoted where it must be, and at times where it needn't. */
function spell(text: string, isQuoted: boolean): string {
  return isQuoted || /[",\n\r;\t]/.test(text) ? quote(text) : text;
}

test("any table, spelled and cut into chunks in any way, reads back equal", async () => {
  const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 8,
    }),
  );
  const property = fc.asyncProperty(
    table,
    fc.infiniteStream(fc.boolean()),
    fc.constantFrom("\n", "\r\n", "\n\n", "\r\n\r\n"),
    fc.boolean(),
    fc.integer({ min: 1, max: 40 }),
    async (rows, choices, lineEnd, endsWithLineEnd, chunkSize) => {
      const header = rows[0]?.map((_, index) => `Column${index}`) ?? [];
      const lines = [header, ...rows].map((cells) =>
        cells.map((text) => spell(text, choices.next().value)).join(","),
      );
      const content = lines.join(lineEnd) + (endsWithLineEnd ? lineEnd : "");
      expect(await read(content, chunkSize)).toEqual({ file: "bill.csv", columns: header, rows });
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
