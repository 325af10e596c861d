import { z } from "zod";
import { readAnswer } from "#src/sources/google/read-answer";

/** A column as BigQuery describes it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** `REPEATED` for a list. */
  readonly mode?: string | undefined;
  /** Of a record. */
  readonly fields?: readonly Field[] | undefined;
}

export const fieldSchema: z.ZodType<Field> = z.object({
  name: z.string(),
  type: z.string(),
  mode: z.string().optional(),
  get fields() {
    return z.array(fieldSchema).optional();
  },
});

const textSchema = z.string();
/** A cell, or an element of a list, as BigQuery wraps it. */
const wrappedSchema = z.object({ v: z.unknown() });
const listSchema = z.array(wrappedSchema);
const recordSchema = z.object({ f: listSchema });

const NUMBERS = /^(INT|INTEGER|INT64|FLOAT|FLOAT64|NUMERIC|BIGNUMERIC)$/;
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
const RECORDS = /^(RECORD|STRUCT)$/;
const BOOLEANS = /^BOOL(EAN)?$/;
const MICROSECONDS = 1_000_000;

/**
 * A cell as a file has it: decimals in their own digits, instants in ISO 8601, lists and records as
 * JSON, tags as an object. Nothing, and an empty list, is "".
 */
export function textOf(field: Field, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (field.mode === "REPEATED") return listText(field, elementsOf(field, value));
  return RECORDS.test(field.type) ? jsonOf(field, value) : scalarOf(field, value);
}

function listText(field: Field, list: z.infer<typeof listSchema>): string {
  if (list.length === 0) return "";
  const element = { ...field, mode: "NULLABLE" };
  return isTags(field)
    ? `{${list.map(({ v }) => memberOf(element, v)).join(",")}}`
    : `[${list.map(({ v }) => jsonOf(element, v)).join(",")}]`;
}

function isTags({ name, fields = [] }: Field): boolean {
  const names = fields.map((field) => field.name.toLowerCase());
  return name.toLowerCase() === "tags" && names.includes("key") && names.includes("value");
}

/** A key and its value, as a member of an object. */
function memberOf(field: Field, value: unknown): string {
  const { fields = [] } = field;
  const cells = cellsOf(field, value);
  const part = (name: string) => {
    const at = fields.findIndex((field) => field.name.toLowerCase() === name);
    const member = fields[at];
    return member === undefined ? "null" : jsonOf(member, cells[at]?.v);
  };
  return `${part("key")}:${part("value")}`;
}

function jsonOf(field: Field, value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (field.mode === "REPEATED") {
    const element = { ...field, mode: "NULLABLE" };
    return `[${elementsOf(field, value)
      .map(({ v }) => jsonOf(element, v))
      .join(",")}]`;
  }
  if (RECORDS.test(field.type)) {
    const cells = cellsOf(field, value);
    const members = (field.fields ?? []).map(
      (member, at) => `${JSON.stringify(member.name)}:${jsonOf(member, cells[at]?.v)}`,
    );
    return `{${members.join(",")}}`;
  }
  const text = scalarOf(field, value);
  const isBare =
    BOOLEANS.test(field.type) ||
    field.type === "JSON" ||
    (NUMBERS.test(field.type) && JSON_NUMBER.test(text));
  return isBare ? text : JSON.stringify(text);
}

function scalarOf({ name, type }: Field, value: unknown): string {
  const text = typeof value === "string" ? value : readAnswer(textSchema, value, name);
  return type === "TIMESTAMP" ? instantOf(text) : text;
}

function elementsOf({ name }: Field, value: unknown) {
  return readAnswer(listSchema, value, name);
}

function cellsOf({ name }: Field, value: unknown) {
  return readAnswer(recordSchema, value, name).f;
}

/** @param text microseconds since 1970-01-01; doubles hold those of 280 years exactly */
function instantOf(text: string): string {
  const microseconds = Number(text);
  const second = Math.floor(microseconds / MICROSECONDS);
  const fraction = microseconds - second * MICROSECONDS;
  const [whole] = new Date(second * 1000).toISOString().split(".");
  return `${whole}${fraction === 0 ? "" : `.${String(fraction).padStart(6, "0")}`}Z`;
}
