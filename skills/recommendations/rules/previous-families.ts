import { familyChanges } from "./instance-families.ts";
import type { RecommendationRule } from "./rule.ts";

/** Per month, in the bill's currency. */
const LEAST_SAVING = 5;

/** By AWS's price list of Linux machines in us-east-1, each size against the same one of the newer family. */
const SUCCESSORS = {
  m4: { family: "m6a", savedShare: 0.13 },
  m5: { family: "m6a", savedShare: 0.1 },
  c4: { family: "c6a", savedShare: 0.23 },
  c5: { family: "c6a", savedShare: 0.1 },
  r4: { family: "r6a", savedShare: 0.14 },
  r5: { family: "r6a", savedShare: 0.1 },
  t2: { family: "t3", savedShare: 0.1 },
};

/** EC2 machines on demand of families that a newer one of the same architecture undersells. */
export const previousFamilies: RecommendationRule = {
  name: "previous-families",
  find(context) {
    return familyChanges(context, {
      kind: "modernise",
      successors: SUCCESSORS,
      leastSaving: LEAST_SAVING,
      caveat: "The software stays as it is; machines restart once.",
    });
  },
};
