/** What begins the action_id of everything that can be pressed or chosen; the issued id follows. */
export const PRESS_PREFIX = "press:";
/** The action_id of the thumbs under an answer. */
export const FEEDBACK_ACTION = "feedback";

/** The action_id of a button, a select or a date picker. A select's options carry their own ids as values. */
export function pressActionId(issuedId: string): string {
  return `${PRESS_PREFIX}${issuedId}`;
}

/** The value of a thumb under an answer. */
export function feedbackValue(verdict: "good" | "bad", answerId: string): string {
  return `${verdict}:${answerId}`;
}

/** What a thumb's value says; null for one that isn't ours. */
export function readFeedbackValue(
  value: string,
): { readonly verdict: "good" | "bad"; readonly answerId: string } | null {
  const [verdict, ...rest] = value.split(":");
  const answerId = rest.join(":");
  if ((verdict !== "good" && verdict !== "bad") || answerId === "") return null;
  return { verdict, answerId };
}

/** The issued id and the day behind something pressed or chosen; null for what isn't ours. */
export function readPress(action: {
  readonly action_id: string;
  readonly value?: unknown;
  readonly selected_option?: unknown;
  readonly selected_date?: unknown;
}): { readonly actionId: string; readonly date?: string } | null {
  const { action_id: actionId, selected_option: option, selected_date: date } = action;
  if (!actionId.startsWith(PRESS_PREFIX)) return null;
  const chosen = optionValue(option);
  if (chosen !== null) return { actionId: chosen };
  const issued = { actionId: actionId.slice(PRESS_PREFIX.length) };
  return typeof date === "string" ? { ...issued, date } : issued;
}

function optionValue(option: unknown): string | null {
  const isOption = typeof option === "object" && option !== null && "value" in option;
  return isOption && typeof option.value === "string" ? option.value : null;
}
