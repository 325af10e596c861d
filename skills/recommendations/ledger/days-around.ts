import { addDays, type Day, type Period } from "#src/focus/day";
import { isSameThing, leaderOf, type Undertaking } from "./undertaking.ts";

/** Up to so many days before tell what was usual. */
export const DAYS_BEFORE = 56;
/** After so many days nothing more is learnt. */
export const DAYS_AFTER = 56;
/** Around the day on which it was said to be done: it may have been so some days before. */
const LEFT_OUT = { before: 3, after: 1 } as const;

/** The days before and after something was done on which nothing else was done to the same charges. */
export function daysAround(
  one: Undertaking,
  since: Day,
  { all, end }: { readonly all: readonly Undertaking[]; readonly end: Day },
): { readonly before: Period; readonly after: Period } {
  const same = all.filter((other) => isSameThing(one, other));
  const together = same.filter((other) => leaderOf(other, all) === one);
  const days = [since, ...sinceOf(together)].toSorted();
  const [first = since, last = since] = [days.at(0), days.at(-1)];
  const others = sinceOf(same.filter((other) => other !== one && !together.includes(other)));
  const start = addDays(last, 1 + LEFT_OUT.after);
  const changesBefore = others.filter((day) => day < first);
  const changesAfter = others.filter((day) => day > last);
  return {
    before: {
      start: latest(
        addDays(first, -LEFT_OUT.before - DAYS_BEFORE),
        ...changesBefore.map((day) => addDays(day, 1 + LEFT_OUT.after)),
      ),
      end: addDays(first, -LEFT_OUT.before),
    },
    after: {
      start,
      end: earliest(
        end,
        addDays(start, DAYS_AFTER),
        ...changesAfter.map((day) => addDays(day, -LEFT_OUT.before)),
      ),
    },
  };
}

function sinceOf(undertakings: readonly Undertaking[]): readonly Day[] {
  return undertakings.flatMap(({ since }) => since ?? []);
}

function earliest(first: Day, ...days: readonly Day[]): Day {
  return days.reduce((best, day) => (day < best ? day : best), first);
}

function latest(first: Day, ...days: readonly Day[]): Day {
  return days.reduce((best, day) => (day > best ? day : best), first);
}
