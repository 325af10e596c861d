import type { ChartBlock, TableBlock } from "./card.ts";

/** What a renderer couldn't show within its platform's limits: sent beside the message as a file. */
export type Attachment = TableAttachment | ChartAttachment;

/** A whole table, of which the message shows the first rows. */
export interface TableAttachment {
  readonly type: "table";
  /** File name without its ending. */
  readonly name: string;
  readonly table: TableBlock;
}

/** A chart with more points or series than the platform draws. */
export interface ChartAttachment {
  readonly type: "chart";
  /** File name without its ending. */
  readonly name: string;
  readonly chart: ChartBlock;
}

/** A file as it goes out. */
export interface ReplyFile {
  /** With its ending: `cost-by-service.csv`. */
  readonly name: string;
  readonly mediaType: "text/csv" | "image/png";
  readonly content: Uint8Array;
  /** What it shows, for those who don't see it. */
  readonly description: string;
}
