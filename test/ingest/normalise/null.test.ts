import { expect, test } from "vitest";
import { readText } from "#src/ingest/normalise/null";

test.each([
  ["", null, undefined],
  ["NULL", null, "null-word"],
  ["null", null, "null-word"],
  [" Null ", null, "null-word"],
  ["   ", null, "blank"],
  ["nullable", "nullable", undefined],
  [" org", " org", undefined],
  ["0", "0", undefined],
])("%j reads as %j", (raw, value, quirk) => {
  expect(readText(raw)).toEqual(
    quirk === undefined ? { ok: true, value } : { ok: true, value, quirk },
  );
});
