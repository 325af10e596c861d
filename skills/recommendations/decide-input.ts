import { z } from "zod";
import { DISMISS_REASONS } from "#src/recommendations/recommendation";
import { pickFields } from "./recommendation-list.ts";

/** Characters. */
export const LONGEST_NOTE = 500;

/** What is decided about which recommendations. */
export const decideSchema = z.object({
  ...pickFields,
  all: z.boolean().default(false).describe("all that fit, where several do"),
  decision: z
    .enum(["accept", "done", "snooze", "dismiss", "reopen", "undo", "approve", "decline"])
    .describe("undo takes the asker's last step back, within ten minutes"),
  until: z.iso
    .date()
    .nullable()
    .default(null)
    .describe("the UTC day on which a snoozed one is open again"),
  days: z
    .number()
    .int()
    .positive()
    .max(366)
    .nullable()
    .default(null)
    .describe("to snooze for so many days from today; a week where nothing is said"),
  above: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe("to snooze until it would save more than this a month"),
  reason: z.enum(DISMISS_REASONS).nullable().default(null).describe("why it is dismissed"),
  note: z
    .string()
    .trim()
    .max(LONGEST_NOTE)
    .nullable()
    .default(null)
    .describe("why, in the asker's words"),
});

export type Decide = z.infer<typeof decideSchema>;
export type Decision = Decide["decision"];
