import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readTime } from "#src/router/time/read-time";

const FILE = "../shared/questions/real-questions.tsv";
const clock = { today: "2026-11-20" };

describe.skipIf(!existsSync(FILE))("questions that people ask", () => {
  const questions = existsSync(FILE)
    ? readFileSync(FILE, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t")[1] ?? "")
    : [];

  test("each is read, and what is read stands in it", () => {
    expect(questions.length).toBeGreaterThan(100);
    for (const question of questions) {
      const { phrase, period, rest } = readTime(question, clock);
      expect(phrase === null).toBe(period === null);
      expect(question).toContain(phrase ?? "");
      expect(rest.length).toBeLessThanOrEqual(question.length);
    }
  });

  test("words of time leave no period unread", () => {
    const saysPeriod =
      /\b(?:last|this|past|current) (?:\d+ )?(?:days?|weeks?|months?|quarters?|billing period|Tuesday)\b/;
    for (const question of questions) {
      const { period, comparison } = readTime(question, clock);
      if (saysPeriod.test(question)) expect(period ?? comparison, question).not.toBeNull();
    }
  });

  test.each([
    ["What were my EC2 costs excluding us-east-2 for January 2025?", "2025-01-01", "2025-02-01"],
    ["what did our staging environment cost last Tuesday", "2026-11-17", "2026-11-18"],
    ["What caused the AWS cost spike on April 8?", "2026-04-08", "2026-04-09"],
    ["Summarize my cost for the last 6 months", "2026-05-01", "2026-11-01"],
    ["same thing but for last quarter", "2026-07-01", "2026-10-01"],
  ])("%s", (question, start, end) => {
    expect(questions).toContain(question);
    expect(readTime(question, clock).period).toEqual({ start, end });
  });
});
