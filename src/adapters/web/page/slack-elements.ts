import type {
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  Datepicker,
  Overflow,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from "@slack/types";
import type { Actions } from "./actions.ts";
import { buttonFor, element } from "./element.ts";

type Interactive = ActionsBlockElement | NonNullable<SectionBlock["accessory"]>;

/** What begins an action id of Tally's; the opaque id follows. */
const PRESS_PREFIX = /^press:/;

/** A button, menu or date that does what it does in Slack; a menu's options carry their own opaque ids. */
export function actionElement(interactive: Interactive, actions: Actions): HTMLElement {
  switch (interactive.type) {
    case "button":
      return slackButton(interactive, actions);
    case "static_select":
      return slackSelect(interactive, actions);
    case "overflow":
      return slackOverflow(interactive, actions);
    case "datepicker":
      return slackDate(interactive, actions);
    default:
      return element("span", { class: "slack-text" }, `[${interactive.type}]`);
  }
}

function slackButton(button: Button, actions: Actions): HTMLElement {
  const { text, style, confirm, accessibility_label: label = null } = button;
  const attributes = { class: `slack-button ${style ?? ""}`, "aria-label": label };
  return buttonFor(text.text, attributes, () => {
    const id = idOf(button.action_id);
    actions.press({ id, label: text.text, confirm: confirmText(confirm) });
  });
}

function slackSelect(select: StaticSelect, actions: Actions): HTMLElement {
  const groups = select.option_groups ?? [];
  const options = [...(select.options ?? []), ...groups.flatMap((group) => group.options)];
  return menu(
    select.placeholder?.text ?? "Choose an option",
    options,
    confirmText(select.confirm),
    actions,
  );
}

function slackOverflow({ options, confirm }: Overflow, actions: Actions): HTMLElement {
  return menu("More actions", options as readonly PlainTextOption[], confirmText(confirm), actions);
}

function menu(
  placeholder: string,
  options: readonly { readonly text: { readonly text: string }; readonly value?: string }[],
  confirm: string | null,
  actions: Actions,
): HTMLElement {
  const choices = options.map(({ text, value }) =>
    element("option", { value: value ?? "" }, text.text),
  );
  const first = element("option", { value: "" }, placeholder);
  const select = element(
    "select",
    { class: "slack-select", "aria-label": placeholder },
    first,
    ...choices,
  );
  select.addEventListener("change", () => {
    const chosen = options.find(({ value }) => value === select.value);
    if (chosen?.value === undefined || chosen.value === "") return;
    actions.press({ id: chosen.value, label: chosen.text.text, confirm });
    select.value = "";
  });
  return select;
}

function slackDate(picker: Datepicker, actions: Actions): HTMLElement {
  const label = picker.placeholder?.text ?? "Pick a date";
  const input = element("input", {
    type: "date",
    class: "slack-select",
    "aria-label": label,
    value: picker.initial_date ?? null,
  });
  input.addEventListener("change", () => {
    if (input.value === "") return;
    const confirm = confirmText(picker.confirm);
    const id = idOf(picker.action_id);
    actions.press({ id, label: `${label}: ${input.value}`, date: input.value, confirm });
  });
  return input;
}

function confirmText(confirm: ConfirmationDialog | undefined): string | null {
  return confirm === undefined ? null : confirm.text.text;
}

function idOf(actionId: string | undefined): string {
  return (actionId ?? "").replace(PRESS_PREFIX, "");
}
