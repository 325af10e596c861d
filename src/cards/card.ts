/** The neutral answer that every adapter draws natively. Amounts are numbers; formatting is the renderer's call to `format.ts`. */
export interface Card {
  readonly title: string;
  readonly blocks: readonly CardBlock[];
}

export type CardBlock = TextBlock | FiguresBlock | TableBlock | ChartBlock | ContextBlock;

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

/** A series over time (`line`, `bar`) or parts of a whole (`pie`). */
export interface ChartBlock {
  readonly type: "chart";
  readonly chart: "line" | "bar" | "pie";
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
  }[];
}

/** Small print: assumptions, notes, coverage. */
export interface ContextBlock {
  readonly type: "context";
  readonly lines: readonly string[];
}
