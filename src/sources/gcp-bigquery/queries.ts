import { SourceError } from "#src/errors";
import { addDays, addMonths, type Day } from "#src/focus/day";
import type { Field } from "./cells.ts";

/** Standard SQL; values come as parameters only. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly QueryParameter[];
}

interface QueryParameter {
  readonly name: string;
  readonly parameterType: { readonly type: string; readonly arrayType?: { readonly type: string } };
  readonly parameterValue: {
    readonly value?: string;
    readonly arrayValues?: readonly { readonly value: string }[];
  };
}

/** The types of a column that tells a time. */
const TIME_TYPES = ["TIMESTAMP", "DATETIME", "DATE"] as const;
/** How tables and views call the time at which a row was exported. */
const EXPORT_TIMES = ["x_ExportTime", "x_export_time", "export_time"] as const;

/** What of a table's columns the queries depend on. */
export interface TableShape {
  /** The types of the two, of which conditions need their values. */
  readonly billingPeriodStart: string;
  readonly chargePeriodStart: string;
  /** Null where the table doesn't tell when a row was exported. */
  readonly exportTime: string | null;
}

/** @throws SourceError for a table that holds no FOCUS rows */
export function shapeOf(table: string, columns: readonly Field[]): TableShape {
  const typeOf = (name: string) =>
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.type;
  if (typeOf("BilledCost") === undefined) throw notFocus(table, "BilledCost", "number");
  const timeType = (name: string): string => {
    const type = TIME_TYPES.find((known) => known === typeOf(name));
    if (type === undefined) throw notFocus(table, name, "timestamp, a datetime or a date");
    return type;
  };
  return {
    billingPeriodStart: timeType("BillingPeriodStart"),
    chargePeriodStart: timeType("ChargePeriodStart"),
    exportTime: EXPORT_TIMES.find((name) => typeOf(name) !== undefined) ?? null,
  };
}

function notFocus(table: string, column: string, type: string): SourceError {
  const problem = `It has no column ${column} that is a ${type}. Name Google's FOCUS table, or a view with FOCUS columns.`;
  return new SourceError(problem, { file: table });
}

/** Rows, cost and newest export of each day of each invoice month from `month` on. */
export function surveyQuery(table: string, shape: TableShape, month: Day): Query {
  const newest = shape.exportTime === null ? "" : `, MAX(${shape.exportTime}) AS exported`;
  const sql = `SELECT
  SUBSTR(CAST(CAST(BillingPeriodStart AS DATE) AS STRING), 1, 7) AS month,
  CAST(CAST(ChargePeriodStart AS DATE) AS STRING) AS day,
  COUNT(*) AS charges, SUM(CAST(BilledCost AS BIGNUMERIC)) AS billed${newest}
FROM \`${table}\`
WHERE BillingPeriodStart >= @month
GROUP BY 1, 2`;
  return { sql, parameters: [timeParameter("month", shape.billingPeriodStart, month)] };
}

/**
 * All rows of some days of an invoice month. The days are bounded too, since a table is cut by a column,
 * not by what is made of it.
 * @param days in order, at least one
 */
export function rowsQuery(
  table: string,
  shape: TableShape,
  month: Day,
  days: readonly Day[],
): Query {
  const [first = month] = days;
  const last = days.at(-1) ?? month;
  const sql = `SELECT * REPLACE (CAST(BilledCost AS BIGNUMERIC) AS BilledCost)
FROM \`${table}\`
WHERE BillingPeriodStart >= @month AND BillingPeriodStart < @nextMonth
  AND ChargePeriodStart >= @firstDay AND ChargePeriodStart < @endDay
  AND CAST(ChargePeriodStart AS DATE) IN UNNEST(@days)`;
  const parameters = [
    timeParameter("month", shape.billingPeriodStart, month),
    timeParameter("nextMonth", shape.billingPeriodStart, addMonths(month, 1)),
    timeParameter("firstDay", shape.chargePeriodStart, first),
    timeParameter("endDay", shape.chargePeriodStart, addDays(last, 1)),
    {
      name: "days",
      parameterType: { type: "ARRAY", arrayType: { type: "DATE" } },
      parameterValue: { arrayValues: days.map((value) => ({ value })) },
    },
  ];
  return { sql, parameters };
}

/** A query that reads nothing. */
export const NOTHING: Query = { sql: "SELECT 1", parameters: [] };

/** The first moment of a UTC day, in the type of the column that it is held against. */
function timeParameter(name: string, type: string, day: Day): QueryParameter {
  const time = { TIMESTAMP: " 00:00:00+00:00", DATETIME: " 00:00:00" }[type] ?? "";
  return { name, parameterType: { type }, parameterValue: { value: `${day}${time}` } };
}
