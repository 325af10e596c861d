import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { chargesOf, type ReportKind, type Schedule } from "#src/schedule-book";
import { subjectWords } from "./report-question.ts";

const KINDS: Readonly<Record<Exclude<ReportKind, "answer">, string>> = {
  "weekly-digest": "Weekly digest",
  "daily-brief": "Daily brief",
  "monthly-report": "Monthly report",
  "executive-report": "Executive report",
};

/** What answers of these skills are called; others go by their skill's name. */
const ANSWERS: Readonly<Record<string, string>> = {
  "get-spend": "Cost",
  "compare-spend": "Cost compared",
  "explain-change": "What changed",
  "forecast-spend": "Forecast",
  "list-budgets": "Budgets",
  "list-anomalies": "Anomalies",
  "list-recommendations": "Savings",
  "list-plans": "Planned changes",
  "get-freshness": "How fresh the data are",
};

/** What is sent, “Weekly digest for payments”, “Cost by ServiceName of last month for payments”. */
export function sentWords(schedule: Pick<Schedule, "kind" | "team" | "filters" | "call">): string {
  const { kind, call } = schedule;
  const subject = subjectWords(chargesOf(schedule));
  const what = kind === "answer" ? answerWords(call) : KINDS[kind];
  return subject === null ? what : `${what} for ${subject}`;
}

function answerWords(call: Schedule["call"]): string {
  if (call === null) return "An answer";
  const what = ANSWERS[call.skill] ?? call.skill;
  const input = typeof call.input === "object" && call.input !== null ? call.input : {};
  const { data } = filteredSchema.safeParse(input);
  const subject = subjectWords(data?.filters ?? []);
  const whose = subject === null ? "" : `, for ${subject}`;
  return `${what}${groupWords(input)}${timeWords(input)}${whose}`;
}

const filteredSchema = z.object({ filters: z.array(filterSchema) });

function groupWords(input: object): string {
  const groups: unknown = Reflect.get(input, "groupBy");
  return Array.isArray(groups) && groups.length > 0 ? ` by ${groups.join(" and ")}` : "";
}

/** The words that named the period; days that no words name stay what they are. */
function timeWords(input: object): string {
  const words: unknown = Reflect.get(input, "periodWords");
  return typeof words === "string" ? `, ${words}` : "";
}
