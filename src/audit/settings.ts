import { z } from "zod";

const LONGEST = 3_660;

/** The key `audit` of tally.yaml: for how many days it is kept who did what. */
export const auditSchema = z
  .strictObject({
    /** Entries, without what people wrote. */
    entryDays: z.number().int().min(1).max(LONGEST).default(730),
    /** What people wrote. */
    textDays: z.number().int().min(1).max(LONGEST).default(90),
  })
  .refine(({ entryDays, textDays }) => textDays <= entryDays, {
    path: ["textDays"],
    message: "texts can't be kept for longer than their entries",
  });

export type AuditSettings = z.infer<typeof auditSchema>;
