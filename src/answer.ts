import type { Card } from "#src/cards/card";
import type { Period } from "#src/focus/day";

export type AnswerStatus =
  | "answered"
  | "clarify"
  | "confirm"
  | "refused"
  | "unsupported"
  | "no_data"
  | "failed";

/** An amount in one BillingCurrency; `value` is null when there are no charges. */
export interface Money {
  readonly currency: string;
  readonly value: number | null;
}

/** main − other; `percent` is null where the other is 0 or absent. */
export interface Delta extends Money {
  readonly percent: number | null;
}

/** What credits and refunds take off: gross + credits = net, credits being negative. */
export interface Gross {
  readonly currency: string;
  readonly gross: number;
  readonly credits: number;
  readonly net: number;
}

export interface AnswerFilter {
  readonly dimension: string;
  readonly operator: string;
  readonly values: readonly (string | number)[];
}

export interface AnswerColumn {
  readonly name: string;
  readonly kind: "dimension" | "time" | "measure" | "share";
  readonly unit?: string;
}

export interface AnswerTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Comparison {
  readonly period: Period;
  readonly of: { readonly dimension: string; readonly main: string; readonly other: string } | null;
  readonly totals: readonly Money[];
  readonly fullTotals: readonly Money[] | null;
  readonly delta: readonly Delta[];
}

/** The part of an answer that a skill fills; docs/answer.md says what each field means. */
export interface AnswerData {
  readonly metric: string | null;
  readonly period: Period | null;
  readonly periodBasis: "charge" | "billing";
  readonly filters: readonly AnswerFilter[];
  readonly groupBy: readonly string[];
  readonly granularity: string | null;
  readonly totals: readonly Money[];
  readonly comparison: Comparison | null;
  readonly table: AnswerTable | null;
  readonly gross: readonly Gross[] | null;
  readonly dataThrough: string | null;
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
  readonly suggestions: readonly string[];
  readonly basis: { readonly query: string; readonly rows: number };
}

/** One question's answer, the same object on every platform. */
export interface Answer extends AnswerData {
  readonly id: string;
  readonly status: AnswerStatus;
  readonly skill: string | null;
  readonly input: unknown;
  readonly text: string;
  /** What adapters draw; not part of the JSON contract. */
  readonly card?: Card;
}
