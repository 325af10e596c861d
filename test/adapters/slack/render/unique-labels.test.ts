import fc from "fast-check";
import { expect, test } from "vitest";
import { uniqueLabels } from "#src/adapters/slack/render/unique-labels";
import { randomText } from "../../../cards/random-card.ts";

test("labels are short, whole characters, and differ from each other", () => {
  fc.assert(
    fc.property(fc.array(randomText, { maxLength: 60 }), (texts) => {
      const labels = uniqueLabels(texts, 20);
      expect(new Set(labels).size).toBe(texts.length);
      for (const label of labels) {
        expect(label.length).toBeGreaterThan(0);
        expect(label.length).toBeLessThanOrEqual(20);
        expect(label.isWellFormed()).toBe(true);
      }
    }),
  );
});

test.each<[readonly string[], readonly string[]]>([
  [
    ["Amazon Elastic Compute Cloud", "S3"],
    ["Amazon Elastic Comp…", "S3"],
  ],
  [
    ["northwind-shared-services-prod", "northwind-shared-services-dev"],
    ["northwind-…ices-prod", "northwind-…vices-dev"],
  ],
  [
    ["web", "web", "web (2)"],
    ["web", "web (2)", "web (2) (2)"],
  ],
  [[""], ["(blank)"]],
])("%o become %o", (texts, labels) => {
  expect(uniqueLabels(texts, 20)).toEqual(labels);
});
