import type { Answer } from "#src/answer";
import { answerTableBlock } from "#src/cards/answer-table";
import type { ReplyFile } from "#src/cards/attachment";
import { fileName } from "#src/cards/file-name";
import { chartFile, tableFile } from "./attachment-file.ts";

/** An answer's whole table as CSV, or its chart as PNG; null where it has none. */
export async function answerFile(answer: Answer, format: "csv" | "png"): Promise<ReplyFile | null> {
  const name = fileName(answer.card?.title ?? "", answer.period);
  if (format === "csv") {
    const table = answerTableBlock(answer);
    return table === null ? null : tableFile(name, table);
  }
  const chart = answer.card?.blocks.find((block) => block.type === "chart");
  return chart === undefined ? null : chartFile(name, chart);
}
