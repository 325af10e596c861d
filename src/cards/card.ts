import type { Form } from "./form.ts";

/** The neutral answer that every adapter draws natively. Amounts are numbers; formatting is the renderer's call to `format.ts`. */
export interface Card {
  readonly title: string;
  readonly blocks: readonly CardBlock[];
}

export type CardBlock =
  | TextBlock
  | FiguresBlock
  | FieldsBlock
  | TableBlock
  | ChartBlock
  | ButtonsBlock
  | SelectBlock
  | DateBlock
  | ContextBlock
  | DividerBlock
  | BasisBlock;

/** A paragraph of plain text. */
export interface TextBlock {
  readonly type: "text";
  readonly text: string;
}

/** Key figures: a label, an amount in a currency and, where two periods are compared, its change. */
export interface FiguresBlock {
  readonly type: "figures";
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly label: string;
  readonly value: number | null;
  readonly currency: string;
  readonly change?: { readonly value: number; readonly percent: number | null };
}

/** A table; money cells carry their currency in the column, or in the row where there are several. */
export interface TableBlock {
  readonly type: "table";
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TableColumn {
  readonly label: string;
  readonly kind: "text" | "time" | "money" | "percent" | "share";
  /** ISO 4217 code of a money column; absent where a `BillingCurrency` column says it row by row. */
  readonly currency?: string;
}

/** Short facts, each a label and a text that is already in people's words. */
export interface FieldsBlock {
  readonly type: "fields";
  readonly fields: readonly Field[];
}

export interface Field {
  readonly label: string;
  readonly value: string;
}

/**
 * Series over time (`line`, `bar`, `stacked-bar`), parts of a whole (`pie`, or `bar` of one series), or how one total
 * became another (`waterfall`).
 *
 * A waterfall has one series: its first and last values are totals, those between are signed steps, and first total
 * and steps add up to the last one as `sumAmounts` adds, which `waterfallChart` sees to.
 */
export interface ChartBlock {
  readonly type: "chart";
  readonly chart: "line" | "bar" | "stacked-bar" | "pie" | "waterfall";
  readonly title: string;
  /** ISO 4217 code of amounts, `%` of shares. */
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /**
   * What the others are seen against, over time: a line of reference such as a budget, or an edge of the band in
   * which values are expected, of which a chart has one. Where neither can be drawn it is a series like any other.
   */
  readonly role?: "reference" | "low" | "high";
}

/** Small print: assumptions, notes, coverage. */
export interface ContextBlock {
  readonly type: "context";
  readonly lines: readonly string[];
}

/** A line between two parts of a card. */
export interface DividerBlock {
  readonly type: "divider";
}

/** “How this was computed”: shown folded where the platform can fold. */
export interface BasisBlock {
  readonly type: "basis";
  readonly fields: readonly Field[];
  /** The query that gives the same numbers; empty where there is none. */
  readonly query: string;
}

/** What happens when somebody presses or chooses something; a platform gets an opaque id of it only. */
export type CardAction = AskAction | FileAction | CallAction | FormAction;

/** Asks a question in the card's thread, as a follow-up of the card's answer; `{date}` stands for a chosen day. */
export interface AskAction extends MaybeAlone {
  readonly kind: "ask";
  readonly question: string;
}

/** What can be answered to whoever presses it, and to nobody else. */
interface MaybeAlone {
  /** With all that the presser may see; a question is put as it was for the card. Absent: to all who see the card. */
  readonly isAlone?: true;
}

/** Gives the card's answer as a file: its whole table, or its chart. */
export interface FileAction {
  readonly kind: "file";
  readonly format: "csv" | "png";
}

/** Runs a skill; pressing it confirms a skill that writes. */
export interface CallAction extends SkillCall, MaybeAlone {
  readonly kind: "call";
  /** Stands in the card's place once that is done, for all who see it; absent where the answer stands below. */
  readonly redraw?: SkillCall;
}

/** Shows a form to whoever presses it, and does what the form is for once it is filled in. */
export interface FormAction {
  readonly kind: "form";
  readonly form: Form;
}

/** A skill with its input, as its schema takes it. */
export interface SkillCall {
  readonly skill: string;
  readonly input: unknown;
}

export interface CardButton {
  readonly label: string;
  readonly action: CardAction;
  readonly style?: "primary" | "danger";
  /** Asked before the action happens. */
  readonly confirm?: string;
}

export interface ButtonsBlock {
  readonly type: "buttons";
  readonly buttons: readonly CardButton[];
}

/** One of several choices, which acts when it is chosen. */
export interface SelectBlock {
  readonly type: "select";
  readonly label: string;
  readonly options: readonly CardButton[];
}

/** A choice of a UTC day, put in the place of `{date}` in the action's question. */
export interface DateBlock {
  readonly type: "date";
  readonly label: string;
  readonly action: AskAction;
  /** ISO day that is shown first. */
  readonly initial?: string;
}

/** Keeps an action and gives the opaque id that stands for it in a platform's payload. */
export type IssueAction = (action: CardAction) => string;
