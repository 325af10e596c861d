import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterText, readFilterText } from "#src/budget-csv/filter-text";

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom("tag:owner", "a b", " a", 'say "hi"', "a|b;c", "x is null", "=1", "!~", "it's"),
);
const filter = fc.oneof(
  fc.record({
    dimension: word,
    operator: fc.constantFrom("in", "not_in", "contains", "not_contains"),
    values: fc.array(fc.oneof(word, fc.constant("")), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    dimension: word,
    operator: fc.constantFrom("is_null", "is_not_null"),
    values: fc.constant<string[]>([]),
  }),
);

describe("filters as text", () => {
  test("are written as people would", () => {
    const filters = [
      { dimension: "team", operator: "in" as const, values: ["payments", "search"] },
      { dimension: "RegionId", operator: "not_in" as const, values: ["us-east-1"] },
      { dimension: "tag:env", operator: "contains" as const, values: ["prod; eu"] },
      { dimension: "InvoiceId", operator: "is_not_null" as const, values: [] },
    ];
    const text =
      'team = payments | search; RegionId != us-east-1; tag:env ~ "prod; eu"; InvoiceId is not null';
    expect(filterText(filters)).toBe(text);
    expect(readFilterText(text)).toEqual(filters);
  });

  test("are read back as they were, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 4 }), (filters) => {
        expect(readFilterText(filterText(filters))).toEqual(filters);
      }),
    );
  });

  test.each(["team", "team =", "= payments", "team = a b; =", 'team = "a', "team payments"])(
    "“%s” can't be read",
    (text) => {
      expect(readFilterText(text)).toBeNull();
    },
  );
});
