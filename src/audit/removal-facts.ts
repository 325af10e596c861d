import { z } from "zod";
import { BEGINNING } from "./chain.ts";

const retentionSchema = z.object({
  /** Entries up to this number are removed, and the hash that the last of them had. */
  entriesUntil: z.number().int().min(0),
  entriesHash: z.string(),
  /** Texts of entries up to this number are removed. */
  textsUntil: z.number().int().min(0),
});

/** What an entry of the kind `retention` says. */
export type Retention = z.infer<typeof retentionSchema>;

/** As long as nothing was ever removed. */
export const NOTHING_REMOVED: Retention = {
  entriesUntil: BEGINNING.number,
  entriesHash: BEGINNING.hash,
  textsUntil: 0,
};

/** What such an entry's `what` says; one that was tampered with says that nothing was removed. */
export function readRetention(what: string): Retention {
  try {
    return retentionSchema.parse(JSON.parse(what));
  } catch {
    return NOTHING_REMOVED;
  }
}
