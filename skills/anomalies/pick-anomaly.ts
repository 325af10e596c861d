import { z } from "zod";
import { filterSchema, periodSchema } from "#src/cost-question";
import { ClarifyError } from "#src/errors";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import {
  type AnomalyList,
  anomalyListSchema,
  type Listed,
  type Listing,
  listAnomaliesOf,
} from "./anomaly-list.ts";
import { ANOMALY_STATES, isSameStart, SAME_START_DAYS } from "./anomaly-state.ts";
import { shareWithin } from "./causes.ts";
import type { Finding } from "./found-anomaly.ts";

/** An anomaly is that of a thing which has this share of its change. */
const OF_IT = 0.5;
/** What is named by what it is about may be older than what is listed. */
const NAMED_DAYS = 90;
/** An id begins with its first day. */
const DAY_LENGTH = "2026-10-01".length;

/** Which anomaly is meant. Without anything said, the most severe one of the list. */
export const anomalyPickFields = {
  id: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d /, "an id that list-anomalies gave")
    .nullable()
    .default(null)
    .describe("as list-anomalies gives it"),
  nth: z
    .number()
    .int()
    .nullable()
    .default(null)
    .describe("place in the list, 1 for the first, -1 for the last"),
  filters: z.array(filterSchema).default([]).describe("what it is about: “the EC2 one”"),
  words: z.string().nullable().default(null).describe("a word of what it is called: “the NAT one”"),
  period: periodSchema.optional().describe("days on which it shows, half-open UTC days"),
  list: anomalyListSchema.optional().describe("the list that it is picked from"),
};

const anomalyPickSchema = z.object(anomalyPickFields);

export type AnomalyPick = z.infer<typeof anomalyPickSchema>;

/** An anomaly that was picked, and the list that it is from. */
export interface Picked extends Listed {
  readonly listing: Listing;
  /** How many others fit as well. */
  readonly others: number;
}

/** Why none was picked, in a sentence for the asker. */
export interface NonePicked {
  readonly problem: string;
}

/** The anomaly that is meant; of several that fit, the most severe. */
export function pickAnomaly(context: SkillContext, pick: AnomalyPick): Picked | NonePicked {
  const isNamed = pick.filters.length > 0 || pick.words !== null;
  const listing = isNamed
    ? listAnomaliesOf(context, listFor(pick), NAMED_DAYS)
    : listAnomaliesOf(context, listFor(pick));
  if (listing === null) return { problem: "There is no usage to look for anomalies in." };
  const fitting = exactly(
    pick.id,
    listing.listed.filter((one) => fits(context, one, pick)),
  );
  const at = pick.nth === null ? 0 : pick.nth > 0 ? pick.nth - 1 : fitting.length + pick.nth;
  const picked = fitting[at];
  if (picked === undefined) return { problem: noneFits(pick, listing, fitting.length) };
  const others = pick.nth === null ? fitting.length - 1 : 0;
  return { ...picked, listing, others };
}

/**
 * The anomaly that is meant, where something is to be done about it.
 * @throws ClarifyError where none or several fit
 */
export function onlyAnomaly(context: SkillContext, pick: AnomalyPick): Picked {
  const picked = pickAnomaly(context, pick);
  if ("problem" in picked) throw new ClarifyError(picked.problem);
  if (picked.others === 0) return picked;
  throw new ClarifyError(
    `${picked.others + 1} anomalies fit. Say which one you mean, such as “the second one”, or what it is about.`,
  );
}

/** The one that has an id itself, where there is one, rather than those that it may have become. */
function exactly(id: string | null, fitting: readonly Listed[]): readonly Listed[] {
  const exact = fitting.filter(({ found }) => found.id === id);
  return exact.length > 0 ? exact : fitting;
}

/** The list that an anomaly is picked from; an id is looked for around its own day, in all states. */
export function listFor({ id, list, period }: AnomalyPick): AnomalyList {
  const from = list ?? anomalyListSchema.parse(period === undefined ? {} : { period });
  if (id === null) return from;
  const start = id.slice(0, DAY_LENGTH);
  return {
    ...from,
    period: { start: addDays(start, -SAME_START_DAYS), end: addDays(start, SAME_START_DAYS + 1) },
    states: [...ANOMALY_STATES],
    minimumSeverity: "low",
    direction: null,
  };
}

function fits(
  context: SkillContext,
  { found, answer }: Listed,
  { id, filters, words }: AnomalyPick,
): boolean {
  if (id !== null && !isCalled(found, id)) return false;
  const called = `${answer.label} ${answer.cause?.label ?? ""} ${answer.owner ?? ""}`;
  if (words !== null && !lettersOf(called).includes(lettersOf(words))) return false;
  return filters.length === 0 || shareWithin(context, filters, found) >= OF_IT;
}

/** Late charges may have moved the first day since the id was given. */
function isCalled(found: Finding, id: string): boolean {
  if (found.id === id) return true;
  const isSamePattern = id.slice(DAY_LENGTH + 1) === found.pattern;
  return isSamePattern && isSameStart(id.slice(0, DAY_LENGTH), found.days.start);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function noneFits(pick: AnomalyPick, { listed }: Listing, fitting: number): string {
  if (pick.id !== null) {
    return "This anomaly isn't found any more: its charges have changed since. Ask for anomalies again.";
  }
  if (fitting > 0) return `There are ${fitting} anomalies to choose from.`;
  return listed.length === 0
    ? "There are no anomalies to choose from; name the days that you mean."
    : "None of the anomalies is about that. Ask for anomalies to see them all.";
}
