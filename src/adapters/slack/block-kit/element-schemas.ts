import { z } from "zod";
import {
  actionId,
  confirm,
  option,
  optionGroup,
  overflowOption,
  plainText,
  text,
} from "./composition-schemas.ts";
import { LIMITS } from "./limits.ts";

const confirmable = { confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholdable = { placeholder: plainText(LIMITS.placeholder).optional() };
const isoDay = z.iso.date();

export const button = z.strictObject({
  type: z.literal("button"),
  ...actionId,
  ...confirmable,
  text: plainText(LIMITS.buttonText),
  value: text(LIMITS.buttonValue).optional(),
  url: text(LIMITS.buttonUrl).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: text(LIMITS.accessibilityLabel).optional(),
});

export const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...actionId,
  ...confirmable,
  ...focusable,
  ...placeholdable,
  initial_date: isoDay.optional(),
});

export const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...actionId,
  ...confirmable,
  ...focusable,
  ...placeholdable,
  initial_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
});

export const conversationsSelect = z.strictObject({
  type: z.literal("conversations_select"),
  ...actionId,
  ...confirmable,
  ...focusable,
  ...placeholdable,
  initial_conversation: z.string().min(1).optional(),
  filter: z
    .strictObject({
      include: z.array(z.enum(["im", "mpim", "private", "public"])).optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
});

export const staticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    ...actionId,
    ...confirmable,
    ...focusable,
    ...placeholdable,
    options: z.array(option).min(1).max(LIMITS.selectOptions.most).optional(),
    option_groups: z.array(optionGroup).min(1).max(LIMITS.selectGroups.most).optional(),
    initial_option: option.optional(),
  })
  .refine((select) => (select.options === undefined) !== (select.option_groups === undefined), {
    error: "either options or option_groups",
  });

export const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...actionId,
  ...confirmable,
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptions.most),
});

const checkboxesOptions = z.array(option).min(1).max(LIMITS.checkboxesOptions.most);

export const checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  ...actionId,
  ...confirmable,
  ...focusable,
  options: checkboxesOptions,
  initial_options: checkboxesOptions.optional(),
});

export const radioButtons = z.strictObject({
  type: z.literal("radio_buttons"),
  ...actionId,
  ...confirmable,
  ...focusable,
  options: checkboxesOptions,
  initial_option: option.optional(),
});

export const plainTextInput = z.strictObject({
  type: z.literal("plain_text_input"),
  ...actionId,
  ...focusable,
  ...placeholdable,
  initial_value: z.string().max(LIMITS.inputLength.most).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(LIMITS.inputLength.most).optional(),
  max_length: z.int().min(1).max(LIMITS.inputLength.most).optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).optional(),
    })
    .optional(),
});

const feedbackButton = z.strictObject({
  text: plainText(LIMITS.buttonText),
  value: text(LIMITS.buttonValue),
  accessibility_label: text(LIMITS.accessibilityLabel).optional(),
});

export const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  ...actionId,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
