import type { SourceLocation } from "#src/errors";
import type { ColumnBatch } from "./column-batch.ts";

/** What the reading thread is told: to read a file, and that one of its answers is done with. */
export type ReadingRequest =
  | { readonly kind: "read"; readonly path: string }
  | { readonly kind: "done with"; readonly buffer?: ArrayBuffer };

/** What the reading thread answers with. */
export type ReadingReply =
  | { readonly kind: "reader"; readonly file: string; readonly columns: readonly string[] }
  | { readonly kind: "batch"; readonly batch: ColumnBatch }
  | { readonly kind: "end of reader" }
  | { readonly kind: "end of file" }
  /** The file can't be taken: a SourceError, in parts, since a thread gets errors without them. */
  | { readonly kind: "refused"; readonly problem: string; readonly location: SourceLocation };
