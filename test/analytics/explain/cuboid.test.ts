import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cuboidsOf, widestWithin } from "#src/analytics/explain/cuboid";
import { leafTable } from "#src/analytics/explain/leaf-table";
import { leafRows } from "./leaf-rows.ts";

describe("cuboidsOf", () => {
  test("each cuboid holds each leaf once, beside those with the same values", () => {
    fc.assert(
      fc.property(leafRows, (rows) => {
        const table = leafTable(rows);
        for (const { dimensions, elementCount, elementOf, leaves, starts } of cuboidsOf(table, 3)) {
          expect([...leaves].sort((a, b) => a - b)).toEqual(rows.map((_, leaf) => leaf));
          const names = dimensions.map((dimension) => table.dimensions[dimension]?.name ?? "");
          const valuesOf = (leaf: number) => names.map((name) => rows[leaf]?.dims[name]).join();
          const distinct = new Set(rows.map((_, leaf) => valuesOf(leaf)));
          if (rows.length > 0) expect(elementCount).toBe(distinct.size);
          for (let element = 0; element < elementCount; element++) {
            const own = leaves.subarray(starts[element], starts[element + 1]);
            expect(new Set([...own].map(valuesOf)).size).toBeLessThanOrEqual(1);
            expect([...own].every((leaf) => elementOf[leaf] === element)).toBe(true);
          }
        }
      }),
    );
  });

  test("dimensions that follow from others make no wider cuboids", () => {
    const table = leafTable(
      Array.from({ length: 12 }, (_, index) => ({
        dims: { resource: `r${index}`, account: `a${index % 3}`, region: `g${index % 2}`, all: 1 },
        before: 1,
        after: 1,
      })),
    );
    const names = cuboidsOf(table, 4).map(({ dimensions }) =>
      dimensions.map((dimension) => table.dimensions[dimension]?.name).join("+"),
    );
    expect(names).toEqual(["", "resource", "account", "region", "account+region"]);
  });

  test("a large table is searched less wide", () => {
    const row = { dims: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 }, before: 1, after: 1 };
    expect(widestWithin(leafTable([row]))).toBe(8);
    expect(widestWithin(leafTable(Array.from({ length: 100_000 }, () => row)))).toBe(2);
  });
});
