import { selectRecommendations } from "#skills/recommendations/list-selection";
import type { RecommendationAnswer } from "#skills/recommendations/recommendation-answer";
import { recommendationListSchema, UNDECIDED } from "#skills/recommendations/recommendation-list";
import { savingsOnce } from "#skills/recommendations/recommendation-table";
import type { CostQuestion } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { ReportDecisions, ReportVerified } from "./report-answer.ts";

/** So many decisions are shown with their buttons. */
const SHOWN = 3;

/** What waits for a decision, and what was measured to be saved in some days. */
export interface DecisionsAndSavings {
  readonly decisions: ReportDecisions;
  readonly verified: ReportVerified;
}

/** The recommendations about some charges: those to be decided by owner, and those verified in some days. */
export function decisionsAndSavings(
  context: SkillContext,
  filters: CostQuestion["filters"],
  days: Period,
): DecisionsAndSavings {
  const list = recommendationListSchema.parse({ filters, statuses: [...UNDECIDED, "verified"] });
  const { described } = selectRecommendations(context, list);
  const verified = described.filter((one) => isVerifiedIn(one, days));
  const waiting = described.filter(({ status }) => status !== "verified");
  const byOwner = Map.groupBy(waiting, ({ owner }) => owner.name);
  return {
    decisions: {
      count: waiting.length,
      savings: savingsOnce(waiting),
      byOwner: [...byOwner].map(([owner, own]) => ({
        owner,
        count: own.length,
        savings: savingsOnce(own),
      })),
      first: waiting.slice(0, SHOWN),
    },
    verified: { count: verified.length, savings: savingsOnce(verified) },
  };
}

function isVerifiedIn({ status, step }: RecommendationAnswer, { start, end }: Period): boolean {
  const day = step?.at.slice(0, 10) ?? "";
  return status === "verified" && day >= start && day < end;
}
