import { z } from "zod";
import type { AnySkill } from "#src/skill";
import type { ToolDefinition } from "./chat.ts";

/** A skill as a model may call it. */
export interface SkillTool {
  readonly skill: AnySkill;
  readonly definition: ToolDefinition;
  /** The arguments' names. */
  readonly fields: ReadonlySet<string>;
  /** Whether it asks about a period, which is passed as `periodPhrase`. */
  readonly takesPeriod: boolean;
  /** The words that its fields are closed to, such as `day` and `descending`. */
  readonly words: ReadonlySet<string>;
}

/** What a model calls where no skill does what is asked for. */
export const NO_FITTING_TOOL: ToolDefinition = {
  type: "function",
  function: {
    name: "no-fitting-tool",
    description: "The message asks for something that no other tool does, or for nothing at all.",
    parameters: { type: "object", properties: {} },
  },
};

/** The argument that names the period asked about. */
export const PERIOD_PHRASE = "periodPhrase";
/** The argument, inside of `compare`, that names the period to compare with. */
export const COMPARE_PHRASE = "comparePhrase";

/** Fields that code fills: from the time words, or from what was shown before. */
const FILLED_BY_CODE: ReadonlySet<string> = new Set([
  "periodWords",
  "running",
  "id",
  "list",
  "from",
  "until",
  "through",
  "call",
  "drafts",
]);

type JsonSchema = Record<string, unknown>;

/** The tools of the skills, in their order: periods are words, everything else is as zod has it. */
export function skillTools(skills: readonly AnySkill[]): readonly SkillTool[] {
  return skills.map((skill) => {
    const { $schema: _, ...schema } = z.toJSONSchema(skill.input, {
      io: "input",
      unrepresentable: "any",
    }) as JsonSchema;
    const parameters = withPhrases(schema, PERIOD_PHRASE) as JsonSchema;
    const fields = new Set(Object.keys(recordOf(parameters["properties"])));
    const definition: ToolDefinition = {
      type: "function",
      function: { name: skill.name, description: describe(skill), parameters },
    };
    const takesPeriod = fields.has(PERIOD_PHRASE);
    return { skill, definition, fields, takesPeriod, words: closedWords(parameters) };
  });
}

function describe({ description, examples }: AnySkill): string {
  return `${description} Asked for with: ${examples.map((example) => `“${example}”`).join(", ")}.`;
}

/** A schema with a phrase in place of each period; `name` is the phrase of this level. */
function withPhrases(schema: unknown, name: string): unknown {
  if (Array.isArray(schema)) return schema.map((part) => withPhrases(part, name));
  if (!isRecord(schema)) return schema;
  const changed = Object.entries(schema).map(([key, value]) => [
    key,
    key === "properties" ? phrasedFields(recordOf(value), name) : withPhrases(value, name),
  ]);
  const { required, ...rest } = Object.fromEntries(changed) as JsonSchema;
  if (!Array.isArray(required)) return rest;
  const kept = required.flatMap((field) => requiredField(String(field), name));
  return kept.length === 0 ? rest : { ...rest, required: kept };
}

function phrasedFields(fields: JsonSchema, name: string): JsonSchema {
  const entries = Object.entries(fields).filter(([field]) => !FILLED_BY_CODE.has(field));
  return Object.fromEntries(
    entries.map(([field, schema]) =>
      field === "period" && isPeriod(schema)
        ? [name, phraseSchema(name)]
        : [field, withPhrases(schema, COMPARE_PHRASE)],
    ),
  );
}

function requiredField(field: string, name: string): string[] {
  if (field === "period") return [name];
  return FILLED_BY_CODE.has(field) ? [] : [field];
}

function phraseSchema(name: string): JsonSchema {
  const isMain = name === PERIOD_PHRASE;
  return {
    type: ["string", "null"],
    description: isMain
      ? "the message's own time words, such as “last month”; null where it has none; no dates worked out"
      : "the time words of the other period; null for the period just before",
  };
}

function isPeriod(schema: unknown): boolean {
  const fields = Object.keys(recordOf(recordOf(schema)["properties"]));
  return fields.length === 2 && fields.includes("start") && fields.includes("end");
}

function closedWords(schema: unknown): Set<string> {
  if (Array.isArray(schema)) return new Set(schema.flatMap((part) => [...closedWords(part)]));
  if (!isRecord(schema)) return new Set();
  const own = [schema["const"], ...(Array.isArray(schema["enum"]) ? schema["enum"] : [])];
  const inner = Object.values(schema).flatMap((part) => [...closedWords(part)]);
  return new Set([...own.filter((word) => typeof word === "string"), ...inner]);
}

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): JsonSchema {
  return isRecord(value) ? value : {};
}
