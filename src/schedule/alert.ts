import { z } from "zod";
import type { Card } from "#src/cards/card";
import { SEVERITIES, type Severity } from "#src/schedule-config";

const alertSchema = z.object({
  key: z.string().min(1),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  team: z.string().nullable(),
  environment: z.string().nullable(),
  channelHint: z.string().nullable(),
  thread: z.string().exactOptional(),
  person: z.string().nullable(),
  card: z.custom<Card>(),
  size: z.number(),
  isOver: z.boolean(),
});

/** A matter that somebody should know of, as it stands now. */
export interface Alert {
  /** Names the matter, whatever its figures: the same as long as it goes on. */
  readonly key: string;
  /** "anomaly" */
  readonly kind: string;
  readonly severity: Severity;
  readonly team: string | null;
  readonly environment: string | null;
  /** Where it is wanted, as people write it: #payments; goes before all else. */
  readonly channelHint: string | null;
  /** The message in whose thread it is wanted there, as couriers name it. */
  readonly thread?: string;
  /** E-mail of whom it concerns, told where no channel takes it. */
  readonly person: string | null;
  readonly card: Card;
  /** How large it is, in its own measure; what grows by half is told again. */
  readonly size: number;
  readonly isOver: boolean;
}

/**
 * All that goes on, and what of it ended lately. One that isn't mentioned stays as it was; one that ended before it
 * was ever told is never told.
 */
export type AlertSource = (now: Date) => readonly Alert[];

/** An alert as it was stored. */
export function readAlert(text: string): Alert {
  return alertSchema.parse(JSON.parse(text));
}

/** Sorts the gravest first, of those the largest, and what is alike by its key. */
export function byGravity(a: Alert, b: Alert): number {
  return rank(b) - rank(a) || b.size - a.size || a.key.localeCompare(b.key, "en");
}

function rank({ severity }: Alert): number {
  return SEVERITIES.indexOf(severity);
}
