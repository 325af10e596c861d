import { z } from "zod";
import { requireAct } from "#skills/anomalies/anomaly-rights";
import { isSameStart } from "#skills/anomalies/anomaly-state";
import { personWords } from "#skills/anomalies/anomaly-words";
import { costsMore } from "#skills/anomalies/costs-more";
import {
  type AnomalyPick,
  anomalyPickFields,
  listFor,
  onlyAnomaly,
  type Picked,
} from "#skills/anomalies/pick-anomaly";
import { formatDay } from "#src/cards/format";
import { UserError } from "#src/errors";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { HeldSuggestion, Suggestion } from "#src/recommendations/suggestions";
import { defineSkill, type SkillContext } from "#src/skill";
import { doneCard } from "./done-answer.ts";
import { ruleContext } from "./find.ts";
import { recommendationsOf } from "./list-recommendations.ts";
import {
  type RecommendationsAnswer,
  recommendationsAnswerSchema,
} from "./recommendation-answer.ts";
import { keyOf } from "./recommendation-key.ts";
import { recommendationListSchema } from "./recommendation-list.ts";
import { nameWords, savingWords } from "./recommendation-words.ts";
import { type SeenRecommendation, seenRecommendations } from "./seen-recommendation.ts";
import { suggestedRecommendations } from "./suggested-recommendation.ts";

/** “Make a recommendation of it” */
export const suggestRecommendation = defineSkill({
  name: "suggest-recommendation",
  description:
    "Makes a recommendation of an anomaly that costs more: to bring its charges back to what they cost before. It gets a number, an owner and steps like all others.",
  examples: [
    "make a recommendation of the NAT gateway anomaly",
    "turn the EC2 anomaly into a recommendation",
  ],
  access: "write",
  input: z.object(anomalyPickFields),
  output: recommendationsAnswerSchema,
  confirm(context, pick) {
    const picked = onlyAnomaly(context, pick);
    const suggestion = suggestionOf(context, pick, picked);
    const same = sameAs(context, suggestion);
    if (same !== null)
      throw new UserError(`${madeWords(madeOf(context, same), same)} Nothing was changed.`);
    const { action, ...saving } = recommendationFor(context, suggestion);
    const text = `A recommendation will be made of this anomaly: ${action}, which ${savingWords(saving)}.`;
    return { text, input: { ...pick, id: picked.found.id, nth: null } };
  },
  run(context, pick) {
    return madeAnswer(context, kept(context, pick));
  },
  present: doneCard,
});

/** Keeps it, once for the same action and for the same anomaly. */
function kept(context: SkillContext, pick: AnomalyPick): HeldSuggestion {
  const { act, suggestions } = context;
  if (act === null) throw new Error("suggest-recommendation was run without being confirmed");
  const before = suggestions.keptBy(act.actionId);
  if (before !== null) return before;
  const suggestion = suggestionOf(context, pick, onlyAnomaly(context, pick));
  const same = sameAs(context, suggestion);
  if (same !== null) return same;
  recommendationFor(context, suggestion);
  return suggestions.keep(act.actionId, suggestion, act);
}

/** @throws UserError for an anomaly that costs less, is over, or that a provider alone found */
function suggestionOf(context: SkillContext, pick: AnomalyPick, picked: Picked): Suggestion {
  const { suggestions } = context;
  const { found, answer } = picked;
  if (!costsMore(answer)) throw new UserError(whyNot(answer));
  const kept = [...found.filters, ...listFor(pick).filters];
  const seen = suggestions.limitsOf(kept);
  if (seen === null) {
    throw new UserError(
      "It reaches beyond what you may see. Name an anomaly of one team or account.",
    );
  }
  const filters = [...kept, ...seen];
  requireAct(context, picked, filters);
  const limits = filters.slice(found.filters.length).map((filter) => ` ${JSON.stringify(filter)}`);
  return {
    key: keyOf("other", `anomaly:${found.id}${limits.join("")}`),
    label: answer.label,
    filters: filters.map((filter) => ({ ...filter, values: [...filter.values] })),
    currency: found.currency,
    start: found.days.start,
  };
}

function whyNot({ label, direction, foundHere, end, monthlyIfItStays }: Picked["answer"]): string {
  if (direction === "down") return `${label} costs less, so there is nothing to bring back.`;
  if (end !== null) return `${label} is back to usual, so there is nothing to bring back.`;
  if (!foundHere || monthlyIfItStays === null) {
    return `What ${label} costs more was reckoned by its provider alone, so it can't be followed here.`;
  }
  return "It is about the whole bill. Name an anomaly of a part of it.";
}

/** The one that somebody made of the same anomaly; late charges may have moved its first day since. */
function sameAs(
  { suggestions, today }: SkillContext,
  { currency, filters, start }: Suggestion,
): HeldSuggestion | null {
  const charges = JSON.stringify(filters);
  const same = suggestions
    .held(today)
    .find(
      (one) =>
        one.currency === currency &&
        JSON.stringify(one.filters) === charges &&
        isSameStart(one.start, start),
    );
  return same ?? null;
}

/**
 * What comes of a suggestion.
 * @throws UserError where its charges, looked at by themselves, don't cost more
 */
function recommendationFor(context: SkillContext, suggestion: Suggestion): Recommendation {
  const { person, now } = context;
  const rules = ruleContext(context);
  const held = { ...suggestion, person, at: now.toISOString() };
  const [found] = rules === null ? [] : suggestedRecommendations(rules, [held]);
  if (found !== undefined) return found;
  throw new UserError(
    `${suggestion.label}, looked at by itself, costs what is usual, so there is nothing to bring back.`,
  );
}

/** @throws UserError where it couldn't be numbered yet, since the store is being written to */
function madeOf(context: SkillContext, { key }: HeldSuggestion): SeenRecommendation {
  const made = seenRecommendations(context).find(
    ({ recommendation }) => recommendation.key === key,
  );
  if (made !== undefined) return made;
  throw new UserError(
    "The suggestion is kept. The store is busy, so it gets its number a little later: ask for recommendations then.",
  );
}

function madeAnswer(context: SkillContext, suggestion: HeldSuggestion): RecommendationsAnswer {
  const made = madeOf(context, suggestion);
  const list = recommendationListSchema.parse({ numbers: [made.number] });
  const notes = [madeWords(made, suggestion)];
  return { ...recommendationsOf(context, list), notes, suggestions: ["What else can we save?"] };
}

/** `12 (Bring … back to …), which saves $100.00 a month …: suggested by ann@example.com on 20 November 2026.` */
function madeWords(
  { number, recommendation }: SeenRecommendation,
  { person, at }: HeldSuggestion,
): string {
  const name = nameWords({ number, action: recommendation.action });
  const by = `suggested by ${personWords(person)} on ${formatDay(at.slice(0, 10))}`;
  return `${name}, which ${savingWords(recommendation)}: ${by}.`;
}
