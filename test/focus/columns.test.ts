import { describe, expect, test } from "vitest";
import { ALLOWED_VALUES, SERVICE_CATEGORIES } from "#src/focus/allowed-values";
import { FOCUS_COLUMNS } from "#src/focus/columns";

/** Cost and Usage columns that a FOCUS release has, by the table alone. */
function countIn(...releases: readonly string[]): number {
  return FOCUS_COLUMNS.filter(({ since }) => releases.includes(since)).length;
}

describe("FOCUS_COLUMNS", () => {
  test("holds each release's published number of columns", () => {
    const upTo10 = countIn("0.5", "1.0-preview", "1.0");
    expect(upTo10).toBe(43);
    expect(upTo10 + countIn("1.1")).toBe(50);
    expect(upTo10 + countIn("1.1", "1.2")).toBe(57);
    expect(upTo10 + countIn("1.1", "1.2", "1.3")).toBe(65);
    expect(FOCUS_COLUMNS.filter((column) => !("removedIn" in column))).toHaveLength(65);
  });

  test("keeps the two columns that 1.4 removed", () => {
    const removed = FOCUS_COLUMNS.filter((column) => "removedIn" in column);
    expect(removed.map(({ name }) => name)).toEqual(["ProviderName", "PublisherName"]);
  });

  test("names every column once, in order", () => {
    const names = FOCUS_COLUMNS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].toSorted());
  });
});

describe("allowed values", () => {
  test("19 service categories with 82 subcategories, each of one parent", () => {
    const subcategories = Object.values(SERVICE_CATEGORIES).flat();
    expect(Object.keys(SERVICE_CATEGORIES)).toHaveLength(19);
    expect(new Set(subcategories).size).toBe(82);
    expect(subcategories).toHaveLength(82);
    for (const [category, values] of Object.entries(SERVICE_CATEGORIES)) {
      expect(values.at(-1)).toBe(`Other (${category})`);
    }
  });

  test("are listed for columns that exist", () => {
    const names = new Set<string>(FOCUS_COLUMNS.map(({ name }) => name));
    expect(Object.keys(ALLOWED_VALUES).filter((column) => !names.has(column))).toEqual([]);
  });
});
