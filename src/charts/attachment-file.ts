import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { ChartBlock, TableBlock } from "#src/cards/card";
import { chartText } from "#src/cards/chart-text";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { tableCsv } from "./table-csv.ts";

/** What goes beside a message as the file that it is sent as. */
export function attachmentFile(attachment: Attachment): Promise<ReplyFile> {
  return attachment.type === "table"
    ? Promise.resolve(tableFile(attachment.name, attachment.table))
    : chartFile(attachment.name, attachment.chart);
}

/** A whole table as a CSV file, `name` being without an ending. */
export function tableFile(name: string, table: TableBlock): ReplyFile {
  const count = table.rows.length;
  return {
    name: `${name}.csv`,
    mediaType: "text/csv",
    content: new TextEncoder().encode(tableCsv(table)),
    description: `Table of ${formatCount(count)} ${count === 1 ? "row" : "rows"}: ${table.columns.map(({ label }) => plainLine(label)).join(", ")}`,
  };
}

/** A chart as a PNG image, `name` being without an ending. What draws it is loaded with the first one. */
export async function chartFile(name: string, chart: ChartBlock): Promise<ReplyFile> {
  const { chartPng } = await import("./draw-chart.ts");
  return {
    name: `${name}.png`,
    mediaType: "image/png",
    content: await chartPng(chart),
    description: [plainLine(chart.title), chartText(chart)]
      .filter((text) => text !== "")
      .join("\n"),
  };
}
