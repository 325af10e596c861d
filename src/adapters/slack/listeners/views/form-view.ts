import type { ViewOutput } from "@slack/bolt";
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { Place } from "#src/adapters/slack/place";
import { plainText, shown, textSections } from "#src/adapters/slack/render/texts";
import type { ChoiceField, Filled, Form, FormField, FormOption } from "#src/cards/form";
import { channelName } from "#src/channel";

/** The callback_id of every form of a card. */
export const FORM = "form";

/** Where a form was opened, so that what comes of it goes there. */
export interface FormPlace extends Omit<Place, "team" | "user"> {
  /** Where only the presser saw the card: the address that answers them alone. */
  readonly responseUrl?: string;
  /** Whether the card stands in a conversation, and not in the App Home. */
  readonly isPlaced: boolean;
}

/** What a modal of a form carries. */
export interface FormMetadata {
  readonly actionId: string;
  readonly at: FormPlace;
}

/** A form as a modal; opened anew with what is wrong with it, it keeps what was filled in. */
export function formView(form: Form, metadata: FormMetadata, problem = ""): ModalView {
  const note = form.note === undefined ? [] : textSections(form.note);
  const blocks: KnownBlock[] = [
    ...textSections(problem === "" ? "" : `⚠ ${problem}`),
    ...form.fields.map((field) => inputOf(field, metadata.at)),
    ...note,
  ];
  return {
    type: "modal",
    callback_id: FORM,
    private_metadata: JSON.stringify(metadata),
    title: plainText(shown(form.title), LIMITS.modalTitle),
    submit: plainText(shown(form.submit), LIMITS.modalButton),
    close: plainText("Cancel"),
    blocks,
  };
}

function inputOf(field: FormField, at: FormPlace): InputBlock {
  const { name, label, hint, isOptional = false } = field;
  return {
    type: "input",
    block_id: name,
    label: plainText(shown(label), LIMITS.inputLabel),
    optional: isOptional,
    ...(hint === undefined ? {} : { hint: plainText(shown(hint), LIMITS.inputHint) }),
    element: elementOf(field, at),
  };
}

function elementOf(field: FormField, at: FormPlace): InputBlock["element"] {
  const action_id = field.name;
  switch (field.type) {
    case "text":
      return {
        type: "plain_text_input",
        action_id,
        multiline: field.isLong ?? false,
        max_length: Math.min(field.longest ?? LIMITS.inputLength.most, LIMITS.inputLength.most),
        ...(field.initial === undefined ? {} : { initial_value: field.initial }),
      };
    case "time":
      return {
        type: "timepicker",
        action_id,
        ...(field.initial === undefined ? {} : { initial_time: field.initial }),
      };
    case "date":
      return {
        type: "datepicker",
        action_id,
        ...(field.initial === undefined ? {} : { initial_date: field.initial }),
      };
    case "choice":
      return field.ofChannels === true ? channelsOf(field, at) : selectOf(field);
    case "choices":
      return {
        type: "checkboxes",
        action_id,
        options: optionsOf(field.options, LIMITS.checkboxesOptions.most),
      };
  }
}

/** Slack's own list of the channels that the person sees; none where people of elsewhere read along. */
function channelsOf({ name }: ChoiceField, at: FormPlace): InputBlock["element"] {
  const isHere = at.isPlaced && !at.isDirect && at.isShared !== true;
  return {
    type: "conversations_select",
    action_id: name,
    filter: {
      include: ["public", "private"],
      exclude_external_shared_channels: true,
      exclude_bot_users: true,
    },
    ...(isHere ? { initial_conversation: at.channel } : {}),
  };
}

function selectOf({ name, options, initial }: ChoiceField): InputBlock["element"] {
  const offered = optionsOf(options, LIMITS.selectOptions.most);
  const chosen = initial === undefined ? undefined : offered[initial];
  return {
    type: "static_select",
    action_id: name,
    options: offered,
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

function optionsOf(options: readonly FormOption[], most: number): PlainTextOption[] {
  return options.slice(0, most).map(({ label }, place) => ({
    text: plainText(shown(label), LIMITS.optionText),
    value: String(place),
  }));
}

/** What stands in the fields of a modal. */
export function readFilled({ state }: Pick<ViewOutput, "state">, team: string): Filled {
  const entries = Object.entries(state.values).flatMap(([name, elements]) => {
    const value = readElement(elements[name], team);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

type Element = ViewOutput["state"]["values"][string][string];

function readElement(
  element: Element | undefined,
  team: string,
): string | readonly string[] | undefined {
  const chosen = element?.selected_options?.map(({ value }) => value ?? "");
  const id = element?.selected_conversation ?? undefined;
  const channel =
    id === undefined ? undefined : channelName({ platform: "slack", tenant: team, id });
  const {
    value,
    selected_time: time,
    selected_date: date,
    selected_option: option,
  } = element ?? {};
  return value ?? time ?? date ?? option?.value ?? channel ?? chosen;
}
