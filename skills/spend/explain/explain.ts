import type { CostQuestion } from "#src/cost-question";
import { daysIn } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Change } from "#src/store/change/change";
import type { CurrencyLeaves } from "#src/store/change/change-leaves";
import { calendarRatio, expectedNow, PER_DAY_DIMENSION } from "./calendar.ts";
import { type ChangePart, partsOf, wholePart } from "./change-parts.ts";
import type { ComparedTotals, Whole } from "./compared-totals.ts";
import { driversOf, type Look } from "./drivers.ts";
import type { CurrencyExplanation } from "./explanation.ts";
import { seriesOf, weekdaySeries } from "./series.ts";

/** What a slice may name, from the coarsest to the finest. Whether a commitment paid isn't among them: that is how. */
const COARSE = ["ServiceProviderName", "ServiceName", "SubAccountId", "RegionId", "ChargeCategory"];
const FINE = ["SkuMeter", "ResourceId"];
/** With more leaves the finest dimensions don't tell apart what happened, and take long. */
const MOST_LEAVES = 10_000;

/** A change taken apart: each currency's charges in parts that have something in common, and the rest. */
export interface DividedChange {
  readonly change: Change;
  readonly currencies: readonly CurrencyParts[];
}

/** One currency's parts. */
export interface CurrencyParts {
  readonly whole: Whole;
  readonly leaves: CurrencyLeaves;
  /** How much longer the later period is for charges that go by the day. */
  readonly ratio: number;
  readonly parts: readonly ChangePart[];
}

/** What drove the change of each currency, in parts that add up to it. */
export function explainChange(
  context: SkillContext,
  question: CostQuestion,
  totals: ComparedTotals,
): CurrencyExplanation[] {
  const { change, currencies } = divideChange(context, question, totals);
  const days = { before: daysIn(totals.other), after: daysIn(totals.main) };
  const look = lookInto(change, question, totals, currencies);
  return currencies.map(({ parts, ...told }, at) => ({
    ...told.whole,
    drivers: driversOf({ costs: context.costs, days, ...told }, parts, look[at] ?? []),
  }));
}

/** Which charges drove the change of each currency; how and since when isn't looked into. */
export function divideChange(
  { costs }: SkillContext,
  question: CostQuestion,
  totals: ComparedTotals,
): DividedChange {
  const change = costs.change({
    metric: question.metric,
    period: totals.main,
    compare: totals.other,
    basis: question.periodBasis,
    filters: question.filters,
    dimensions: [PER_DAY_DIMENSION, ...COARSE, ...costs.allocationDimensions, ...FINE],
    mostLeaves: MOST_LEAVES,
  });
  const weekdays = weekdaySeries(costs, question, totals);
  const currencies = totals.changes.flatMap((whole): CurrencyParts[] => {
    const leaves = change.currencies.find(({ currency }) => currency === whole.currency);
    if (leaves === undefined) return [];
    const ratio = calendarRatio(totals.main, totals.other, weekdays.get(whole.currency) ?? []);
    const isOneSided = whole.before === null || whole.after === null;
    const parts = isOneSided
      ? [wholePart(leaves.table)]
      : partsOf(leaves.table, expectedNow(leaves.table, ratio));
    return [{ whole, leaves, ratio, parts }];
  });
  return { change, currencies };
}

/** Reads the charges and days of all slices of all currencies at once. */
function lookInto(
  change: Change,
  question: CostQuestion,
  totals: ComparedTotals,
  currencies: readonly CurrencyParts[],
): (readonly (Look | null)[])[] {
  const partOf = new Int32Array(change.leaves).fill(-1);
  let count = 0;
  const numbers = currencies.map(({ leaves, parts }) =>
    parts.map((part) => {
      if (part.slice === null && parts.length > 1) return null;
      for (const leaf of part.leaves) partOf[leaves.numbers[leaf] as number] = count;
      return count++;
    }),
  );
  const lines = change.lines(partOf);
  const byDay = question.periodBasis === "charge" ? seriesOf(change, partOf, count, totals) : null;
  return numbers.map((ofCurrency) =>
    ofCurrency.map((part) =>
      part === null
        ? null
        : {
            lines: lines.get(part) ?? [],
            series: byDay?.[part] ?? null,
            from: totals.main.start,
          },
    ),
  );
}
