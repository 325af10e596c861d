import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeDrivers } from "#src/analytics/explain/change-drivers";
import type { Explanation } from "#src/analytics/explain/explanation";
import { type LeafRow, leafTable, type Slice } from "#src/analytics/explain/leaf-table";
import { rootCauses } from "#src/analytics/explain/root-causes";
import { leafRows } from "./leaf-rows.ts";

const WAYS = [
  ["rootCauses", rootCauses],
  ["changeDrivers", changeDrivers],
] as const;

const slicesOf = ({ causes }: Explanation) => new Set(causes.map(({ slice }) => textOf(slice)));

function textOf(slice: Slice): string {
  const parts = Object.entries(slice).map(([name, value]) => `${name}=${value}`);
  return parts.sort().join("&");
}

describe.each(WAYS)("%s", (_, explain) => {
  test("causes and remainder add up to the change, leaf by leaf", () => {
    fc.assert(
      fc.property(leafRows, (rows) => {
        const { whole, causes, remainder } = explain(leafTable(rows));
        const parts = [...causes, remainder];
        for (const amount of ["before", "after", "change"] as const) {
          const sum = parts.reduce((total, part) => total + part[amount], 0);
          expect(sum).toBeCloseTo(whole[amount], 7);
        }
        const change = rows.reduce((total, { before, after }) => total + after - before, 0);
        expect(whole.change).toBeCloseTo(change, 7);
        expect(parts.reduce((total, { leaves }) => total + leaves, 0)).toBe(whole.leaves);
      }),
    );
  });

  test("the order of rows is irrelevant", () => {
    fc.assert(
      fc.property(leafRows, fc.integer(), (rows, seed) => {
        const shuffled = rows.toSorted((a, b) => rank(a, seed) - rank(b, seed));
        expect(slicesOf(explain(leafTable(shuffled)))).toEqual(slicesOf(explain(leafTable(rows))));
      }),
    );
  });

  test("the names and the order of dimensions are irrelevant", () => {
    fc.assert(
      fc.property(leafRows, (rows) => {
        const renamed = rows.map(({ dims: { a = null, b = null, c = null }, ...amounts }) => ({
          // Names keep their alphabetical order: it decides between slices that are equally good.
          dims: { z: c, x: a, y: b },
          ...amounts,
        }));
        const names = { x: "a", y: "b", z: "c" } as const;
        const { causes } = explain(leafTable(renamed));
        const back = causes.map(({ slice }) =>
          Object.fromEntries(
            Object.entries(slice).map(([name, value]) => [names[name as "x" | "y" | "z"], value]),
          ),
        );
        expect(new Set(back.map(textOf))).toEqual(slicesOf(explain(leafTable(rows))));
      }),
    );
  });

  test("scaling the currency scales all amounts", () => {
    fc.assert(
      fc.property(leafRows, fc.constantFrom(0.25, 8, 1024), (rows, rate) => {
        const scaled = rows.map(({ dims, before, after }) => ({
          dims,
          before: before * rate,
          after: after * rate,
        }));
        const [one, other] = [explain(leafTable(rows)), explain(leafTable(scaled))];
        expect(other.causes.map(({ slice, share }) => [slice, share])).toEqual(
          one.causes.map(({ slice, share }) => [slice, share]),
        );
        other.causes.forEach(({ change }, index) => {
          expect(change).toBe((one.causes[index]?.change ?? Number.NaN) * rate);
        });
      }),
    );
  });

  test("a slice that doesn't move changes nothing", () => {
    const rows = grid(8, (a, b) => (a === 3 && b < 6 ? 1.5 : noise(a, b)));
    const still = Array.from({ length: 20 }, (__, index) => ({
      dims: { a: "new", b: `still-${index}` },
      before: 70,
      after: 70,
    }));
    const [one, other] = [explain(leafTable(rows)), explain(leafTable([...rows, ...still]))];
    expect(one.causes.length).toBeGreaterThan(0);
    expect(other.causes).toEqual(one.causes);
    expect(other.whole.change).toBeCloseTo(one.whole.change, 9);
  });

  test("nothing at all is no cause", () => {
    for (const rows of [[], [{ dims: { a: "1" }, before: 0, after: 0 }]]) {
      const { causes, whole, remainder } = explain(leafTable(rows));
      expect(causes).toEqual([]);
      expect(whole.share).toBeNull();
      expect(remainder.change).toBe(0);
    }
  });
});

