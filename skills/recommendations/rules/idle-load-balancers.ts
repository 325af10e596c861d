import { formatMoney } from "#src/cards/format";
import { placeOf } from "./lines.ts";
import { linesWithLittleTraffic } from "./little-traffic.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Per month, in the bill's currency. */
const LEAST_SAVING = 5;
/**
 * Elastic Load Balancing bills capacity units beside the hours; a hundredth of the hours' cost is about 0.03 units,
 * which is what health checks and scanners make. Other providers' charges don't tell use from standing.
 */
const METERS = {
  standing: ["LoadBalancerUsage"],
  traffic: ["LCUUsage", "LoadBalancer-Bytes", "DataProcessing-Bytes-LB"],
  leastShare: 0.01,
};

/** Load balancers that are billed by the hour and for next to no use; all that they cost is saved. */
export const idleLoadBalancers: RecommendationRule = {
  name: "idle-load-balancers",
  find(context) {
    return linesWithLittleTraffic(context, METERS)
      .filter(({ line }) => line.monthlyCost >= LEAST_SAVING)
      .map(({ line, trafficCost }) => ({
        ...placeOf(line),
        kind: "delete-idle",
        action: `Delete the load balancer ${resourceName(context, line)}`,
        reason: `It costs ${formatMoney(line.monthlyCost, line.currency)} a month, ${formatMoney(trafficCost, line.currency)} of it for traffic in the last 30 days.`,
        monthlySaving: line.monthlyCost,
      }));
  },
};
