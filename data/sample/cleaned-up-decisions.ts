import { addDays, type Day, daysIn, mondayOf } from "#src/focus/day";
import type { RecommendationStatus } from "#src/recommendations/recommendation";
import { calendarDays } from "./calendar-day.ts";
import { type CleanedUp, cleanedUp } from "./cleaned-up.ts";
import { accept, type DemoDecision, done, jonas, lena, maya } from "./demo-step.ts";
import { plannedQuantity } from "./planned-cost.ts";
import type { Stream } from "./stream.ts";
import { usageStreams } from "./streams.ts";

/** What cleaning something up really saves. */
export interface DemoSaving {
  readonly name: CleanedUp;
  /** The first day on which it costs less. */
  readonly since: Day;
  /** Per month of 365/12 days, on contracted prices. */
  readonly monthlySaving: number;
}

const DAYS_PER_MONTH = 365 / 12;
/** Weekdays even out, and growth is hardly seen. */
const DAYS_LOOKED_AT = 28;

/** What the company took up and did: its bill shows it, and measuring has to find it. */
export function cleanedUpDecisions(today: Day): readonly DemoDecision[] {
  const sinceMonday = daysIn({ start: mondayOf(today), end: today });
  const taken = (
    person: typeof maya,
    kind: string,
    about: CleanedUp,
    { before, says = true, status = "verified" }: Taken,
  ): DemoDecision => {
    const daysAgo = cleanedUp[about] + sinceMonday;
    const steps = [person(daysAgo + before, accept), ...(says ? [person(daysAgo, done)] : [])];
    return { kind, about, steps, status };
  };
  return [
    taken(maya, "delete-idle", "orders-migration-copy", { before: 7 }),
    taken(lena, "delete-idle", "shard-rebuild", { before: 5, status: "open" }),
    taken(jonas, "delete-idle", "nat-legacy", { before: 4 }),
    taken(jonas, "modernise", "push-tokens", { before: 6 }),
    taken(maya, "delete-idle", "ledger-before-split", { before: 3, says: false }),
    taken(lena, "schedule", "dev-reports", { before: 8 }),
    taken(lena, "storage-class", "northwind-clickstream", { before: 5 }),
    taken(lena, "delete-idle", "spare-index", { before: 5 }),
  ];
}

interface Taken {
  /** So many days before it was done it was accepted. */
  readonly before: number;
  /** Whether somebody says that it is done; else the bill does. */
  readonly says?: boolean;
  readonly status?: RecommendationStatus;
}

/** What it saves, as it was planned. */
export function demoSavings(today: Day): readonly DemoSaving[] {
  return Object.entries(cleanedUp).map(([name, daysBefore]) => {
    const since = addDays(mondayOf(today), -daysBefore);
    const days = calendarDays(since, addDays(since, DAYS_LOOKED_AT));
    const costOf = (stream: Stream) =>
      days.reduce((sum, day) => sum + plannedQuantity(stream, day) * stream.contractedPrice, 0);
    const total = usageStreams
      .filter(({ fixed }) => fixed.ResourceName === name)
      .reduce((sum, stream) => sum + signOf(stream, since, today) * costOf(stream), 0);
    return {
      // Its keys are what the object was made of.
      name: name as CleanedUp,
      since,
      monthlySaving: (total / DAYS_LOOKED_AT) * DAYS_PER_MONTH,
    };
  });
}

/** What ends on that day is saved, less what begins on it. */
function signOf({ options: { from, goneFrom } }: Stream, since: Day, today: Day): number {
  if (goneFrom?.(today) === since) return 1;
  return from?.(today) === since ? -1 : 0;
}
