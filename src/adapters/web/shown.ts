/** What the page and its server say to one another, as JSON. Imported for its types alone. */

/** A reply as the page gets it: the answer, and the same card for each way of drawing it. */
export interface ShownReply {
  readonly id: string;
  /** ANSWER's JSON. */
  readonly answer: unknown;
  /** What is read out when the reply arrives. */
  readonly summary: string;
  readonly isPrivate: boolean;
  readonly card: PlainCard;
  /** Null where it couldn't be drawn. */
  readonly slack: ShownDrawing | null;
  readonly teams: ShownDrawing | null;
}

/** The payload that would be sent to a platform, with the files that would go beside it. */
export interface ShownDrawing {
  readonly payload: unknown;
  readonly files: readonly ShownFile[];
}

export interface ShownFile {
  readonly name: string;
  readonly mediaType: string;
  /** Where the page fetches it. */
  readonly address: string;
  readonly description: string;
}

/** What came of a press. */
export type ShownPress =
  | { readonly kind: "replies"; readonly replies: readonly ShownReply[] }
  /** `reply` takes the place of the answer `answerId`; `text` says what was done. */
  | {
      readonly kind: "redrawn";
      readonly answerId: string;
      readonly reply: ShownReply;
      readonly text: string;
    }
  | { readonly kind: "file"; readonly file: ShownFile }
  /** A form to fill in, or what is wrong with it as it is. */
  | { readonly kind: "form"; readonly form: ShownForm }
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "repeated" };

/** A form in texts; what is filled in is sent with its opaque id. */
export interface ShownForm {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly note: string;
  readonly fields: readonly ShownField[];
  /** What is wrong with it as a whole; empty where nothing is. */
  readonly problem: string;
}

export interface ShownField {
  readonly name: string;
  readonly type: "text" | "time" | "date" | "choice" | "choices";
  readonly label: string;
  readonly hint: string;
  readonly isOptional: boolean;
  /** Whether several lines are expected. */
  readonly isLong: boolean;
  /** Characters; null for any number. */
  readonly longest: number | null;
  /** The labels of choices, which are sent by their places. */
  readonly options: readonly string[];
  readonly initial: string;
  /** Empty where nothing is wrong with it. */
  readonly problem: string;
}

/** What the first screen says. */
export interface ShownHelp {
  /** `The demo company`, or the name of the store. */
  readonly store: string;
  readonly isDemo: boolean;
  /** The last complete day in words; null without data. */
  readonly dataThrough: string | null;
  readonly examples: readonly string[];
}

/** A card in texts, numbers formatted, actions as their opaque ids. */
export interface PlainCard {
  readonly title: string;
  readonly blocks: readonly PlainBlock[];
}

export type PlainBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "context"; readonly lines: readonly string[] }
  | { readonly type: "divider" }
  | { readonly type: "figures"; readonly figures: readonly PlainFigure[] }
  | { readonly type: "fields"; readonly fields: readonly PlainField[] }
  | PlainTable
  | PlainChart
  | { readonly type: "buttons"; readonly buttons: readonly PlainButton[] }
  | { readonly type: "select"; readonly label: string; readonly options: readonly PlainButton[] }
  | {
      readonly type: "date";
      readonly label: string;
      readonly id: string;
      readonly initial: string | null;
    }
  | { readonly type: "basis"; readonly fields: readonly PlainField[]; readonly query: string };

export interface PlainFigure {
  readonly label: string;
  readonly value: string;
  readonly change: string | null;
  readonly direction: "up" | "down" | "level";
}

export interface PlainField {
  readonly label: string;
  readonly value: string;
}

export interface PlainTable {
  readonly type: "table";
  readonly columns: readonly {
    readonly label: string;
    readonly isNumber: boolean;
    /** Names its row. */
    readonly isLabel: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows are shown before more are asked for. */
  readonly firstRows: number;
  /** The rows after them, added up: `… and 37 more, $x together`. */
  readonly rest: string;
}

export interface PlainChart {
  readonly type: "chart";
  readonly chart: "line" | "bar" | "stacked-bar" | "pie" | "waterfall";
  readonly title: string;
  /** ISO 4217 code of amounts, `%` of shares. */
  readonly unit: string;
  /** The chart in words. */
  readonly description: string;
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    /** The values as people read them. */
    readonly texts: readonly string[];
    /** What the others are seen against; null for one of them. */
    readonly role: "reference" | "low" | "high" | null;
  }[];
  /** Where a waterfall's bars begin and end; null for other charts. */
  readonly waterfall: PlainWaterfall | null;
}

export interface PlainWaterfall {
  readonly bars: readonly {
    readonly kind: "total" | "up" | "down";
    readonly from: number;
    readonly to: number;
  }[];
  /** The part of the axis that is left out. */
  readonly cut: { readonly start: number; readonly end: number } | null;
}

export interface PlainButton {
  readonly label: string;
  readonly id: string;
  readonly kind: "ask" | "file" | "call" | "form";
  readonly style: "primary" | "danger" | null;
  /** Asked before it happens. */
  readonly confirm: string | null;
}
