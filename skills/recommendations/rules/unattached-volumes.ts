import { formatMoney } from "#src/cards/format";
import { contains, linesOf, placeOf } from "./lines.ts";
import { resourceName } from "./resource-name.ts";
import type { RecommendationRule } from "./rule.ts";

/** Per month, in the bill's currency. */
const LEAST_SAVING = 1;
/** Meters of block storage at AWS, Azure and Google Cloud. */
const VOLUMES = contains("SkuMeter", "EBS:VolumeUsage", " Disk", "PD Capacity");
/** Charges don't tell whether a volume is attached; inventory jobs write it into tags such as these. */
const STATE_TAGS = ["tag:volume-state", "tag:disk-state", "tag:attachment", "tag:attachment-state"];
const UNATTACHED = /^(?:available|unattached|detached|unused|orphaned)$/i;

/** Volumes that a tag says nothing is attached to; all that they cost is saved. */
export const unattachedVolumes: RecommendationRule = {
  name: "unattached-volumes",
  find(context) {
    return linesOf(context, [VOLUMES], STATE_TAGS).flatMap((line) => {
      const state = line.values.find((value) => value !== null && UNATTACHED.test(value.trim()));
      if (state === undefined || line.resourceId === null) return [];
      if (line.monthlyCost < LEAST_SAVING) return [];
      return [
        {
          ...placeOf(line),
          kind: "delete-idle" as const,
          action: `Take a snapshot of the volume ${resourceName(context, line)} and delete it`,
          reason: `Its tags say that it is ${state}; it costs ${formatMoney(line.monthlyCost, line.currency)} a month.`,
          monthlySaving: line.monthlyCost,
        },
      ];
    });
  },
};
