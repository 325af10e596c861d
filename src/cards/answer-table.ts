import type { SkillAnswer } from "#src/answer";
import type { TableBlock, TableColumn } from "./card.ts";

type AnswerColumn = NonNullable<SkillAnswer["table"]>["columns"][number];

/** An answer's table as a block of a card, its columns under their own names; null where it has none. */
export function answerTableBlock({
  table,
  metric,
}: Pick<SkillAnswer, "table" | "metric">): TableBlock | null {
  if (table === null) return null;
  const columns = table.columns.map((column) => columnOf(column, metric !== null));
  return { type: "table", columns, rows: table.rows };
}

/** Measures of a cost metric are amounts, each row's in its own currency where the column has no unit. */
function columnOf({ name, kind, unit }: AnswerColumn, isCost: boolean): TableColumn {
  if (kind === "time") return { label: name, kind: "time" };
  if (kind === "share") return { label: name, kind: "share" };
  if (unit === "%") return { label: name, kind: "percent" };
  if (kind === "dimension" || !isCost) return { label: name, kind: "text" };
  return unit === undefined
    ? { label: name, kind: "money" }
    : { label: name, kind: "money", currency: unit };
}
