import { describe, expect, test } from "vitest";
import { changeDrivers } from "#src/analytics/explain/change-drivers";
import { rootCauses } from "#src/analytics/explain/root-causes";
import { explainLines } from "#src/commands/lab-explain";

const still = [1, 2, 3].flatMap((a) =>
  [1, 2, 3, 4].map((b) => ({ dims: { a: `a${a}`, b: `b${b}` }, before: 10, after: 10 })),
);
const moved = (a: string, b: string, after: number) => ({ dims: { a, b }, before: 10, after });

async function explained(...lines: string[]): Promise<unknown[]> {
  const printed: unknown[] = [];
  for await (const line of explainLines(lines, rootCauses)) printed.push(JSON.parse(line));
  return printed;
}

describe("explainLines", () => {
  test("a table per line, narrowest slices first, with the remainder", async () => {
    const rows = [
      ...still.filter(({ dims }) => dims.a !== "a1" || dims.b !== "b4"),
      ...["b1", "b2", "b3", "b4"].map((b) => moved("up", b, 20)),
      moved("a1", "b4", 14),
    ];
    const [first, second, ...others] = await explained(
      JSON.stringify({ id: "one", rows }),
      "",
      JSON.stringify({ id: 2, rows: still }),
    );
    expect(others).toEqual([]);
    expect(first).toEqual({
      id: "one",
      causes: [
        { slice: { a: "a1", b: "b4" }, change: 4, share: 4 / 44 },
        { slice: { a: "up" }, change: 40, share: 40 / 44 },
      ],
      remainder: { change: 0, share: 0 },
    });
    expect(second).toEqual({ id: 2, causes: [], remainder: { change: 0, share: null } });
  });

  test("explains a line before it reads the next", async () => {
    let read = 0;
    function* lines() {
      for (const id of ["one", "two"]) {
        read++;
        yield JSON.stringify({ id, rows: still });
      }
    }
    await explainLines(lines(), changeDrivers).next();
    expect(read).toBe(1);
  });

  test("keeps the type of values", async () => {
    const rows = [{ dims: { a: 1, b: null, c: true }, before: 0, after: 5 }];
    expect(await explained(JSON.stringify({ id: "x", rows }))).toMatchObject([
      { causes: [{ slice: { a: 1, b: null, c: true }, change: 5, share: 1 }] },
    ]);
  });

  test.each([
    ["{", "Line 1 is no JSON; write"],
    ["[1]", 'Line 1 is no object with "id" and "rows".'],
    ['{"rows":[]}', 'Line 1: "id" must be a text or a number.'],
    ['{"id":1,"rows":{}}', 'Line 1: "rows" must be a list of leaves.'],
    ['{"id":1,"rows":[3]}', "Line 1, row 1 is no object"],
    ['{"id":1,"rows":[{"before":1,"after":1}]}', 'Line 1, row 1: "dims" must be an object.'],
    ['{"id":1,"rows":[{"dims":{"a":[]},"before":1,"after":1}]}', 'Line 1, row 1: the value of "a"'],
    ['{"id":1,"rows":[{"dims":{},"before":"1","after":1}]}', 'Line 1, row 1: "before" and "after"'],
    [
      JSON.stringify({
        id: 1,
        rows: [
          {
            dims: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`d${index}`, "x"])),
            before: 1,
            after: 2,
          },
        ],
      }),
      "Line 1 has 31 dimensions; at most 30",
    ],
  ])("%s is refused with its place", async (line, message) => {
    await expect(explained(line)).rejects.toThrow(message);
    await expect(explained(line)).rejects.toMatchObject({ name: "UserError" });
  });
});
