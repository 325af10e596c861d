import type { SkillAnswer } from "#src/answer";
import { skillAnswerSchema } from "#src/answer";
import { freshnessQuestionSchema } from "#src/cost-question";
import { daysIn } from "#src/focus/day";
import { defineSkill } from "#src/skill";

/** “How fresh is the data?” */
export const getFreshness = defineSkill({
  name: "get-freshness",
  description: "How far each source's data reach, and through which day they are complete.",
  examples: ["how fresh is the data?", "through which day is the AWS data complete?"],
  access: "read",
  input: freshnessQuestionSchema,
  output: skillAnswerSchema,
  run({ costs, today, completenessLagDays }, question): SkillAnswer {
    const { sources, dataThrough, syncNotes } = costs.freshness(
      question.filters,
      today,
      completenessLagDays,
    );
    const rows = sources.map(({ source, firstDay, lastDay, completeThrough }) => [
      source,
      firstDay,
      lastDay,
      completeThrough,
      daysIn({ start: completeThrough, end: today }),
    ]);
    const silent = sources.filter(({ isSilent }) => isSilent);
    return {
      status: sources.length === 0 ? "no_data" : "answered",
      metric: null,
      period: null,
      periodBasis: "charge",
      filters: question.filters,
      groupBy: ["x_Source"],
      granularity: null,
      totals: [],
      comparison: null,
      table: {
        columns: [
          { name: "x_Source", kind: "dimension" },
          { name: "first day", kind: "time" },
          { name: "last day", kind: "time" },
          { name: "complete through", kind: "time" },
          { name: "days behind", kind: "measure", unit: "days" },
        ],
        rows,
      },
      gross: null,
      dataThrough,
      assumptions: [
        `A day is complete ${completenessLagDays} days after it began, once its source has charges on it or later.`,
      ],
      notes: [
        ...silent.map(({ source, lastDay }) => `${source} has no data after ${lastDay}.`),
        ...syncNotes.map(({ text }) => text),
      ],
      suggestions: question.filters.length === 0 ? ["What did we spend last month?"] : [],
      basis: {
        query:
          "SELECT x_Source, min(ChargePeriodStart), max(ChargePeriodStart)\nFROM focus\nGROUP BY x_Source",
        rows: 0,
      },
    };
  },
  present(answer) {
    const text =
      answer.dataThrough === null
        ? "There are no data yet. Import a bill with `npm run tally -- import PATH`."
        : `Data are complete through ${answer.dataThrough}.`;
    const table = answer.table ?? { columns: [], rows: [] };
    return {
      title: "How fresh the data are",
      blocks: [
        { type: "text", text },
        {
          type: "table",
          columns: table.columns.map(({ name, kind }) => ({
            label: name,
            kind: kind === "time" ? ("time" as const) : ("text" as const),
          })),
          rows: table.rows,
        },
        { type: "context", lines: [...answer.assumptions, ...answer.notes] },
      ],
    };
  },
});
