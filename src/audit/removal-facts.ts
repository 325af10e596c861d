import { z } from "zod";
import { BEGINNING } from "./chain.ts";
import type { AuditEntry } from "./entry.ts";

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

/**
 * What such an entry says; one that was tampered with says that nothing was removed. It speaks of entries before it:
 * one that took itself away would leave nothing of itself to be checked.
 */
export function readRetention({ number, what }: Pick<AuditEntry, "number" | "what">): Retention {
  try {
    const retention = retentionSchema.parse(JSON.parse(what));
    const { entriesUntil, textsUntil } = retention;
    return Math.max(entriesUntil, textsUntil) < number ? retention : NOTHING_REMOVED;
  } catch {
    return NOTHING_REMOVED;
  }
}
