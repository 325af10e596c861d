import type { Answer, AnswerStatus } from "#src/answer";

/** An answer without numbers. */
export function plainAnswer(
  id: string,
  status: AnswerStatus,
  text: string,
  suggestions: readonly string[] = [],
): Answer {
  return {
    id,
    status,
    skill: null,
    input: null,
    metric: null,
    period: null,
    periodBasis: "charge",
    filters: [],
    groupBy: [],
    granularity: null,
    totals: [],
    comparison: null,
    table: null,
    gross: null,
    dataThrough: null,
    assumptions: [],
    notes: [],
    suggestions: [...suggestions],
    text,
    basis: { query: "", rows: 0 },
  };
}
