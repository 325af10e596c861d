import type { Day } from "#src/focus/day";
import type { Measured } from "./measured.ts";
import type { DismissReason, RecommendationStatus } from "./recommendation.ts";

/** One step in the life of a recommendation; steps are only ever added. */
export interface Step {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly by: StepBy;
  readonly what: StepWhat;
  /** What it would have saved a month at that time, in the recommendation's currency. */
  readonly monthlySaving: number;
  readonly note: string | null;
}

/** Who took a step: a person, what a source lists, or what was measured. */
export type StepBy =
  | {
      readonly kind: "person";
      readonly person: string;
      /** A channel's name, `slack:T0123/C0456`, or another word for the place. */
      readonly from: string;
      /** The message in whose thread it was, as couriers name it. */
      readonly thread?: string;
    }
  | { readonly kind: "source" }
  | { readonly kind: "measurement" };

export type StepWhat =
  | { readonly kind: "accept" }
  /** Somebody else has to approve before this day is over. */
  | { readonly kind: "request-approval"; readonly expires: Day }
  | { readonly kind: "approve" }
  | { readonly kind: "decline" }
  /** `since`: the first day on which it cost less, where nobody said so. */
  | { readonly kind: "done"; readonly since?: Day }
  /** `measured` is absent where it couldn't be. */
  | { readonly kind: "verify"; readonly isVerified: boolean; readonly measured?: Measured }
  /** Open again on this day, or once it would save more than this a month; at least one is set. */
  | { readonly kind: "snooze"; readonly until: Day | null; readonly above: number | null }
  | { readonly kind: "dismiss"; readonly reason: DismissReason }
  | { readonly kind: "reopen"; readonly cause: string }
  | { readonly kind: "assign"; readonly owner: string | null }
  | { readonly kind: "gone" }
  | { readonly kind: "back" }
  /** Takes back the last step that a person took. */
  | { readonly kind: "undo" };

/** What comes of all steps so far. */
export interface Standing {
  readonly status: RecommendationStatus;
  /** Whom it was given to by hand; null where it wasn't: tags and directory tell. */
  readonly owner: string | null;
  /** The step that brought it here; null for one that nobody has touched, or that is open again by itself. */
  readonly step: Step | null;
}

/** When a standing is asked for, and what the recommendation would save then. */
export interface Present {
  readonly today: Day;
  readonly monthlySaving: number;
}

/** For how long a person may take a step back, in milliseconds. */
export const UNDO_TIME = 600_000;

/** What may be done where. What isn't listed may be done everywhere. */
const POSSIBLE_FROM: Readonly<Partial<Record<StepWhat["kind"], readonly RecommendationStatus[]>>> =
  {
    accept: ["open", "snoozed", "dismissed", "not-verified"],
    "request-approval": ["open", "snoozed", "dismissed", "not-verified"],
    approve: ["awaiting-approval"],
    decline: ["awaiting-approval"],
    done: ["open", "snoozed", "accepted", "not-verified"],
    verify: ["done"],
    snooze: ["open", "snoozed", "accepted", "not-verified"],
    dismiss: ["open", "snoozed", "awaiting-approval", "accepted", "not-verified"],
    reopen: [
      "snoozed",
      "dismissed",
      "awaiting-approval",
      "accepted",
      "done",
      "verified",
      "not-verified",
    ],
  };

const STATUS_AFTER: Readonly<Partial<Record<StepWhat["kind"], RecommendationStatus>>> = {
  accept: "accepted",
  "request-approval": "awaiting-approval",
  approve: "accepted",
  decline: "open",
  done: "done",
  snooze: "snoozed",
  dismiss: "dismissed",
  reopen: "open",
};

/** What a source no longer lists is gone, unless people have decided or done something about it. */
const ENDS_WITH_ITS_SOURCE: readonly RecommendationStatus[] = [
  "open",
  "snoozed",
  "awaiting-approval",
];

/** Where a recommendation stands after its steps, the oldest first. */
export function standingAfter(steps: readonly Step[], present: Present): Standing {
  const counting = countingSteps(steps);
  const assigned = counting.findLast(({ what }) => what.kind === "assign")?.what;
  const owner = assigned?.kind === "assign" ? assigned.owner : null;
  const decisive = counting.findLast(({ what }) => statusAfter(what) !== null) ?? null;
  const isOpen = decisive === null || isOver(decisive.what, present);
  const status = isOpen ? "open" : (statusAfter(decisive.what) ?? "open");
  const listing = lastListing(counting);
  const isEnded = listing?.what.kind === "gone" && ENDS_WITH_ITS_SOURCE.includes(status);
  if (isEnded && !isReopenedSince(listing, counting)) {
    return { status: "gone", owner, step: listing };
  }
  return { status, owner, step: isOpen ? null : decisive };
}

/** What was opened again since its source listed it no more is open, whether or not it is listed. */
function isReopenedSince(gone: Step, counting: readonly Step[]): boolean {
  return counting.slice(counting.lastIndexOf(gone)).some(({ what }) => what.kind === "reopen");
}

/** The step by which a source lists it no more, or lists it again; null for one that was always listed. */
export function lastListing(steps: readonly Step[]): Step | null {
  return steps.findLast(({ what }) => what.kind === "gone" || what.kind === "back") ?? null;
}

/** Whether a step can be taken where a recommendation stands. */
export function mayTake({ status }: Standing, what: StepWhat): boolean {
  return POSSIBLE_FROM[what.kind]?.includes(status) ?? true;
}

/** The step that a person may take back at an instant: the last one of a person, if it is theirs and fresh. */
export function undoableStep(steps: readonly Step[], person: string, now: Date): Step | null {
  const step = undoable(steps, now);
  return step?.by.kind === "person" && step.by.person === person ? step : null;
}

/** The step that whoever took it may take back at an instant: the last one of a person, if it is fresh. */
export function undoable(steps: readonly Step[], now: Date): Step | null {
  const last = countingSteps(steps).findLast(({ by }) => by.kind === "person") ?? null;
  if (last === null) return null;
  return now.getTime() - Date.parse(last.at) <= UNDO_TIME ? last : null;
}

/** A snooze that has ended, or an approval that nobody gave in time. */
function isOver(what: StepWhat, { today, monthlySaving }: Present): boolean {
  if (what.kind === "request-approval") return today > what.expires;
  if (what.kind !== "snooze") return false;
  const isLater = what.until !== null && today >= what.until;
  return isLater || (what.above !== null && monthlySaving > what.above);
}

/** Null for a step that leaves it where it is. */
function statusAfter(what: StepWhat): RecommendationStatus | null {
  if (what.kind === "verify") return what.isVerified ? "verified" : "not-verified";
  return STATUS_AFTER[what.kind] ?? null;
}

/** The steps that count: neither taken back nor taking back. */
export function countingSteps(steps: readonly Step[]): readonly Step[] {
  const counting: Step[] = [];
  for (const step of steps) {
    if (step.what.kind !== "undo") counting.push(step);
    else {
      const at = counting.findLastIndex(({ by }) => by.kind === "person");
      if (at >= 0) counting.splice(at, 1);
    }
  }
  return counting;
}
