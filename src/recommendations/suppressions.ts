import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Day } from "#src/focus/day";
import { RECOMMENDATION_KINDS } from "#src/provider-items";
import { isAbout } from "./charges.ts";
import type { Recommendation } from "./recommendation.ts";

/** What isn't to be recommended for a time: what both filters and kinds fit; at least one of them says something. */
export const suppressionSchema = z.strictObject({
  filters: z.array(filterSchema),
  kinds: z.array(z.enum(RECOMMENDATION_KINDS)),
  /** The first UTC day on which it holds no more. */
  until: z.iso.date(),
  note: z.string().nullable(),
});

export type Suppression = z.infer<typeof suppressionSchema>;

/** A suppression that holds, and who said so when. */
export interface HeldSuppression extends Suppression {
  /** What people call it by. */
  readonly number: number;
  /** E-mail; empty for the local administrator. */
  readonly person: string;
  /** Instant, ISO 8601. */
  readonly at: string;
}

/** What isn't to be recommended; it holds for everybody, whoever said it. */
export interface SuppressionBook {
  /** Those that hold on a UTC day, the oldest first. */
  held(today: Day): readonly HeldSuppression[];
  /** Whether somebody may suppress, or take back, what these filters fit: all of it is theirs to see. */
  mayKeep(suppression: Pick<Suppression, "filters">): boolean;
  /** What was kept, or taken back, under an action id; null where nothing was. */
  keptBy(actionId: string): HeldSuppression | null;
  /** Keeps one; the same action id again changes nothing. */
  keep(actionId: string, suppression: Suppression, by: Said): void;
  /** Takes one back; the same action id again changes nothing. */
  takeBack(actionId: string, number: number, by: Said): void;
}

/** Who says something, and when. */
export interface Said {
  readonly person: string;
  readonly now: Date;
}

/** The suppression by which a recommendation isn't shown; null where none fits. */
export function suppressionOf(
  recommendation: Recommendation,
  suppressions: readonly HeldSuppression[],
): HeldSuppression | null {
  const fitting = suppressions.find(
    ({ filters, kinds }) =>
      (kinds.length === 0 || kinds.includes(recommendation.kind)) &&
      isAbout(recommendation, filters),
  );
  return fitting ?? null;
}
