import { Cron } from "croner";

/** When something is due, again and again. */
export interface Timing {
  /** The first instant after another one; null where it is never due again. */
  next(after: Date): Date | null;
}

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const INTERVAL = /^every (?:(\d{1,4}) )?(minute|hour|day)s?$/;

/**
 * Reads a cron expression, `15 6-18/4 * * MON-FRI`, or an interval, `every 4 hours`.
 * @param timeZone of IANA, that a cron expression is meant in: "Europe/Berlin"
 * @throws SyntaxError with what is wrong
 */
export function timingOf(text: string, timeZone: string): Timing {
  const [, count = "1", unit] = INTERVAL.exec(text) ?? [];
  if (unit !== undefined) {
    return intervalOf(Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS]);
  }
  const cron = cronOf(text, timeZone);
  return { next: (after) => cron.nextRun(after) };
}

function intervalOf(milliseconds: number): Timing {
  if (milliseconds === 0) throw new SyntaxError("leave some time between");
  return { next: (after) => new Date(after.getTime() + milliseconds) };
}

function cronOf(text: string, timezone: string): Cron {
  const hint = 'write a cron expression, "15 */4 * * *", or an interval, "every 4 hours"';
  try {
    // Paused, it only reckons: the scheduler has the clock.
    return new Cron(text, { paused: true, timezone, mode: "5-part" });
  } catch {
    throw new SyntaxError(hint);
  }
}