describe("rootCauses", () => {
  test("finds slices of several widths at once, and a single leaf", () => {
    const rows = grid(12, (a, b) => {
      if (a === 2) return 1.6;
      if (a === 7 && b === 5) return 0.3;
      return noise(a, b);
    });
    expect(slicesOf(rootCauses(leafTable(rows)))).toEqual(new Set(["a=a2", "a=a7&b=b5"]));
  });

  test("noise has no cause", () => {
    const rows = grid(12, noise);
    expect(rootCauses(leafTable(rows)).causes).toEqual([]);
  });

  test("names the finest of dimensions that say the same, and what it lies in", () => {
    const rows = grid(12, (a, b) => (a === 4 && b === 9 ? 3 : noise(a, b))).map((row) => ({
      ...row,
      dims: {
        account: row.dims["a"] ?? null,
        region: row.dims["b"] ?? null,
        resource: `${row.dims["a"]}/${row.dims["b"]}`,
        provider: "AWS",
      },
    }));
    const [cause, ...others] = rootCauses(leafTable(rows)).causes;
    expect(others).toEqual([]);
    expect(cause?.slice).toEqual({ resource: "a4/b9" });
    expect(cause?.within).toEqual({ account: "a4", region: "b9", provider: "AWS" });
  });

  test("one leaf alone is its own cause", () => {
    const { causes } = rootCauses(leafTable([{ dims: { a: "a1", b: "b2" }, before: 1, after: 2 }]));
    expect(causes).toEqual([
      {
        slice: { a: "a1", b: "b2" },
        within: {},
        before: 1,
        after: 2,
        change: 1,
        share: 1,
        leaves: 1,
      },
    ]);
  });

  test("a dimension that a row doesn't name is null there", () => {
    const rows = grid(12, (a, b) => (a === 4 ? 2 : noise(a, b))).map((row) =>
      row.dims["a"] === "a4" ? { ...row, dims: { b: row.dims["b"] ?? null } } : row,
    );
    expect(rootCauses(leafTable(rows)).causes[0]?.slice).toEqual({ a: null });
  });

  test("50,000 leaves over four dimensions take well under a second", () => {
    const sizes = [10, 20, 25, 10] as const;
    const rows: LeafRow[] = [];
    for (let leaf = 0; leaf < 50_000; leaf++) {
      const at = [leaf % 10, Math.floor(leaf / 10) % 20, Math.floor(leaf / 200) % 25];
      const d = Math.floor(leaf / 5000) % sizes[3];
      const before = 20 + 100 * pseudoRandom(leaf);
      const moved = at[0] === 3 && d === 4 ? 1.8 : 1 + 0.2 * (pseudoRandom(leaf + 0.5) - 0.5);
      const dims = { a: `${at[0]}`, b: `${at[1]}`, c: `${at[2]}`, d: `${d}` };
      rows.push({ dims, before, after: before * moved });
    }
    const table = leafTable(rows);
    rootCauses(table);
    const start = performance.now();
    const { causes } = rootCauses(table);
    // Ten times what an idle machine takes.
    expect(performance.now() - start).toBeLessThan(1000);
    expect(causes.map(({ slice }) => slice)).toEqual([{ a: "3", d: "4" }]);
  });
});

