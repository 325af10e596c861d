import { z } from "zod";
import { LIMITS, type Limit } from "./limits.ts";

/** A text of 1 to so many characters. */
export function text(limit: Limit) {
  return z.string().min(1).max(limit.most);
}

/** A `plain_text` object. */
export function plainText(limit: Limit) {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: text(limit),
    emoji: z.boolean().optional(),
  });
}

/** A `plain_text` or `mrkdwn` object. */
export function anyText(limit: Limit) {
  const mrkdwn = z.strictObject({
    type: z.literal("mrkdwn"),
    text: text(limit),
    verbatim: z.boolean().optional(),
  });
  return z.discriminatedUnion("type", [plainText(limit), mrkdwn]);
}

/** The question that is asked before an action happens. */
export const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitle).optional(),
  text: anyText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton).optional(),
  deny: plainText(LIMITS.confirmButton).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

/** A choice of a select, or of checkboxes and radio buttons. */
export const option = z.strictObject({
  text: anyText(LIMITS.optionText),
  value: text(LIMITS.optionValue),
  description: plainText(LIMITS.optionDescription).optional(),
});

/** A choice of an overflow menu, which may open a page. */
export const overflowOption = option.extend({ url: text(LIMITS.optionUrl).optional() });

/** A named group of choices. */
export const optionGroup = z.strictObject({
  label: plainText(LIMITS.groupLabel),
  options: z.array(option).min(1).max(LIMITS.selectOptions.most),
});

/** What every element that acts has. */
export const actionId = { action_id: text(LIMITS.actionId).optional() };

/** What every block has. */
export const blockId = { block_id: text(LIMITS.blockId).optional() };
