import { formatMoney } from "#src/cards/format";
import { contains, is, linesOf, placeOf } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Less transfer than this a month isn't worth the work, in the bill's currency. */
const LEAST_COST = 1000;

/** Transfer inside of a cloud that is billed by the gigabyte; transfer to customers is what they are served with. */
const HOT_SPOTS = [
  {
    meters: ["NatGateway-Bytes", "NAT Gateway Data Processed"],
    // Storage and registries are most of what goes through, and endpoints to them cost nothing or a quarter.
    savedShare: 0.4,
    action: "Send traffic to storage and registries through endpoints, not through",
    isOf: "goes through a NAT gateway",
  },
  {
    meters: ["DataTransfer-Regional-Bytes", "Inter-Zone", "Inter Zone", "InterZone"],
    savedShare: 0.3,
    action: "Keep traffic within availability zones:",
    isOf: "crosses availability zones",
  },
  {
    meters: ["-AWS-Out-Bytes", "Inter-Region", "Inter Region", "InterRegion"],
    savedShare: 0.3,
    action: "Copy less between regions, and compressed:",
    isOf: "goes to other regions",
  },
] as const;

/** Gateways and accounts where transfer inside of the cloud costs a lot. */
export const transferHotSpots: RecommendationRule = {
  name: "transfer-hot-spots",
  find(context) {
    return HOT_SPOTS.flatMap(({ meters, savedShare, action, isOf }) =>
      linesOf(context, [contains("SkuMeter", ...meters)], ["SkuMeter"])
        .filter(({ monthlyCost }) => monthlyCost >= LEAST_COST)
        .map((line) => {
          const meter = line.values[0] ?? "";
          const place = placeOf(line, is("SkuMeter", meter));
          return {
            ...place,
            kind: "reduce-transfer" as const,
            thing: `${place.thing}/${meter}`,
            action: `${action} ${resourceName(context, line)}`,
            reason: `What ${isOf} costs ${formatMoney(line.monthlyCost, line.currency)} a month.`,
            monthlySaving: line.monthlyCost * savedShare,
          };
        }),
    );
  },
};
