import { describe, expect, test } from "vitest";
import type { AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { StoredAnomalyFeedback } from "#src/store/anomaly-feedback";
import { openStore } from "#src/store/open-store";
import { makeScope } from "#src/store/scope";

const entry: AnomalyFeedbackEntry = {
  pattern: "USD up ServiceName=EC2",
  start: "2026-11-03",
  verdict: "expected",
  until: "2027-01-01",
  note: "load test",
  person: "ann@example.com",
  givenAt: "2026-11-20T09:00:00.000Z",
};

describe("what people said of anomalies", () => {
  test("is kept as it was said, the oldest first", () => {
    const feedback = new StoredAnomalyFeedback(openStore(":memory:"), makeScope([]));
    const later = { ...entry, verdict: "reopened" as const, until: null, note: null };
    expect(feedback.keep("b", { ...later, givenAt: "2026-11-21T08:00:00.000Z" })).toBe(true);
    expect(feedback.keep("a", entry)).toBe(true);
    expect(feedback.entries("2026-11-30").map(({ verdict }) => verdict)).toEqual([
      "expected",
      "reopened",
    ]);
    expect(feedback.entries("2026-11-30")[0]).toEqual({ ...entry, scope: makeScope([]) });
  });

  test("is said once by the same action", () => {
    const feedback = new StoredAnomalyFeedback(openStore(":memory:"), makeScope([]));
    feedback.keep("a", entry);
    expect(feedback.keep("a", { ...entry, note: "again" })).toBe(false);
    expect(feedback.entries("2026-11-20")).toEqual([{ ...entry, scope: makeScope([]) }]);
  });

  test("isn't known before it was said", () => {
    const feedback = new StoredAnomalyFeedback(openStore(":memory:"), makeScope([]));
    feedback.keep("a", entry);
    expect(feedback.entries("2026-11-19")).toEqual([]);
    expect(feedback.entries("2026-11-20")).toHaveLength(1);
  });
});
