import { z } from "zod";
import { type AllocationDimension, isRuleColumn } from "#src/store/allocation";

/** The built-in allocation dimensions (CONVENTIONS); tally.yaml replaces or adds to them by name. */
const DEFAULT_ALLOCATION = {
  team: { tags: ["team", "squad", "owner"] },
  environment: {
    tags: ["environment", "env", "stage"],
    values: {
      prod: "production",
      prd: "production",
      stg: "staging",
      dev: "development",
    },
  },
  application: { tags: ["application", "app", "project"] },
  cost_centre: { tags: ["cost-center", "costcenter", "cost_centre"] },
};

const whereSchema = z
  .record(z.string(), z.string())
  .refine((where) => Object.keys(where).every(isRuleColumn), {
    message: "name FOCUS columns such as SubAccountName or ServiceName",
  });

const ruleSchema = z.strictObject({ where: whereSchema, value: z.string().min(1) });

const splitSchema = z.strictObject({ where: whereSchema, by: z.literal("proportional") });

const dimensionSchema = z.strictObject({
  tags: z.array(z.string().min(1)).optional(),
  values: z.record(z.string(), z.string()).optional(),
  rules: z.array(ruleSchema).optional(),
  split: z.array(splitSchema).optional(),
});

/** The key `allocation` of tally.yaml: dimensions such as team, by their names. */
export const allocationSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9_]*$/, "use small letters, digits and _"), dimensionSchema)
  .default({});

/** The built-in dimensions with what tally.yaml says of them and adds. */
export function allocationOf(own: z.infer<typeof allocationSchema>): AllocationDimension[] {
  const dimensions: Record<string, z.infer<typeof dimensionSchema>> = { ...DEFAULT_ALLOCATION };
  for (const [name, settings] of Object.entries(own)) {
    dimensions[name] = { ...dimensions[name], ...settings };
  }
  return Object.entries(dimensions).map(([name, { tags, values, rules, split }]) => ({
    name,
    tags: tags ?? [],
    values: Object.fromEntries(
      Object.entries(values ?? {}).map(([from, to]) => [from.trim().toLowerCase(), to]),
    ),
    rules: rules ?? [],
    split: split ?? [],
  }));
}
