import type { PlannedChange } from "#src/analytics/forecast/planned-changes";
import { addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import type { Plan } from "#src/planned-change-book";

/** What a plan does to some charges, and when. */
export type PlannedEffect = Pick<Plan, "kind" | "size" | "from" | "until">;

/** Whether the charges through the last complete day hold a plan's effect already. */
export function hasBegun({ kind, from }: Pick<PlannedEffect, "kind" | "from">, asOf: Day): boolean {
  return kind !== "one-off" && from <= asOf;
}

/**
 * A plan as changes to the days after `asOf` and before `end`. One that has begun is in the charges, which the
 * forecast goes on with: only its end, and further growth, change something then.
 */
export function changesOf(effect: PlannedEffect, asOf: Day, end: Day): PlannedChange[] {
  const { kind, size, from } = effect;
  const until = effect.until ?? end;
  switch (kind) {
    case "one-off":
      return [{ from, until, perDay: size / daysIn({ start: from, end: until }) }];
    case "monthly":
      return hasBegun(effect, asOf)
        ? perMonth(-size, { start: until, end })
        : perMonth(size, { start: from, end: until });
    case "percent":
      return hasBegun(effect, asOf)
        ? reverted(size, { start: until, end })
        : [{ from, until, factor: 1 + size / 100 }];
    case "growth":
      return growing(effect, asOf, end);
  }
}

/** An amount a month, spread over the days of each month. */
function perMonth(size: number, period: Period): PlannedChange[] {
  return monthsOf(period).map(({ start, end }) => ({
    from: start,
    until: end,
    perDay: size / daysIn({ start: addMonths(start, 0), end: addMonths(start, 1) }),
  }));
}

/** The end of a percentage that the charges hold. */
function reverted(size: number, { start, end }: Period): PlannedChange[] {
  return size > -100 && start < end
    ? [{ from: start, until: end, factor: 1 / (1 + size / 100) }]
    : [];
}

/** A step up on the first day and with each month after it, until it ends; what has grown stays. */
function growing({ size, from, until }: PlannedEffect, asOf: Day, end: Day): PlannedChange[] {
  const steps = monthsOf({ start: from, end });
  const isKnown = ({ start }: Period) => start <= asOf;
  let factor = 1;
  return steps.map((step) => {
    const stillGrows = until === null || step.start < until;
    if (stillGrows && !isKnown(step)) factor *= 1 + size / 100;
    return { from: step.start, until: step.end, factor };
  });
}

/** A period cut at the turns of months. */
function monthsOf({ start, end }: Period): Period[] {
  const months: Period[] = [];
  for (let day = start; day < end; day = addMonths(day, 1)) {
    const next = addMonths(day, 1);
    months.push({ start: day, end: next < end ? next : end });
  }
  return months;
}
