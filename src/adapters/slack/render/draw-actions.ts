import type { Button, ConfirmationDialog, PlainTextOption } from "@slack/types";
import { FEEDBACK_ACTION, feedbackValue, pressActionId } from "#src/adapters/slack/action-ids";
import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type {
  ButtonsBlock,
  CardButton,
  DateBlock,
  IssueAction,
  SelectBlock,
} from "#src/cards/card";
import { type Drawing, type Drawn, drawn, joined, nothing } from "./drawing.ts";
import { note } from "./notes.ts";
import { chunks, plainText, shown } from "./texts.ts";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Buttons that carry nothing but the ids of what they do; those for files only where there are files. */
export function drawButtons(block: ButtonsBlock, { issue, abilities }: Drawing): Drawn {
  const buttons = block.buttons.filter(
    ({ action }) => abilities.hasFiles || action.kind !== "file",
  );
  return drawn(
    ...chunks(buttons, LIMITS.actionsElements.most).map((part) => ({
      type: "actions" as const,
      elements: part.map((button) => buttonOf(button, issue)),
    })),
  );
}

/** A menu beside its label; what doesn't fit into it is told. */
export function drawSelect({ label, options }: SelectBlock, { issue }: Drawing): Drawn {
  if (options.length === 0) return nothing;
  const offered = options.slice(0, LIMITS.selectOptions.most);
  const question = offered.find(({ confirm }) => confirm !== undefined)?.confirm;
  const menu = drawn({
    type: "section",
    text: plainText(shown(label)),
    accessory: {
      type: "static_select",
      action_id: pressActionId("choice"),
      placeholder: plainText(shown(label), LIMITS.placeholder),
      options: offered.map((option) => optionOf(option, issue)),
      ...(question === undefined ? {} : { confirm: confirmOf(question) }),
    },
  });
  const left = options.length - offered.length;
  return left === 0 ? menu : joined([menu, note(`… and ${left} more: ask for them by name.`)]);
}

/** A calendar beside its label. */
export function drawDate({ label, action, initial }: DateBlock, { issue }: Drawing): Drawn {
  const isDay = initial !== undefined && ISO_DAY.test(initial);
  return drawn({
    type: "section",
    text: plainText(shown(label)),
    accessory: {
      type: "datepicker",
      action_id: pressActionId(issue(action)),
      placeholder: plainText(shown(label), LIMITS.placeholder),
      ...(isDay ? { initial_date: initial } : {}),
    },
  });
}

/** Thumbs for an answer. */
export function drawFeedback(answerId: string): Drawn {
  return drawn({
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: FEEDBACK_ACTION,
        positive_button: {
          text: plainText("Good answer"),
          accessibility_label: "This answer was good",
          value: feedbackValue("good", answerId),
        },
        negative_button: {
          text: plainText("Bad answer"),
          accessibility_label: "This answer was bad",
          value: feedbackValue("bad", answerId),
        },
      },
    ],
  });
}

function buttonOf({ label, action, style, confirm }: CardButton, issue: IssueAction): Button {
  return {
    type: "button",
    text: plainText(shown(label), LIMITS.buttonText),
    action_id: pressActionId(issue(action)),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmOf(confirm) }),
  };
}

function optionOf({ label, action }: CardButton, issue: IssueAction): PlainTextOption {
  return { text: plainText(shown(label), LIMITS.optionText), value: issue(action) };
}

function confirmOf(question: string): ConfirmationDialog {
  return {
    title: plainText("Are you sure?"),
    text: plainText(shown(question), LIMITS.confirmText),
    confirm: plainText("Yes"),
    deny: plainText("No"),
  };
}
