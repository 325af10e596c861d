import type { CardButton } from "#src/cards/card";
import type { Alert } from "#src/schedule/alert";

/** For how long an alert can be silenced at a press. */
const TIMES = [
  { label: "1 day", days: 1 },
  { label: "1 week", days: 7 },
  { label: "30 days", days: 30 },
] as const;

/** An alert whose card can silence it for a time; one that is over needs it no more, and a budget has its own way. */
export function withMute(alert: Alert): Alert {
  const { key, card, isOver, kind } = alert;
  if (isOver || kind === "budget") return alert;
  const options = TIMES.map(
    ({ label, days }): CardButton => ({
      label,
      action: { kind: "call", skill: "mute-alert", input: { key, days } },
    }),
  );
  const select = { type: "select", label: "Mute for", options } as const;
  return { ...alert, card: { ...card, blocks: [...card.blocks, select] } };
}
