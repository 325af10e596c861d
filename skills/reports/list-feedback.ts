import { z } from "zod";
import { personWords } from "#skills/anomalies/anomaly-words";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import type { Opinion } from "#src/schedule-book";
import { defineSkill, type SkillContext } from "#src/skill";

const DAY = 86_400_000;

/** Of which days it is asked. */
const feedbackQuestionSchema = z.object({
  days: z.number().int().min(1).max(400).default(90).describe("so many, until now"),
});

type FeedbackQuestion = z.infer<typeof feedbackQuestionSchema>;

/** “What do people think of the digests?” */
export const listFeedback = defineSkill({
  name: "list-feedback",
  description:
    "What people think of the digests, reports and alerts that were sent: useful, too long, wrong. For administrators.",
  examples: ["what do people think of the digests?", "feedback on the reports"],
  access: "read",
  input: feedbackQuestionSchema,
  output: skillAnswerSchema,
  run: listFeedbackOf,
  present: ({ table, notes }) => ({
    title: "What people think of what is sent",
    blocks: [
      { type: "text", text: notes.join(" ") },
      ...(table === null
        ? []
        : [
            {
              type: "table" as const,
              columns: table.columns.map(({ name }) => ({ label: name, kind: "text" as const })),
              rows: table.rows,
            },
          ]),
    ],
  }),
});

function listFeedbackOf(context: SkillContext, { days }: FeedbackQuestion): SkillAnswer {
  const { rights, schedules, now } = context;
  rights.require("administer");
  const opinions = schedules.opinions(new Date(now.getTime() - days * DAY));
  return {
    ...blankAnswer(),
    table: opinions.length === 0 ? null : { columns: COLUMNS, rows: opinions.map(rowOf) },
    notes: [summaryOf(opinions, days)],
  };
}

const COLUMNS = ["sent", "of", "channel", "opinion", "words", "by"].map((name) => ({
  name,
  kind: "dimension" as const,
}));

function rowOf(opinion: Opinion): string[] {
  const { name, period, channel, person, note } = opinion;
  return [name, period, channel, opinionWords(opinion), note ?? "", personWords(person)];
}

/** `9 opinions in 90 days: 6 useful, 2 too long, 1 wrong.` */
function summaryOf(opinions: readonly Opinion[], days: number): string {
  if (opinions.length === 0) return `Nobody has said anything in ${days} days.`;
  const count = opinions.length === 1 ? "1 opinion" : `${opinions.length} opinions`;
  const counts = [...Map.groupBy(opinions, opinionWords)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([words, all]) => `${all.length} ${words}`);
  return `${count} in ${days} days: ${counts.join(", ")}.`;
}

/** What is wrong, by the words of a note. */
const REASONS: readonly (readonly [words: string, pattern: RegExp])[] = [
  ["too long", /\b(?:too|so|very) long\b|\blengthy\b/i],
  ["wrong", /\b(?:wrong|incorrect|false|not right|mistake)\b/i],
  ["of no use", /\b(?:no use|useless|not useful|irrelevant|not interesting)\b/i],
];

/** An opinion in a word. */
function opinionWords({ verdict, note }: Pick<Opinion, "verdict" | "note">): string {
  if (verdict === "good") return "useful";
  return REASONS.find(([, pattern]) => pattern.test(note ?? ""))?.[0] ?? "not good";
}
