import { selectRecommendations } from "#skills/recommendations/list-selection";
import type { RecommendationAnswer } from "#skills/recommendations/recommendation-answer";
import { recommendationActions } from "#skills/recommendations/recommendation-buttons";
import { recommendationListSchema } from "#skills/recommendations/recommendation-list";
import { savingsOnce } from "#skills/recommendations/recommendation-table";
import { recommendationSentence } from "#skills/recommendations/recommendation-words";
import type { Card, CardBlock, SkillCall } from "#src/cards/card";
import { formatMoney } from "#src/cards/format";
import { daysIn } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";

/** What was accepted and isn't done is brought to mind after so many days, then after twice as many … */
const REMIND_AFTER_DAYS = 14;
/** So many of those that nobody has are shown with their buttons. */
const SHOWN = 3;
/** Below this they aren't worth the interruption; a month, in any currency. */
const WORTH_A_WORD = 200;

const NOWHERE = { team: null, environment: null, channelHint: null, person: null } as const;

/** Reminders of what was accepted and isn't done, and the recommendations that nobody has. */
export function decisionAlerts(context: SkillContext): Alert[] {
  return [...reminders(context), ...ownerless(context)];
}

function reminders(context: SkillContext): Alert[] {
  const list = recommendationListSchema.parse({ statuses: ["accepted"] });
  return selectRecommendations(context, list).described.flatMap((one) => {
    const since = one.step?.at.slice(0, 10);
    const days = since === undefined ? 0 : daysIn({ start: since, end: context.today });
    return days < REMIND_AFTER_DAYS ? [] : [reminderOf(one, days)];
  });
}

function reminderOf(one: RecommendationAnswer, days: number): Alert {
  const by = one.step?.person ?? "";
  const person = one.owner.name ?? (by === "" ? null : by);
  return {
    ...NOWHERE,
    key: `undone ${one.number}`,
    kind: "reminder",
    severity: "low",
    team: one.team,
    environment: one.environment,
    person,
    card: {
      title: `Accepted ${days} days ago and not done yet`,
      blocks: withActions([one]),
    },
    size: 2 ** Math.floor(Math.log2(days / REMIND_AFTER_DAYS)),
    isOver: false,
  };
}

/** One matter for all of them, for whoever looks after costs; it is told again when they are worth half as much more. */
function ownerless(context: SkillContext): Alert[] {
  const list = recommendationListSchema.parse({ statuses: ["open"], owner: "nobody" });
  const { described } = selectRecommendations(context, list);
  const savings = savingsOnce(described);
  const size = savings.reduce((sum, { value }) => sum + (value ?? 0), 0);
  if (described.length === 0 || size < WORTH_A_WORD) return [];
  const worth = savings.map(({ value, currency }) => formatMoney(value, currency)).join(" and ");
  const text = `${described.length} recommendations, worth ${worth} a month, have no owner.`;
  const card: Card = {
    title: "Nobody has these savings",
    blocks: [{ type: "text", text }, ...withActions(described.slice(0, SHOWN))],
  };
  return [
    {
      ...NOWHERE,
      key: "ownerless recommendations",
      kind: "ownerless",
      severity: "low",
      card,
      size,
      isOver: false,
    },
  ];
}

/** Each in words, with what can be done about it; the card then stands for all of them, as they are by then. */
function withActions(shown: readonly RecommendationAnswer[]): CardBlock[] {
  const numbers = shown.map(({ number }) => number);
  const redraw: SkillCall = { skill: "list-recommendations", input: { numbers } };
  return shown.flatMap((one) => [
    { type: "text", text: recommendationSentence(one) },
    ...recommendationActions(one, redraw, { explains: true }),
  ]);
}
