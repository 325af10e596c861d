import { formCard } from "#src/adapters/teams/render/form";
import type { Filled } from "#src/cards/form";
import type { Pressed } from "#src/chat/message";
import { dialogCard } from "./outgoing.ts";
import type { InvokeBody } from "./teams-host.ts";

/** The dialog of a form; opened anew with what is wrong with it, it holds what was filled in. */
export function formDialog(
  pressed: Extract<Pressed, { kind: "form" | "unfilled" }>,
  message: string | null,
  filled: Filled,
): InvokeBody {
  const { form, actionId } = pressed;
  const { problems = {}, text = "" } = pressed.kind === "unfilled" ? pressed : {};
  const card = formCard(form, { id: actionId, message }, { filled, problems, text });
  return dialogCard(form.title, card, "medium");
}
