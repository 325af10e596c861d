import { formatMoney } from "#src/cards/format";
import { contains, linesOf, placeOf } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Per month, in the bill's currency. */
const LEAST_SAVING = 1;
/** AWS has a meter of its own for addresses that nothing uses, Google bills static ones as such only then. */
const IDLE_ADDRESSES = contains("SkuMeter", "IdleAddress", "Static Ip Charge");

/** Public addresses that are held and not used; all that they cost is saved. */
export const idleAddresses: RecommendationRule = {
  name: "idle-addresses",
  find(context) {
    return linesOf(context, [IDLE_ADDRESSES], ["SkuMeter"])
      .filter(({ monthlyCost }) => monthlyCost >= LEAST_SAVING)
      .map((line) => ({
        ...placeOf(line, contains("SkuMeter", line.values[0] ?? "")),
        kind: "delete-idle",
        action: `Release the public address ${resourceName(context, line)}`,
        reason: `It is billed as idle: ${formatMoney(line.monthlyCost, line.currency)} a month for an address that nothing uses.`,
        monthlySaving: line.monthlyCost,
      }));
  },
};
