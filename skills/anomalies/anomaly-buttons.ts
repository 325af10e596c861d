import type { ButtonsBlock, CardBlock, CardButton } from "#src/cards/card";
import type { Period } from "#src/focus/day";
import type { AnomalyAnswer } from "./anomaly-answer.ts";
import type { AnomalyList } from "./anomaly-list.ts";
import { costsMore } from "./costs-more.ts";
import type { AnomalyExplanation } from "./explanation.ts";

const MOST_RESOURCES = 20;

/** How long an anomaly can be put off at a press. */
const SNOOZES = [
  { label: "1 week", days: 7 },
  { label: "2 weeks", days: 14 },
  { label: "30 days", days: 30 },
] as const;

/** What can be done with an anomaly, by how it stands. */
export function anomalyButtons(
  { id, state }: AnomalyAnswer,
  list: AnomalyList,
  { explains }: { readonly explains: boolean },
): ButtonsBlock {
  const pick = { id, list };
  const resolve = (label: string, verdict: string): CardButton => ({
    label,
    action: { kind: "call", skill: "resolve-anomaly", input: { ...pick, verdict } },
  });
  const explain: CardButton = {
    label: "Explain",
    style: "primary",
    action: { kind: "call", skill: "explain-anomaly", input: pick },
  };
  const said = isPutAway(state)
    ? [resolve("Reopen", "reopened")]
    : [
        ...(state === "open" ? [resolve("Acknowledge", "acknowledged")] : []),
        resolve("Expected", "expected"),
        resolve("Not useful", "not-useful"),
      ];
  return { type: "buttons", buttons: [...(explains ? [explain] : []), ...said] };
}

/** How long an anomaly may be put off: a choice, or a day; nothing for one that is already. */
export function snoozeChoices({ id, state }: AnomalyAnswer, list: AnomalyList): CardBlock[] {
  if (state !== "open" && state !== "acknowledged") return [];
  const options = SNOOZES.map(({ label, days }): CardButton => {
    const input = { id, list, verdict: "snoozed", days };
    return { label, action: { kind: "call", skill: "resolve-anomaly", input } };
  });
  return [
    { type: "select", label: "Snooze for", options },
    {
      type: "date",
      label: "Snooze until",
      action: { kind: "ask", question: "snooze it until {date}" },
    },
  ];
}

/** Makes a recommendation of an anomaly; nothing where it costs less, or is over: there is nothing to bring back. */
export function recommendButtons(anomaly: AnomalyAnswer, list: AnomalyList): CardButton[] {
  const { id, state } = anomaly;
  if (!costsMore(anomaly) || isPutAway(state)) return [];
  const action = { kind: "call" as const, skill: "suggest-recommendation", input: { id, list } };
  return [{ label: "Make a recommendation", action }];
}

/** Shows the resources of an anomaly, those that changed most first. */
export function resourcesButton(
  { charges, comparedWith }: AnomalyExplanation,
  period: Period,
  { direction }: AnomalyAnswer,
): CardButton {
  const input = {
    period,
    filters: charges,
    groupBy: ["ResourceId"],
    order: { by: "delta", direction: direction === "up" ? "descending" : "ascending" },
    limit: MOST_RESOURCES,
    compare: { kind: "period", period: comparedWith, running: false },
  };
  return { label: "Show resources", action: { kind: "call", skill: "compare-spend", input } };
}

function isPutAway(state: AnomalyAnswer["state"]): boolean {
  return state !== "open" && state !== "resolved";
}