describe("changeDrivers", () => {
  const bill = (
    resource: string,
    account: string,
    service: string,
    before: number,
    after: number,
  ) => ({
    dims: { resource, account, service },
    before,
    after,
  });
  const quiet = Array.from({ length: 30 }, (_, index) =>
    bill(`r${index}`, `acc${index % 3}`, `svc${index % 5}`, 100, 100 + (index % 7) - 3),
  );

  test("a new resource is the driver, with its account and service", () => {
    const { causes } = changeDrivers(leafTable([...quiet, bill("new", "acc1", "svc2", 0, 900)]));
    expect(causes[0]).toMatchObject({
      slice: { resource: "new" },
      within: { account: "acc1", service: "svc2" },
      before: 0,
      change: 900,
    });
  });

  test("a vanished account is one part, not one part a resource", () => {
    const old = ["x", "y", "z"].map((name) => bill(`old-${name}`, "old", "svc1", 500, 0));
    const { causes } = changeDrivers(leafTable([...quiet, ...old]));
    expect(causes[0]).toMatchObject({ slice: { account: "old" }, change: -1500, leaves: 3 });
  });

  test("a rise and a fall that cancel out are both told", () => {
    const rows = [
      ...quiet,
      bill("up", "acc0", "svc0", 200, 1000),
      bill("down", "acc1", "svc1", 900, 90),
    ];
    const { causes } = changeDrivers(leafTable(rows));
    expect(new Set(causes.slice(0, 2).map(({ change }) => change))).toEqual(new Set([800, -810]));
  });

  test("credits that end are a rise", () => {
    const rows = [...quiet, bill("credit", "acc0", "credits", -700, 0)];
    expect(changeDrivers(leafTable(rows)).causes[0]).toMatchObject({
      slice: { resource: "credit" },
      change: 700,
    });
  });

  test("charges that have no account are told by what they have", () => {
    const rows = [
      ...quiet,
      { dims: { resource: null, account: null, service: "tokens" }, before: 100, after: 700 },
      { dims: { resource: null, account: null, service: "warehouse" }, before: 200, after: 700 },
    ];
    const { causes } = changeDrivers(leafTable(rows));
    expect(causes.slice(0, 2).map(({ slice, change }) => [slice, change])).toEqual([
      [{ service: "tokens" }, 600],
      [{ service: "warehouse" }, 500],
    ]);
  });

  test("where the noise hides every slice, the one that holds most of the change is told", () => {
    const rows = Array.from({ length: 60 }, (_, index) => {
      const growth = index % 6 === 1 ? 1.4 : 1;
      const wobble = [0.55, 1.45, 0.7, 1.3, 0.8, 1.2, 1][index % 7] ?? 1;
      return bill(`r${index}`, `acc${index % 6}`, `svc${index % 5}`, 100, 100 * growth * wobble);
    });
    const { causes, remainder } = changeDrivers(leafTable(rows));
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.length).toBeLessThanOrEqual(5);
    expect(Math.abs(remainder.share ?? 1)).toBeLessThanOrEqual(0.2);
  });

  test("growth of everything alike is one cause: everything", () => {
    const rows = quiet.map((row, index) => ({
      ...row,
      after: row.before * (1.08 + (index % 5) / 200),
    }));
    const { causes } = changeDrivers(leafTable(rows));
    expect(causes).toMatchObject([{ slice: {}, share: 1, leaves: 30 }]);
  });

  test("growth here and there has no driver: all is remainder", () => {
    const rows = grid(40, (a, b) => 0.85 + 0.4 * pseudoRandom(a * 97 + b));
    const { causes, remainder } = changeDrivers(leafTable(rows));
    expect(causes.map(({ slice }) => slice)).toEqual([]);
    expect(remainder.share).toBe(1);
  });
});

/** A square of leaves over two dimensions; `factor` is after / before of each. */
function grid(side: number, factor: (a: number, b: number) => number): LeafRow[] {
  return Array.from({ length: side * side }, (_, index) => {
    const [a, b] = [index % side, Math.floor(index / side)];
    const before = 50 + 10 * ((3 * a + 5 * b) % 7);
    return { dims: { a: `a${a}`, b: `b${b}` }, before, after: before * factor(a, b) };
  });
}

/** A few per cent up or down. */
function noise(a: number, b: number): number {
  return 1 + 0.06 * (pseudoRandom(a * 31 + b) - 0.5);
}

/** A number in [0, 1) that looks random and is the same on every run. */
function pseudoRandom(seed: number): number {
  const wave = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return wave - Math.floor(wave);
}

function rank(row: LeafRow, seed: number): number {
  return pseudoRandom(seed + row.before + JSON.stringify(row.dims).length * 7 + row.after * 3);
}
