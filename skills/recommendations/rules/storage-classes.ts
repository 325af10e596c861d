import { formatMoney } from "#src/cards/format";
import { addDays, type Day } from "#src/focus/day";
import { contains, type Line, linesOf, placeOf, usageQuery } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule, RuleContext } from "./rule.ts";

/** A class for what is rarely read costs 40 to 50 % less; half of what nobody asks for is taken to be rarely read. */
const SAVED_SHARE = 0.2;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 20;
/** Where requests cost more than this share of the storage, it is in use. */
const MOST_REQUESTS_SHARE = 0.02;
/** A bucket that shrank by more than this share in 30 days has rules, or people, that clear it. */
const MOST_SHRUNK = 0.05;
const DAYS_BACK = 30;
const DAYS_COMPARED = 7;
const SERVICES = {
  dimension: "ServiceName",
  operator: "in",
  values: ["Amazon Simple Storage Service", "Storage Accounts", "Cloud Storage"],
} as const;
/** Storage of the standard class, at AWS, Azure and Google Cloud. */
const STANDARD = /TimedStorage-ByteHrs|^Hot .*Data Stored|Standard Storage/;
const OTHER_STORAGE = /TimedStorage-|Data Stored|(?:Nearline|Coldline|Archive) Storage/;

/** Buckets that are large, in the standard class alone, don't shrink and see hardly a request. */
export const storageClasses: RecommendationRule = {
  name: "storage-classes",
  find(context) {
    const lines = linesOf(context, [SERVICES], ["SkuMeter"]);
    const before = costBefore(context);
    const buckets = Map.groupBy(lines, ({ resourceId }) => resourceId);
    buckets.delete(null);
    return [...buckets.values()].flatMap((own) => {
      const standard = own.filter(isStandard);
      const [line] = standard;
      const isTiered = own.some(
        (part) => !isStandard(part) && OTHER_STORAGE.test(part.values[0] ?? ""),
      );
      if (line === undefined || isTiered) return [];
      const monthlyCost = costOf(standard);
      const requests = costOf(own) - monthlyCost;
      const isUsed = requests > monthlyCost * MOST_REQUESTS_SHARE;
      if (isUsed || monthlyCost * SAVED_SHARE < LEAST_SAVING) return [];
      if (!isSteady(before.get(line.resourceId ?? ""))) return [];
      return [
        {
          ...placeOf({ ...line, monthlyCost }),
          kind: "storage-class" as const,
          action: `Let rarely read data of ${resourceName(context, line)} move to a cheaper storage class`,
          reason: `All of it is in the standard class, at ${formatMoney(monthlyCost, line.currency)} a month, and requests cost ${formatMoney(requests, line.currency)}. A fifth is saved if half of it is rarely read.`,
          monthlySaving: monthlyCost * SAVED_SHARE,
        },
      ];
    });
  },
};

interface Course {
  readonly now: number;
  readonly before: number;
}

/** Standard storage of the last seven days, and of those 30 days before, by resource. */
function costBefore({ costs, days: { end } }: RuleContext): ReadonlyMap<string, Course> {
  const weekUntil = (day: Day) => ({ start: addDays(day, -DAYS_COMPARED), end: day });
  const { rows } = costs.query({
    ...usageQuery(weekUntil(end), [
      SERVICES,
      contains("SkuMeter", "TimedStorage-ByteHrs", "Data Stored", "Standard Storage"),
    ]),
    groupBy: ["ResourceId"],
    compare: weekUntil(addDays(end, -DAYS_BACK)),
  });
  return new Map(
    rows.map(({ keys: [id], value, previous }) => [
      id ?? "",
      { now: value ?? 0, before: previous ?? 0 },
    ]),
  );
}

/** Storage that wasn't there 30 days ago may be gone again soon. */
function isSteady(course: Course | undefined): boolean {
  if (course === undefined || course.before <= 0) return false;
  return course.now >= course.before * (1 - MOST_SHRUNK);
}

function isStandard({ values: [meter] }: Line): boolean {
  return STANDARD.test(meter ?? "");
}

function costOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0);
}
