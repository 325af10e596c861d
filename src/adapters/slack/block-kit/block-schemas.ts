import { z } from "zod";
import { dataVisualization } from "./chart-schema.ts";
import { anyText, blockId, plainText, text } from "./composition-schemas.ts";
import {
  button,
  checkboxes,
  conversationsSelect,
  datepicker,
  feedbackButtons,
  overflow,
  plainTextInput,
  radioButtons,
  staticSelect,
  timepicker,
} from "./element-schemas.ts";
import { LIMITS } from "./limits.ts";

const anyString = z.string().min(1);
const interactive = [button, datepicker, staticSelect, overflow, checkboxes, radioButtons] as const;

const header = z.strictObject({
  type: z.literal("header"),
  ...blockId,
  text: plainText(LIMITS.headerText),
});

const section = z
  .strictObject({
    type: z.literal("section"),
    ...blockId,
    text: anyText(LIMITS.sectionText).optional(),
    fields: z.array(anyText(LIMITS.fieldText)).min(1).max(LIMITS.sectionFields.most).optional(),
    accessory: z.discriminatedUnion("type", interactive).optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: "a section has a text or fields",
  });

const context = z.strictObject({
  type: z.literal("context"),
  ...blockId,
  elements: z.array(anyText(LIMITS.textObject)).min(1).max(LIMITS.contextElements.most),
});

const divider = z.strictObject({ type: z.literal("divider"), ...blockId });

const actions = z.strictObject({
  type: z.literal("actions"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", interactive))
    .min(1)
    .max(LIMITS.actionsElements.most),
});

const contextActions = z.strictObject({
  type: z.literal("context_actions"),
  ...blockId,
  elements: z.array(feedbackButtons).min(1).max(LIMITS.contextActionsElements.most),
});

const image = z
  .strictObject({
    type: z.literal("image"),
    ...blockId,
    title: plainText(LIMITS.imageTitle).optional(),
    alt_text: text(LIMITS.imageAltText),
    image_url: z.url().optional(),
    slack_file: z
      .union([z.strictObject({ id: anyString }), z.strictObject({ url: anyString })])
      .optional(),
  })
  .refine((block) => (block.image_url === undefined) !== (block.slack_file === undefined), {
    error: "either image_url or slack_file",
  });

const input = z.strictObject({
  type: z.literal("input"),
  ...blockId,
  label: plainText(LIMITS.inputLabel),
  hint: plainText(LIMITS.inputHint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion("type", [
    plainTextInput,
    datepicker,
    staticSelect,
    checkboxes,
    radioButtons,
    timepicker,
    conversationsSelect,
  ]),
});

const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: anyString }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: anyString }),
]);

const table = z.strictObject({
  type: z.literal("table"),
  ...blockId,
  rows: z
    .array(z.array(cell).min(1).max(LIMITS.tableColumns.most))
    .min(1)
    .max(LIMITS.tableRows.most),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(["left", "center", "right"]).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(LIMITS.tableColumns.most)
    .optional(),
});

const dataTable = z
  .strictObject({
    type: z.literal("data_table"),
    ...blockId,
    caption: anyString,
    rows: z
      .array(z.array(cell).min(1).max(LIMITS.dataTableColumns.most))
      .min(2)
      .max(LIMITS.dataTableRows.most + 1),
    page_size: z.int().min(1).max(LIMITS.dataTablePageSize.most).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), {
    error: "all rows have one length",
  })
  .refine(({ rows, row_header_column_index: at = 0 }) => at < (rows[0]?.length ?? 0), {
    error: "the column that names the rows is one of the table",
  });

/** Slack's documents also list file, input, rich_text and video; it was seen to refuse rich_text. */
const container = z
  .strictObject({
    type: z.literal("container"),
    ...blockId,
    title: plainText(LIMITS.containerTitle),
    subtitle: anyText(LIMITS.containerTitle).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion("type", [actions, context, divider, header, image, section, table]),
      )
      .min(1)
      .max(LIMITS.containerBlocks.most),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((block) => block.default_collapsed !== true || block.is_collapsible === true, {
    error: "default_collapsed needs is_collapsible",
  });

const everywhere = [actions, context, divider, header, image, section] as const;

/** Which blocks stand where, by docs.slack.dev/blocks.json; one that isn't listed there stands in messages. */
export const surfaceBlocks = {
  message: z.discriminatedUnion("type", [
    ...everywhere,
    contextActions,
    container,
    dataTable,
    dataVisualization,
    table,
  ]),
  modal: z.discriminatedUnion("type", [...everywhere, input]),
  home: z.discriminatedUnion("type", [...everywhere, input]),
};
