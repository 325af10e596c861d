import { formatMoney } from "#src/cards/format";
import { placeOf } from "./lines.ts";
import { linesWithLittleTraffic } from "./little-traffic.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Per month, in the bill's currency. */
const LEAST_SAVING = 10;
/** At AWS a gigabyte costs what an hour costs: a twentieth is about a gigabyte a day. */
const METERS = {
  standing: ["NatGateway-Hours", "NAT Gateway Uptime", "NAT Gateway - Standard Gateway"],
  traffic: ["NatGateway-Bytes", "NAT Gateway Data Processed", "NAT Gateway: Data processing"],
  leastShare: 0.05,
};

/** NAT gateways that next to nothing goes through; what they cost for being there is saved. */
export const idleNatGateways: RecommendationRule = {
  name: "idle-nat-gateways",
  find(context) {
    return linesWithLittleTraffic(context, METERS)
      .filter(({ line }) => line.monthlyCost >= LEAST_SAVING)
      .map(({ line, trafficCost }) => ({
        ...placeOf(line),
        kind: "delete-idle",
        action: `Delete the NAT gateway ${resourceName(context, line)}, or let its subnets share another one`,
        reason: `It costs ${formatMoney(line.monthlyCost, line.currency)} a month, ${formatMoney(trafficCost, line.currency)} of it for traffic.`,
        monthlySaving: line.monthlyCost,
        risk: "medium",
      }));
  },
};
