import type { Answer } from "#src/answer";
import type { ShownRows, ThreadState } from "#src/conversation";
import type { Routing } from "#src/router/router";

const ROWS_KEPT = 20;

/** What a thread holds after an answer; without a table of its own a follow-up keeps the former rows. */
export function nextState({ turn }: ThreadState, routing: Routing, answer: Answer): ThreadState {
  if (answer.status === "confirm" && answer.skill !== null) {
    const pending = { skill: answer.skill, input: answer.input, actionId: answer.id };
    return { turn, open: null, pending };
  }
  if (routing.kind === "clarify") return { turn, open: routing.open ?? null };
  if (routing.kind !== "skill") return { turn, open: null };
  const kept = routing.followsUp === true ? (turn?.rows ?? null) : null;
  const rows = shownRows(answer) ?? kept;
  return { turn: { skill: routing.skill, input: answer.input, rows }, open: null };
}

/** Whether a question was read as asking for nothing in particular. */
export function saysNothing(routing: Routing): boolean {
  return routing.kind === "help" || (routing.kind === "unsupported" && routing.wish === null);
}

/** The first values of the table's first dimension; an added column of currencies is none. */
function shownRows({ table, groupBy }: Answer): ShownRows | null {
  const at =
    table?.columns.findIndex(
      ({ name, kind }) =>
        kind === "dimension" && (name !== "BillingCurrency" || groupBy.includes(name)),
    ) ?? -1;
  const dimension = table?.columns[at]?.name;
  if (table === null || dimension === undefined) return null;
  const values = table.rows.map((row) => row[at]).map((value) => value?.toString() ?? null);
  return { dimension, values: [...new Set(values)].slice(0, ROWS_KEPT) };
}

/** Whether a text agrees to what was shown, or declines it; null for anything else. */
export function yesOrNo(text: string): "yes" | "no" | null {
  const word = text
    .trim()
    .replace(/[.!,]*$/, "")
    .toLowerCase();
  if (
    /^(?:yes|y|yep|yeah|ok|okay|sure|do it|go ahead|confirm|yes,? (?:please|do it))$/.test(word)
  ) {
    return "yes";
  }
  return /^(?:no|n|nope|cancel|stop|don't|do not|never mind|no,? (?:thanks|thank you))$/.test(word)
    ? "no"
    : null;
}
