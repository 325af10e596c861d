import { z } from "zod";
import { GROUP_LISTS } from "./directory-settings.ts";
import { ROLES } from "./person.ts";
import { nameSchema, slackIdSchema, teamsIdSchema } from "./person-config.ts";

/** What a list says of somebody. */
export const entrySchema = z.strictObject({
  /** In small letters. */
  email: z.email().max(254).toLowerCase(),
  slack: slackIdSchema.max(100).nullable().default(null),
  teamsId: teamsIdSchema.max(200).toLowerCase().nullable().default(null),
  teams: sorted(nameSchema),
  /** Null where it isn't said. */
  role: z.enum(ROLES).nullable().default(null),
  /** Names of `scopes` in tally.yaml. */
  scopes: sorted(nameSchema),
  /** Groups that they are in; tally.yaml says what that means. */
  groups: sorted(z.strictObject({ list: z.enum(GROUP_LISTS), name: nameSchema })),
  /** What they may see, in words, as tally.yaml has it; null where scopes and teams say it. */
  sees: z.string().nullable().default(null),
});

export type DirectoryEntry = z.infer<typeof entrySchema>;

/** What an entry is made of. */
export type EntryInput = z.input<typeof entrySchema>;

/** An entry with the list that says it: `csv`, `csv:contractors`, `scim`, `slack:T0123`, `tally.yaml`. */
export interface HeldEntry {
  readonly origin: string;
  readonly entry: DirectoryEntry;
}

/** Without repetitions and in an order of its own, so that the same entry is the same text. */
function sorted<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .max(200)
    .default([])
    .transform((items) => {
      const byText = new Map(items.map((one) => [JSON.stringify(one), one]));
      return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    });
}
