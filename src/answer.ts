import { z } from "zod";
import type { Card, SkillCall } from "#src/cards/card";
import type { ThreadState } from "#src/conversation";
import { periodSchema } from "#src/cost-question";

/** An amount in one BillingCurrency; `value` is null when there are no charges. */
const moneySchema = z.object({ currency: z.string(), value: z.number().nullable() });

/** main − other; `percent` is null where the other is 0 or absent. */
const deltaSchema = moneySchema.extend({ percent: z.number().nullable() });

/** What credits and refunds take off: gross + credits = net, credits being negative. */
const grossSchema = z.object({
  currency: z.string(),
  gross: z.number(),
  credits: z.number(),
  net: z.number(),
});

const tableSchema = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["dimension", "time", "measure", "share"]),
      unit: z.string().optional(),
    }),
  ),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});

const comparisonSchema = z.object({
  period: periodSchema,
  of: z.object({ dimension: z.string(), main: z.string(), other: z.string() }).nullable(),
  totals: z.array(moneySchema),
  fullTotals: z.array(moneySchema).nullable(),
  delta: z.array(deltaSchema),
});

/** The part of an answer that a skill fills; docs/answer.md says what each field means. */
export const skillAnswerSchema = z.object({
  status: z.enum(["answered", "no_data"]),
  metric: z.string().nullable(),
  period: periodSchema.nullable(),
  periodBasis: z.enum(["charge", "billing"]),
  filters: z.array(
    z.object({
      dimension: z.string(),
      operator: z.string(),
      values: z.array(z.union([z.string(), z.number()])),
    }),
  ),
  groupBy: z.array(z.string()),
  granularity: z.string().nullable(),
  totals: z.array(moneySchema),
  comparison: comparisonSchema.nullable(),
  table: tableSchema.nullable(),
  gross: z.array(grossSchema).nullable(),
  dataThrough: z.string().nullable(),
  assumptions: z.array(z.string()),
  notes: z.array(z.string()),
  suggestions: z.array(z.string()),
  basis: z.object({ query: z.string(), rows: z.number() }),
});

export type Money = z.infer<typeof moneySchema>;
export type Delta = z.infer<typeof deltaSchema>;
export type Gross = z.infer<typeof grossSchema>;
export type AnswerTable = z.infer<typeof tableSchema>;

export type SkillAnswer = z.infer<typeof skillAnswerSchema>;

/** A skill's answer in which nothing is said yet. */
export function blankAnswer(): SkillAnswer {
  return {
    status: "answered",
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
    suggestions: [],
    basis: { query: "", rows: 0 },
  };
}

export type AnswerStatus =
  | SkillAnswer["status"]
  | "clarify"
  | "confirm"
  | "refused"
  | "unsupported"
  | "failed";

/** One question's answer, the same object on every platform. */
export interface Answer extends Omit<SkillAnswer, "status"> {
  readonly id: string;
  readonly status: AnswerStatus;
  /** The skill that ran; null where none was found. */
  readonly skill: string | null;
  /** The skill's parsed input. */
  readonly input: unknown;
  /** The answer as plain text, complete in itself. */
  readonly text: string;
  /** What adapters draw; not part of the JSON contract. */
  readonly card?: Card;
  /** What the thread holds from here on; not part of the JSON contract. */
  readonly state?: ThreadState;
  /**
   * How more of it can be asked for, where it is limited to what all may see who read along; absent where that would
   * do something twice. Not part of the JSON contract.
   */
  readonly again?: Again;
}

/** A question in its words, with what the thread held before it; or a skill that was called. */
export type Again = { readonly text: string; readonly state: ThreadState } | SkillCall;

/** An answer as ANSWER's JSON: fields in a fixed order, without the card, the thread's state and what else to ask. */
export function answerJson({
  card: _card,
  state: _state,
  again: _again,
  ...answer
}: Answer): string {
  const { id, status, skill, input, ...rest } = answer;
  return JSON.stringify({ id, status, skill, input, ...rest });
}
