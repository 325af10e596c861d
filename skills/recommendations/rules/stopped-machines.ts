import { formatMoney } from "#src/cards/format";
import { addMonths, type Period } from "#src/focus/day";
import { linesOf, placeOf, usageQuery } from "./lines.ts";
import { isMachine, MACHINE_DIMENSIONS, MACHINE_SERVICES, MACHINES } from "./machines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule, RuleContext } from "./rule.ts";

/** So far back machine hours are looked for: each month more has to be read resource by resource. */
const MONTHS_BACK = 6;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 5;

/**
 * Machines that ran once and not in the last 30 days, and whose storage and addresses still cost under the same
 * resource; all that they cost is saved. Volumes with ids of their own aren't known to be a stopped machine's.
 */
export const stoppedMachines: RecommendationRule = {
  name: "stopped-machines",
  find(context) {
    const stopped = stoppedSince(context);
    if (stopped.size === 0) return [];
    const left = linesOf(context, [MACHINE_SERVICES]).filter(({ resourceId }) =>
      stopped.has(resourceId ?? ""),
    );
    const own = Map.groupBy(left, ({ resourceId }) => resourceId);
    return [...own.values()].flatMap((lines) => {
      const [line] = lines;
      const monthlyCost = lines.reduce((sum, part) => sum + part.monthlyCost, 0);
      if (line === undefined || monthlyCost < LEAST_SAVING) return [];
      return [
        {
          ...placeOf({ ...line, monthlyCost }),
          kind: "delete-idle" as const,
          action: `Keep a snapshot of the stopped ${resourceName(context, line)} and delete the rest`,
          reason: `It hasn't run in the last 30 days, and what is left of it costs ${formatMoney(monthlyCost, line.currency)} a month.`,
          monthlySaving: monthlyCost,
        },
      ];
    });
  },
};

/** Resources with machine hours in the last months and none in the last 30 days. */
function stoppedSince({ costs, days }: RuleContext): ReadonlySet<string> {
  const period: Period = { start: addMonths(days.end, -MONTHS_BACK), end: days.start };
  const groupBy = ["ResourceId", ...MACHINE_DIMENSIONS];
  const { rows } = costs.query({ ...usageQuery(period, MACHINES), groupBy, compare: days });
  const machines = rows.filter(({ keys: [id, ...kind] }) => id !== null && isMachine(kind));
  const running = new Set(machines.flatMap(({ keys: [id], previous }) => (previous ? id : [])));
  const ids = machines.flatMap(({ keys: [id] }) => id ?? []);
  return new Set(ids.filter((id) => !running.has(id)));
}
