import { defineSkill } from "#src/skill";
import { digestCard } from "./digest-card.ts";
import { reportOn } from "./report.ts";
import { reportAnswerSchema } from "./report-answer.ts";
import { weekThrough } from "./report-days.ts";
import { reportQuestionSchema } from "./report-question.ts";

/** “Show me the weekly digest for payments” */
export const weeklyDigest = defineSkill({
  name: "weekly-digest",
  description:
    "A team's last seven complete days, or everybody's: spend against the week before, month and forecast against budget, what moved and why, anomalies, decisions that wait, savings, and what to do next.",
  examples: ["show me the weekly digest for payments", "weekly digest"],
  isShownFirst: true,
  access: "read",
  input: reportQuestionSchema,
  output: reportAnswerSchema,
  run: (context, question) =>
    reportOn(context, question, { kind: "weekly-digest", daysThrough: weekThrough }),
  present: (answer, question) =>
    digestCard(answer, question, {
      title: "Weekly digest",
      beside: "on the seven days before",
      hasChart: true,
    }),
});
