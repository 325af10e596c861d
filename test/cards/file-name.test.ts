import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "#src/cards/file-name";
import { randomText } from "./random-card.ts";

const october = { start: "2026-10-01", end: "2026-11-01" };

test.each([
  [
    "Effective (amortised) cost by ServiceName, October 2026",
    october,
    "effective-amortised-cost-by-servicename-2026-10-01-to-2026-10-31",
  ],
  ["Cost, 8 October 2026", { start: "2026-10-08", end: "2026-10-09" }, "cost-2026-10-08"],
  ["Coût d’équipe", null, "cout-d-equipe"],
  ["東京", october, "cost-2026-10-01-to-2026-10-31"],
  ["", null, "cost"],
  ["../../etc/passwd", null, "etc-passwd"],
  [
    "a word that is cut because the name of the file would be too long",
    null,
    "a-word-that-is-cut-because-the-name-of-the-file-would-be-too",
  ],
  [
    "a word that is cut because the name of the file would become long",
    null,
    "a-word-that-is-cut-because-the-name-of-the-file-would-become",
  ],
  [
    "a word that is cut because the name of the file would bother somebody",
    null,
    "a-word-that-is-cut-because-the-name-of-the-file-would-bother",
  ],
  [
    "a word that is cut because the name of the file is inconvenient",
    null,
    "a-word-that-is-cut-because-the-name-of-the-file-is",
  ],
])("%s is %s", (title, period, name) => {
  expect(fileName(title, period)).toBe(name);
});

test("any title makes a name that every file system takes", () => {
  fc.assert(
    fc.property(randomText, (title) => {
      expect(fileName(title, october)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(fileName(title, october).length).toBeLessThanOrEqual(86);
    }),
  );
});
