import { describe, expect, test } from "vitest";
import { z } from "zod";
import { skills } from "#skills/index";

/** Places of texts that are no free ones, or aren't kept as they are said. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/filters\.\[\]\.(dimension|values\.\[\])$/, "names of the bill"],
  [/^set-suggested-budgets\.dimension$/, "a name of the bill"],
  [/^create-ticket\.drafts\./, "drafted by Tally of what is stored"],
  [/\.call\.skill$/, "a skill's name"],
  [/\.words$/, "a word of what is looked for"],
  [/\.timeZone$/, "one of IANA's"],
  [/^(resolve-anomaly|suggest-recommendation|stop-report)\.(id|name)$/, "is looked up"],
];

interface Schema {
  readonly type?: string | readonly string[];
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Where a schema takes a text that may be as long as one likes. */
function endlessTexts(schema: Schema, path: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  const isEndless =
    [schema.type].flat().includes("string") &&
    schema.maxLength === undefined &&
    schema.enum === undefined &&
    schema.const === undefined &&
    // The patterns are those of days, instants and times of day, which end.
    schema.pattern?.endsWith("$") !== true;
  return [
    ...(isEndless ? [path] : []),
    ...Object.entries(properties).flatMap(([name, part]) => endlessTexts(part, `${path}.${name}`)),
    ...(items === undefined ? [] : endlessTexts(items, `${path}.[]`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => endlessTexts(part, path)),
  ];
}

const writing = skills.filter(({ access }) => access === "write");

describe("what skills keep", () => {
  test.each(writing)("$name takes no text without end", ({ name, input }) => {
    const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;
    const endless = endlessTexts(schema, name);
    expect(endless.filter((path) => OTHERS.every(([place]) => !place.test(path)))).toEqual([]);
  });

  test("would show a text without end", () => {
    const schema = z.toJSONSchema(z.object({ note: z.string().nullable() })) as Schema;
    expect(endlessTexts(schema, "skill")).toEqual(["skill.note"]);
  });
});
