import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { REPORT_KINDS, type Schedule } from "#src/schedule-book";

/** The skills whose answers may be sent again and again: they read, and their periods move with the days. */
const SUBSCRIBABLE: ReadonlySet<string> = new Set([
  "get-spend",
  "compare-spend",
  "explain-change",
  "forecast-spend",
  "list-budgets",
  "list-anomalies",
  "list-recommendations",
  "list-plans",
  "get-freshness",
]);
/** Their days aren't kept as words, so that they couldn't move: what is sent is of the usual days. */
const ANYTIME: ReadonlySet<string> = new Set(["list-anomalies"]);

const filteredSchema = z.object({ filters: z.array(filterSchema).default([]) });

/** A skill with its input, as it answered. */
interface Answered {
  readonly skill: string;
  readonly input: unknown;
}

/** What can be sent by itself, as `schedule-report` takes it. */
export type Subscription = Pick<Schedule, "kind"> &
  Partial<Pick<Schedule, "filters"> & { readonly call: NonNullable<Schedule["call"]> }>;

/** What is sent again and again of an answer: a report as it is, any other by its call; null where it can't be. */
export function subscriptionTo({ skill, input }: Answered): Subscription | null {
  if (isReport(skill)) {
    const { filters } = filteredSchema.parse(input);
    return { kind: skill, ...(filters.length === 0 ? {} : { filters }) };
  }
  if (!isSubscribable(skill)) return null;
  return { kind: "answer", call: { skill, input: ANYTIME.has(skill) ? undated(input) : input } };
}

/** Whether a skill gives a report of its own. */
export function isReport(skill: string): skill is Exclude<Schedule["kind"], "answer"> {
  return skill !== "answer" && (REPORT_KINDS as readonly string[]).includes(skill);
}

/** Whether a skill's answers, which are no reports, can be sent again and again. */
export function isSubscribable(skill: string): boolean {
  return SUBSCRIBABLE.has(skill);
}

function undated(input: unknown): unknown {
  return Object.fromEntries(
    Object.entries(input as object).filter(([field]) => field !== "period"),
  );
}
