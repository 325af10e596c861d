import { defineSkill } from "#src/skill";
import { digestCard } from "./digest-card.ts";
import { reportOn } from "./report.ts";
import { reportAnswerSchema } from "./report-answer.ts";
import { dayWithWeekBefore } from "./report-days.ts";
import { reportQuestionSchema } from "./report-question.ts";

/** “Daily brief” */
export const dailyBrief = defineSkill({
  name: "daily-brief",
  description:
    "The last complete day beside the same weekday of the week before: what was spent, what moved and why, the month against its budget, anomalies and decisions.",
  examples: ["daily brief", "show me the daily brief for payments"],
  access: "read",
  input: reportQuestionSchema,
  output: reportAnswerSchema,
  run: (context, question) =>
    reportOn(context, question, { kind: "daily-brief", daysThrough: dayWithWeekBefore }),
  present: (answer, question) =>
    digestCard(answer, question, {
      title: "Daily brief",
      beside: "on the same weekday before",
      hasChart: false,
    }),
});
