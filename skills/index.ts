import { getFreshness } from "#skills/about/get-freshness";
import { compareSpend } from "#skills/spend/compare-spend";
import { getSpend } from "#skills/spend/get-spend";
import type { AnySkill } from "#src/skill";

/** Everything that Tally can do. */
export const skills: readonly AnySkill[] = [getSpend, compareSpend, getFreshness];
