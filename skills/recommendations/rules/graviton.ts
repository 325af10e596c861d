import { familyChanges } from "./instance-families.ts";
import type { RecommendationRule } from "./rule.ts";

/** What is built for another architecture has to save this much a month, in the bill's currency. */
const LEAST_SAVING = 50;
/** By AWS's price list of Linux machines in us-east-1, each size against the same one on Graviton. */
const SAVED_SHARE = 0.15;

const SUCCESSORS = {
  m6i: { family: "m7g", savedShare: SAVED_SHARE },
  m7i: { family: "m7g", savedShare: SAVED_SHARE },
  c6i: { family: "c7g", savedShare: SAVED_SHARE },
  c7i: { family: "c7g", savedShare: SAVED_SHARE },
  r6i: { family: "r7g", savedShare: SAVED_SHARE },
  r7i: { family: "r7g", savedShare: SAVED_SHARE },
};

/** Current EC2 machines with Intel processors on demand, which cost less with AWS's own; older ones are another rule's. */
export const graviton: RecommendationRule = {
  name: "graviton",
  find(context) {
    return familyChanges(context, {
      kind: "move-architecture",
      successors: SUCCESSORS,
      leastSaving: LEAST_SAVING,
      caveat: "The software has to run on Arm, which charges don't tell.",
    });
  },
};
