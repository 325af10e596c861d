import { formatMoney } from "#src/cards/format";
import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import { contains, linesOf, placeOf, usageQuery } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule, RuleContext } from "./rule.ts";

/** What is kept longer than the usual three months of backups is looked at. */
const OLD_DAYS = 90;
/** Snapshots that backups still add to change by more than this share. */
const SAME_SIZE = 0.01;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 5;
const DAYS_COMPARED = 7;
const MOST_MONTHS_BACK = 13;
const SNAPSHOTS = contains(
  "SkuMeter",
  "EBS:SnapshotUsage",
  "Snapshots Stored",
  "Storage PD Snapshot",
);

/** Snapshots that have cost the same for three months: nothing is added to them. All that they cost is saved. */
export const oldSnapshots: RecommendationRule = {
  name: "old-snapshots",
  find(context) {
    const [lately, before] = weeksCompared(context.days.end);
    if (before === undefined) return [];
    const now = costByResource(context, lately);
    const then = costByResource(context, before);
    return linesOf(context, [SNAPSHOTS]).flatMap((line) => {
      const { resourceId, monthlyCost, currency } = line;
      const former = then.get(resourceId ?? "") ?? 0;
      if (resourceId === null || former <= 0 || monthlyCost < LEAST_SAVING) return [];
      const change = Math.abs((now.get(resourceId) ?? 0) / former - 1);
      if (change > SAME_SIZE) return [];
      return [
        {
          ...placeOf(line, SNAPSHOTS),
          kind: "delete-idle" as const,
          action: `Delete the snapshot ${resourceName(context, line)}, or archive it`,
          reason: `Nothing was added to it since ${before.start} or earlier; it costs ${formatMoney(monthlyCost, currency)} a month.`,
          monthlySaving: monthlyCost,
        },
      ];
    });
  },
};

/**
 * The last days of the last whole month, and those of the latest month, at least 90 days before, that is as long:
 * providers divide a month's price by its days, so that the same costs more a day in February.
 */
function weeksCompared(end: Day): readonly [Period, Period?] {
  const weekBefore = (day: Day): Period => ({ start: addDays(day, -DAYS_COMPARED), end: day });
  const thisMonth = addMonths(end, 0);
  const lengthBefore = (month: Day) => daysIn({ start: addMonths(month, -1), end: month });
  const months = Array.from({ length: MOST_MONTHS_BACK }, (_, back) => addMonths(thisMonth, -back));
  const former = months.find(
    (month) =>
      daysIn({ start: month, end: thisMonth }) >= OLD_DAYS &&
      lengthBefore(month) === lengthBefore(thisMonth),
  );
  return former === undefined
    ? [weekBefore(thisMonth)]
    : [weekBefore(thisMonth), weekBefore(former)];
}

function costByResource({ costs }: RuleContext, period: Period): ReadonlyMap<string, number> {
  const query = { ...usageQuery(period, [SNAPSHOTS]), groupBy: ["ResourceId"] };
  return new Map(costs.query(query).rows.map(({ keys: [id], value }) => [id ?? "", value ?? 0]));
}
