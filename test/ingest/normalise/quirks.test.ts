import { expect, test } from "vitest";
import { describeQuirk } from "#src/ingest/normalise/quirks";

test("counts cells, in the plural and the singular", () => {
  expect(describeQuirk("null-word", 8973)).toBe("8,973 cells spelled NULL were read as empty.");
  expect(describeQuirk("null-word", 1)).toBe("1 cell spelled NULL was read as empty.");
});

test("counts charges and columns", () => {
  expect(describeQuirk("service-category-filled", 2)).toBe(
    "2 charges without a ServiceCategory were put in Other.",
  );
  expect(describeQuirk("header-older-name", 1)).toBe(
    "1 column was recognised by the name of an older FOCUS version.",
  );
});
