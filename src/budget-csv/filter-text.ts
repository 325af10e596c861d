import type { Budget } from "#src/budget-book";
import type { Filter } from "#src/store/cost-query";

type Filters = Budget["filters"];
type Operator = Filters[number]["operator"];

const SIGNS = { "=": "in", "!=": "not_in", "~": "contains", "!~": "not_contains" } as const;
const PLAIN_WORD = '[^\\s"=!~;|](?:[^"=!~;|]*[^\\s"=!~;|])?';
const WORD = `"(?:[^"]|"")*"|${PLAIN_WORD}`;
const CONDITION = new RegExp(
  `\\s*(?<dimension>${WORD})\\s*(?:(?<sign>!=|!~|=|~)\\s*(?<values>(?:${WORD})(?:\\s*\\|\\s*(?:${WORD}))*)|(?<=["\\s])is (?<isNot>not )?null)\\s*(?:;|$)`,
  "y",
);
const PLAIN = new RegExp(`^${PLAIN_WORD}$`);
/** Would be read as a condition of its own. */
const ENDS_IN_NULL = /\sis (?:not )?null$/;

/** Filters as a cell has them: `team = payments | search; RegionId != us-east-1; InvoiceId is null`. */
export function filterText(filters: readonly Filter[]): string {
  return filters
    .map(({ dimension, operator, values }) => {
      const sign = Object.entries(SIGNS).find(([, meant]) => meant === operator)?.[0];
      if (sign === undefined) {
        return `${word(dimension)} is ${operator === "is_null" ? "" : "not "}null`;
      }
      return `${word(dimension)} ${sign} ${values.map(word).join(" | ")}`;
    })
    .join("; ");
}

/** Reads what `filterText` writes; null where it can't be read. */
export function readFilterText(text: string): Filters | null {
  const filters: Filters = [];
  CONDITION.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ""; at = CONDITION.lastIndex) {
    const groups = CONDITION.exec(text)?.groups;
    if (groups === undefined) return null;
    const { dimension = "", sign, values = "", isNot } = groups;
    filters.push({
      dimension: unquoted(dimension),
      operator: sign === undefined ? nullOperator(isNot) : SIGNS[sign as keyof typeof SIGNS],
      values: [...values.matchAll(new RegExp(WORD, "g"))].map(([value]) => unquoted(value)),
    });
  }
  return filters;
}

function nullOperator(isNot: string | undefined): Operator {
  return isNot === undefined ? "is_null" : "is_not_null";
}

/** In quotes where signs, or spaces at an end, would be lost. */
function word(text: string): string {
  const isPlain = PLAIN.test(text) && !ENDS_IN_NULL.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
