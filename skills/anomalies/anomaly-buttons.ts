import type { ButtonsBlock, CardButton } from "#src/cards/card";
import type { AnomalyAnswer } from "./anomaly-answer.ts";
import type { AnomalyList } from "./anomaly-list.ts";

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
  const isSaid = state === "acknowledged" || state === "expected";
  const said = isSaid
    ? [resolve("Reopen", "reopened")]
    : [
        ...(state === "open" ? [resolve("Acknowledge", "acknowledged")] : []),
        resolve("Expected", "expected"),
        resolve("Not useful", "not-useful"),
      ];
  return { type: "buttons", buttons: [...(explains ? [explain] : []), ...said] };
}
