import type {
  CardElement,
  IExecuteAction,
  IShowCardAction,
  ISubmitAction,
} from "@microsoft/teams.cards";
import type {
  ButtonsBlock,
  CardButton,
  DateBlock,
  IssueAction,
  SelectBlock,
} from "#src/cards/card";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { BUTTONS, BUTTONS_IN_A_SET, type CardSize } from "./limits.ts";
import { literal } from "./literal-text.ts";
import { PRESS, type PressData } from "./press-data.ts";
import { paragraphs, smallPrint } from "./text-elements.ts";

/** What the actions of a block need: their ids, and a number that no other block of the card has. */
export interface ActionContext {
  readonly issue: IssueAction;
  readonly number: number;
  readonly size: CardSize;
}

/** Buttons, in sets that Teams shows whole; inputs elsewhere in the card don't matter to them. */
export function buttonElements({ buttons }: ButtonsBlock, context: ActionContext): CardElement[] {
  const shown = buttons.slice(0, BUTTONS).map((button) => buttonAction(button, context));
  const sets: CardElement[] = [];
  for (let at = 0; at < shown.length; at += BUTTONS_IN_A_SET) {
    sets.push({ type: "ActionSet", actions: shown.slice(at, at + BUTTONS_IN_A_SET) });
  }
  return [...sets, ...moreChoices(buttons.length - shown.length)];
}

/** A list to choose from, with the button that acts on the choice. */
export function selectElements(block: SelectBlock, context: ActionContext): CardElement[] {
  const { issue, number, size } = context;
  if (block.options.length === 0) return [];
  const input = `choice-${number}`;
  const label = literal(block.label, size.labelCharacters) || "Choose";
  const choices = block.options.slice(0, size.options).map((option) => ({
    title: buttonLabel(option, size.labelCharacters),
    value: issue(option.action),
  }));
  return [
    {
      type: "Input.ChoiceSet",
      id: input,
      label,
      style: "compact",
      placeholder: "Choose…",
      choices,
    },
    ...moreChoices(block.options.length - choices.length),
    { type: "ActionSet", actions: [press("Choose", { action: PRESS, choice: input }, "auto")] },
  ];
}

/** A day to choose, with the button that acts on it. */
export function dateElements(block: DateBlock, context: ActionContext): CardElement[] {
  const input = `date-${context.number}`;
  const label = literal(block.label, context.size.labelCharacters) || "Day";
  const id = context.issue(block.action);
  return [
    {
      type: "Input.Date",
      id: input,
      label,
      ...(block.initial === undefined ? {} : { value: block.initial }),
    },
    { type: "ActionSet", actions: [press("Show", { action: PRESS, id, date: input }, "auto")] },
  ];
}

function buttonAction(
  button: CardButton,
  { issue, size }: ActionContext,
): IExecuteAction | IShowCardAction | ISubmitAction {
  const title = buttonLabel(button, size.labelCharacters);
  if (button.action.kind === "form") return dialogAction(title, issue(button.action));
  const action = press(title, { action: PRESS, id: issue(button.action) }, "none", button.style);
  const question = plainLine(button.confirm ?? "");
  if (question === "") return action;
  const body = paragraphs(question, size.textCharacters);
  return {
    type: "Action.ShowCard",
    title,
    card: { type: "AdaptiveCard", version: "1.5", body, actions: [action] },
  };
}

/** Teams asks for the dialog itself, and shows it to the presser alone. */
function dialogAction(title: string, id: string): ISubmitAction {
  const data: PressData = { action: PRESS, id };
  return {
    type: "Action.Submit",
    title,
    associatedInputs: "none",
    data: { ...data, msteams: { type: "task/fetch" } },
  };
}

function press(
  title: string,
  data: PressData,
  associatedInputs: "auto" | "none",
  style?: CardButton["style"],
): IExecuteAction {
  return {
    type: "Action.Execute",
    title,
    verb: PRESS,
    data: { ...data },
    associatedInputs,
    ...(style === undefined ? {} : { style: style === "danger" ? "destructive" : "positive" }),
  };
}

function buttonLabel({ label, action }: CardButton, characters: number): string {
  const text = plainLine(label) || (action.kind === "ask" ? plainLine(action.question) : "File");
  return literal(text || "Ask", characters);
}

function moreChoices(count: number): CardElement[] {
  return count > 0 ? smallPrint(`… and ${formatCount(count)} more`, 60) : [];
}
