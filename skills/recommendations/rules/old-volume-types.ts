import { formatMoney } from "#src/cards/format";
import { contains, linesOf, placeOf } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** By AWS's price list a gigabyte of gp3 costs a fifth less than one of gp2, with at least as much throughput. */
const SAVED_SHARE = 0.2;
/** Per month, in the bill's currency. */
const LEAST_SAVING = 1;
const GP2 = contains("SkuMeter", "VolumeUsage.gp2");

/** EBS volumes of the type gp2, which gp3 replaces without a restart. */
export const oldVolumeTypes: RecommendationRule = {
  name: "old-volume-types",
  find(context) {
    return linesOf(context, [GP2])
      .filter(
        ({ monthlyCost, resourceId }) =>
          resourceId !== null && monthlyCost * SAVED_SHARE >= LEAST_SAVING,
      )
      .map((line) => ({
        ...placeOf(line, GP2),
        kind: "modernise",
        action: `Change the volume ${resourceName(context, line)} from gp2 to gp3`,
        reason: `It costs ${formatMoney(line.monthlyCost, line.currency)} a month; gp3 costs a fifth less a gigabyte. Large volumes may need throughput bought besides.`,
        monthlySaving: line.monthlyCost * SAVED_SHARE,
        risk: "low",
      }));
  },
};
