import type { Granularity } from "#src/focus/granularity";
import { matchAt, slotsOf, wordAfter, wordPattern } from "./form.ts";
import type { Stretch } from "./rest.ts";
import type { Words } from "./words.ts";

/** The step of a series and the words that ask for it. */
export interface Series {
  /** Null where none is asked for, also for "over time", which leaves the step open. */
  readonly granularity: Granularity | null;
  readonly stretches: readonly Stretch[];
}

const UNIT = "(?<unit>hour|day|week|month|quarter|year)";

/** A plan or a price is no series: "monthly budget", "hourly on-demand price". */
const NO_SERIES = "(?:budgets?|prices?|pricing|limits?|savings?(?! plans?))";

const PATTERNS = [
  wordPattern(`${UNIT} by \\k<unit>`),
  wordPattern(`(?:per|by|each|every) (?:calendar |fiscal |billing )?${UNIT}(?! of week)`),
  wordPattern(`(?<=(?:^| )(?:by|per) (?:\\S+ ){1,2}(?:and|,|and by) )${UNIT}`),
  wordPattern(`each of(?: the)?(?= (?:last|past|previous|trailing) (?:\\S+ ){1,2}${UNIT}(?: |$))`),
  wordPattern(`${UNIT} wise`),
  wordPattern(
    `(?<unit>hourly|daily|weekly|monthly|quarterly|yearly)(?! (?:\\S+ ){0,2}${NO_SERIES}(?: |$))`,
  ),
  wordPattern("over time"),
];

const STEPS: ReadonlyMap<string, Granularity> = new Map(
  (["hour", "day", "week", "month", "quarter", "year"] as const).flatMap((unit) => [
    [unit, unit] as const,
    [unit === "day" ? "daily" : `${unit}ly`, unit] as const,
  ]),
);

/** The step asked for ("daily", "per week", "month by month") outside the words of periods. */
export function readSeries(words: Words, periods: readonly Stretch[]): Series {
  let granularity: Granularity | null = null;
  const stretches: Stretch[] = [];
  for (const index of words.list.keys()) {
    const step = readStep(words, index);
    if (step === null || [...periods, ...stretches].some((taken) => overlaps(taken, step)))
      continue;
    stretches.push(step);
    granularity ??= step.granularity;
  }
  return { granularity, stretches };
}

function readStep(words: Words, index: number) {
  const word = words.list[index];
  if (word?.timely !== true) return null;
  for (const pattern of PATTERNS) {
    const match = matchAt(pattern, words, word.offset);
    if (match === null) continue;
    const to = wordAfter(words, index, word.offset + match[0].length);
    return { from: index, to, granularity: STEPS.get(slotsOf(match).unit ?? "") ?? null };
  }
  return null;
}

function overlaps(left: Stretch, right: Stretch): boolean {
  return left.from < right.to && right.from < left.to;
}
