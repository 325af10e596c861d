import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";
import type { Filter } from "#src/store/cost-query";
import type { Said } from "./suppressions.ts";

/** What somebody recommends: that charges whose cost has risen cost again what they did. */
export const suggestionSchema = z.strictObject({
  /** Of the recommendation that comes of it. */
  key: z.string().min(1),
  /** What these charges are, in people's words. */
  label: z.string().min(1),
  /** The charges that cost more. */
  filters: z.array(filterSchema).min(1),
  currency: z.string().min(1),
  /** The first UTC day on which they did. */
  start: z.iso.date(),
});

export type Suggestion = z.infer<typeof suggestionSchema>;

/** A suggestion, and who made it when. */
export interface HeldSuggestion extends Suggestion {
  /** E-mail; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly at: string;
}

/** What people recommend themselves, by somebody who sees a part of the bill. */
export interface SuggestionBook {
  /** Those made by the end of a UTC day about charges that the asker sees all of, the oldest first. */
  held(today: Day): readonly HeldSuggestion[];
  /**
   * What must be added to filters so that they keep only what the asker sees; null where that takes more than filters
   * can say.
   */
  limitsOf(filters: readonly Filter[]): readonly Filter[] | null;
  /** What was kept under an action id; null where nothing was. */
  keptBy(actionId: string): HeldSuggestion | null;
  /**
   * Keeps one; the same action id, or the key of one that is there, changes nothing.
   * @returns the one that is there afterwards
   */
  keep(actionId: string, suggestion: Suggestion, by: Said): HeldSuggestion;
}
