import { measuredWords } from "#skills/recommendations/ledger/measured-words";
import { addDays, dayOfInstant } from "#src/focus/day";
import type { HeldRecommendation } from "#src/recommendations/book";
import type { Step } from "#src/recommendations/life";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";

/** For so many days a result is told; later it is no news. */
const NEWS_DAYS = 3;

/** What was measured of what people did: told where it was taken up. */
export function savingAlerts({ recommendations, today }: SkillContext): Alert[] {
  const since = addDays(today, 1 - NEWS_DAYS);
  return recommendations.held(today).flatMap((held) => {
    const step = held.steps.findLast(({ what }) => what.kind === "verify");
    if (step === undefined || dayOfInstant(new Date(step.at)) < since) return [];
    return alertOf(held, step);
  });
}

function alertOf(held: HeldRecommendation, { at, what, note }: Step): Alert[] {
  if (what.kind !== "verify") return [];
  const { number, recommendation, steps } = held;
  const { team, environment, action, currency } = recommendation;
  const taken = steps.find(({ what: { kind } }) => kind === "accept" || kind === "approve");
  const by = taken?.by.kind === "person" ? taken.by : null;
  const measured =
    what.measured === undefined
      ? (note ?? "")
      : `It saves ${measuredWords(what.measured, currency)}`;
  return [
    {
      key: `saving ${number} ${at.slice(0, 10)}`,
      kind: "saving",
      severity: "low",
      team,
      environment,
      channelHint: by?.from ?? null,
      person: by === null || by.person === "" ? null : by.person,
      card: {
        title: what.isVerified
          ? `Recommendation ${number} is verified`
          : `Recommendation ${number} doesn't show in the bill`,
        blocks: [
          { type: "text", text: `${action}. ${measured}` },
          {
            type: "buttons",
            buttons: [
              {
                label: "All savings",
                action: { kind: "ask", question: "what have we saved this year?" },
              },
            ],
          },
        ],
      },
      size: 1,
      isOver: false,
    },
  ];
}
