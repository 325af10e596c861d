import { formatMoney } from "#src/cards/format";
import { addDays, type Day } from "#src/focus/day";
import { type Daily, dailyCosts, type Line, linesOf, ON_DEMAND, placeOf } from "./lines.ts";
import { isMachine, MACHINE_DIMENSIONS, MACHINES } from "./machines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule, RuleContext } from "./rule.ts";

/** Twelve hours on five days are 60 of a week's 168 hours. */
const SAVED_SHARE = 1 - 60 / 168;
const DAYS_LOOKED_AT = 28;
/** A machine that is never switched off costs the same every day, as far as this share. */
const MOST_UNEVEN = 0.02;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 20;
/** Environments, and where none is known accounts, that nobody outside of the company needs at night. */
const NON_PRODUCTION =
  /(?:^|[^a-z])(?:dev|development|test|testing|qa|staging|stage|stg|sandbox|playground|demo)(?:$|[^a-z])/i;

/** Machines of non-production environments that cost the same on each of 28 days, nights and weekends included. */
export const alwaysOn: RecommendationRule = {
  name: "always-on",
  find(context) {
    const period = { start: addDays(context.days.end, -DAYS_LOOKED_AT), end: context.days.end };
    const days = Array.from({ length: DAYS_LOOKED_AT }, (_, index) => addDays(period.start, index));
    const filters = [...MACHINES, ON_DEMAND];
    const candidates = linesOf(context, filters, [...MACHINE_DIMENSIONS, ...environments(context)])
      .filter((line) => line.resourceId !== null && isMachine(line.values))
      .filter((line) => line.monthlyCost * SAVED_SHARE >= LEAST_SAVING)
      .filter((line) => isNonProduction(context, line));
    const even = new Set(
      dailyCosts(context, filters, ["ResourceId", ...MACHINE_DIMENSIONS], period)
        .filter((daily) => isEven(daily, days))
        .map(({ values: [id, , meter] }) => `${id} ${meter}`),
    );
    return candidates
      .filter(({ resourceId, values: [, meter] }) => even.has(`${resourceId} ${meter}`))
      .map((line) => ({
        ...placeOf(line),
        kind: "schedule",
        action: `Switch ${resourceName(context, line)} off at night and on weekends`,
        reason: `It isn't for production and ran on every day of four weeks without a break, for ${formatMoney(line.monthlyCost, line.currency)} a month. Twelve hours on working days cost 36% of that.`,
        monthlySaving: line.monthlyCost * SAVED_SHARE,
      }));
  },
};

function environments({ costs }: RuleContext): readonly string[] {
  return costs.allocationDimensions.filter((name) => name === "environment");
}

function isNonProduction(
  { costs }: RuleContext,
  { subAccountId, values: [, , environment] }: Line,
) {
  const known = environment ?? costs.nameOf("SubAccountId", subAccountId) ?? "";
  return NON_PRODUCTION.test(known);
}

function isEven({ costs }: Daily, days: readonly Day[]): boolean {
  const amounts = days.map((day) => costs.get(day) ?? 0);
  const least = Math.min(...amounts);
  return least > 0 && Math.max(...amounts) <= least * (1 + MOST_UNEVEN);
}
