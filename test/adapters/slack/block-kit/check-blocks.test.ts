import type { Button, DataTableBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { describe, expect, test } from "vitest";
import {
  checkBlocks,
  checkMessage,
  checkView,
  type Problem,
} from "#src/adapters/slack/block-kit/check-blocks";
import { LIMITS, type LimitName } from "#src/adapters/slack/block-kit/limits";
import type {
  DataVisualizationBlock,
  SlackBlock,
  Surface,
} from "#src/adapters/slack/block-kit/shapes";

const DIVIDER: SlackBlock = { type: "divider" };

/** Something for each limit that is so long, or has so many parts. */
const SAMPLES: Readonly<Record<LimitName, (size: number) => readonly Problem[]>> = {
  messageBlocks: (size) => checked(list(size, () => DIVIDER)),
  viewBlocks: (size) =>
    checked(
      list(size, () => DIVIDER),
      "home",
    ),
  messageCharacters: (size) => checked(sectionsOf(size)),
  notificationText: (size) => checkMessage({ text: "x".repeat(size), blocks: [DIVIDER] }),
  textObject: (size) => checked([{ type: "context", elements: [plain(size)] }]),
  sectionText: (size) => checked([{ type: "section", text: plain(size) }]),
  sectionFields: (size) => checked([{ type: "section", fields: list(size, () => plain(1)) }]),
  fieldText: (size) => checked([{ type: "section", fields: [plain(size)] }]),
  headerText: (size) => checked([{ type: "header", text: plain(size) }]),
  contextElements: (size) => checked([{ type: "context", elements: list(size, () => plain(1)) }]),
  actionsElements: (size) =>
    checked([{ type: "actions", elements: list(size, (at) => button({ action_id: `${at}` })) }]),
  contextActionsElements: (size) =>
    checked([
      { type: "context_actions", elements: list(size, (at) => feedback(`${at}`, "useful")) },
    ]),
  buttonText: (size) => checked([actions(button({ text: plain(size) }))]),
  buttonValue: (size) => checked([actions(button({ value: "x".repeat(size) }))]),
  buttonUrl: (size) => checked([actions(button({ url: "x".repeat(size) }))]),
  accessibilityLabel: (size) =>
    checked([actions(button({ accessibility_label: "x".repeat(size) }))]),
  optionText: (size) => checked([menu([{ text: plain(size), value: "1" }])]),
  optionValue: (size) => checked([menu([{ text: plain(1), value: "x".repeat(size) }])]),
  optionDescription: (size) =>
    checked([menu([{ text: plain(1), value: "1", description: plain(size) }])]),
  optionUrl: (size) => checked([overflow([{ text: plain(1), value: "1", url: "x".repeat(size) }])]),
  selectOptions: (size) => checked([menu(list(size, option))]),
  selectGroups: (size) =>
    checked([groups(list(size, () => ({ label: plain(1), options: [option(1)] })))]),
  groupLabel: (size) => checked([groups([{ label: plain(size), options: [option(1)] }])]),
  overflowOptions: (size) => checked([overflow(list(size, option))]),
  checkboxesOptions: (size) =>
    checked([
      {
        type: "section",
        text: plain(1),
        accessory: { type: "checkboxes", action_id: "1", options: list(size, option) },
      },
    ]),
  placeholder: (size) => checked([input({ placeholder: plain(size) })], "modal"),
  inputLength: (size) => checked([input({ initial_value: "x".repeat(size) })], "modal"),
  inputLabel: (size) => checked([{ ...input({}), label: plain(size) }], "modal"),
  inputHint: (size) => checked([{ ...input({}), hint: plain(size) }], "modal"),
  imageTitle: (size) => checked([{ ...image("chart"), title: plain(size) }]),
  imageAltText: (size) => checked([image("x".repeat(size))]),
  blockId: (size) => checked([{ type: "divider", block_id: "x".repeat(size) }]),
  actionId: (size) => checked([actions(button({ action_id: "x".repeat(size) }))]),
  callbackId: (size) => checkView({ ...modal, callback_id: "x".repeat(size) }),
  modalTitle: (size) => checkView({ ...modal, title: plain(size) }),
  modalButton: (size) => checkView({ ...modal, submit: plain(size) }),
  privateMetadata: (size) => checkView({ ...modal, private_metadata: "x".repeat(size) }),
  confirmTitle: (size) =>
    checked([actions(button({ confirm: { title: plain(size), text: plain(1) } }))]),
  confirmText: (size) => checked([actions(button({ confirm: { text: plain(size) } }))]),
  confirmButton: (size) =>
    checked([actions(button({ confirm: { text: plain(1), deny: plain(size) } }))]),
  tableRows: (size) => checked([{ type: "table", rows: list(size, () => [raw(1)]) }]),
  tableColumns: (size) => checked([{ type: "table", rows: [list(size, () => raw(1))] }]),
  dataTableRows: (size) => checked([dataTable(list(size + 1, () => [raw(1)]))]),
  dataTableColumns: (size) => checked([dataTable(list(2, () => list(size, () => raw(1))))]),
  dataTablePageSize: (size) => checked([{ ...dataTable([[raw(1)], [raw(1)]]), page_size: size }]),
  tableCharacters: (size) =>
    checked([dataTable([[raw(1)], [raw(size - 1)]])]).filter(({ message }) =>
      message.includes("in tables"),
    ),
  containerTitle: (size) =>
    checked([{ type: "container", title: plain(size), child_blocks: [{ type: "divider" }] }]),
  containerBlocks: (size) =>
    checked([
      {
        type: "container",
        title: plain(1),
        child_blocks: list(size, () => ({ type: "divider" as const })),
      },
    ]),
  charts: (size) => checked(list(size, () => pie(1))),
  chartTitle: (size) => checked([{ ...pie(1), title: "x".repeat(size) }]),
  chartAxisLabel: (size) => checked([lines(1, 1, { label: "x".repeat(size) })]),
  chartLabel: (size) => checked([lines(1, 1, { name: "x".repeat(size) })]),
  chartPoints: (size) => checked([lines(1, size)]),
  chartSeries: (size) => checked([lines(size, 1)]),
  chartSegments: (size) => checked([pie(size)]),
};

describe("every limit", () => {
  test.each(Object.keys(LIMITS) as LimitName[])("%s", (name) => {
    const { most, source } = LIMITS[name];
    expect(source).not.toBe("");
    expect(SAMPLES[name](most)).toEqual([]);
    expect(SAMPLES[name](most + 1)).not.toEqual([]);
  });
});

describe("what else Slack refuses", () => {
  const refused: Readonly<Record<string, readonly [SlackBlock, RegExp]>> = {
    "an empty text": [{ type: "section", text: plain(0) }, /text/],
    "a section of nothing": [{ type: "section" }, /a text or fields/],
    "an unknown property": [{ type: "divider", color: "red" } as SlackBlock, /color/],
    "an unknown block": [{ type: "banner" } as unknown as SlackBlock, /type|discriminator|input/i],
    "mrkdwn in a header": [
      { type: "header", text: { type: "mrkdwn", text: "x" } } as unknown as SlackBlock,
      /plain_text/,
    ],
    "no buttons": [{ type: "actions", elements: [] }, /1/],
    "a day that isn't one": [
      {
        type: "actions",
        elements: [{ type: "datepicker", action_id: "1", initial_date: "2026-02-30" }],
      },
      /date/,
    ],
    "options and groups": [
      {
        type: "actions",
        elements: [
          {
            type: "static_select",
            options: [option(1)],
            option_groups: [{ label: plain(1), options: [option(1)] }],
          },
        ],
      },
      /either/,
    ],
    "a table without rows": [dataTable([[raw(1)]]), /2/],
    "rows of several lengths": [dataTable([[raw(1)], [raw(1), raw(1)]]), /one length/],
    "a naming column that isn't there": [
      { ...dataTable([[raw(1)], [raw(1)]]), row_header_column_index: 1 },
      /names the rows/,
    ],
    "a number that isn't one": [
      dataTable([[raw(1)], [{ type: "raw_number", value: Number.NaN, text: "?" }]]),
      /number/i,
    ],
    "a part of a pie that is nothing": [pie(2, () => 0), /0/],
    "a chart with a gap": [
      {
        ...lines(1, 2),
        chart: { ...lines(1, 2).chart, series: [{ name: "1", data: [] }] },
      } as unknown as SlackBlock,
      /1|point/,
    ],
    "two series of one name": [lines(2, 1, { name: "same" }), /unique/],
    "folding what can't be folded": [
      {
        type: "container",
        title: plain(1),
        default_collapsed: true,
        child_blocks: [{ type: "divider" }],
      },
      /is_collapsible/,
    ],
    "one action_id twice in a block": [
      { type: "actions", elements: [button({}), button({})] },
      /action_id 1/,
    ],
  };

  test.each(Object.entries(refused))("%s", (_name, [block, reason]) => {
    const problems = checked([block]);
    expect(problems.map(({ path, message }) => `${path}: ${message}`).join("\n")).toMatch(reason);
  });

  test("a block_id twice in a message", () => {
    const block: SlackBlock = { type: "divider", block_id: "1" };
    expect(checked([block, block])).toEqual([
      { path: "/blocks", message: "block_id 1 is there twice" },
    ]);
  });

  test("more blocks than allowed, those in containers counted", () => {
    const container: KnownBlock = {
      type: "container",
      title: plain(1),
      child_blocks: list(10, () => ({ type: "divider" as const })),
    };
    expect(checked(list(4, () => container))).toEqual([]);
    expect(checked(list(5, () => container))).toEqual([
      { path: "/blocks", message: "55 blocks, at most 50" },
    ]);
  });

  test("a message without text", () => {
    expect(checkMessage({ text: "", blocks: [DIVIDER] })).toHaveLength(1);
  });

  test("a modal without a title", () => {
    expect(checkView({ ...modal, title: plain(0) })).toHaveLength(1);
  });

  test.each<[Surface, SlackBlock]>([
    ["home", pie(1)],
    ["modal", dataTable([[raw(1)], [raw(1)]])],
    ["home", { type: "context_actions", elements: [feedback("1", "useful")] }],
    ["modal", { type: "container", title: plain(1), child_blocks: [{ type: "divider" }] }],
    ["message", input({})],
  ])("what a %s doesn't show: %o", (surface, block) => {
    expect(checked([block], surface)).not.toEqual([]);
  });

  test("the place is said", () => {
    const [problem] = checked([DIVIDER, { type: "section", text: plain(3001) }]);
    expect(problem?.path).toBe("/blocks/1/text/text");
  });
});

const modal: ModalView = { type: "modal", title: plain(1), blocks: [{ type: "divider" }] };

function checked(blocks: readonly SlackBlock[], surface: Surface = "message") {
  return checkBlocks(blocks, surface);
}

function list<Item>(size: number, item: (at: number) => Item): Item[] {
  return Array.from({ length: size }, (_, at) => item(at));
}

function plain(size: number) {
  return { type: "plain_text" as const, text: "x".repeat(size) };
}

function raw(size: number) {
  return { type: "raw_text" as const, text: "x".repeat(size) };
}

function option(at: number) {
  return { text: plain(1), value: `${at}` };
}

function button(more: Partial<Button>): Button {
  return { type: "button", text: plain(1), action_id: "1", ...more };
}

function actions(element: Button): SlackBlock {
  return { type: "actions", elements: [element] };
}

function menu(options: PlainTextOption[]): SlackBlock {
  return { type: "actions", elements: [{ type: "static_select", action_id: "1", options }] };
}

function groups(
  option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[],
): SlackBlock {
  return { type: "actions", elements: [{ type: "static_select", option_groups }] };
}

function overflow(options: PlainTextOption[]): SlackBlock {
  return { type: "section", text: plain(1), accessory: { type: "overflow", options } };
}

function feedback(id: string, text: string) {
  const thumb = { text: { type: "plain_text" as const, text }, value: "1" };
  return {
    type: "feedback_buttons" as const,
    action_id: id,
    positive_button: thumb,
    negative_button: thumb,
  };
}

function input(more: object): KnownBlock & { type: "input" } {
  return { type: "input", label: plain(1), element: { type: "plain_text_input", ...more } };
}

function image(alt_text: string): KnownBlock & { type: "image" } {
  return { type: "image", alt_text, slack_file: { id: "F1" } };
}

function sectionsOf(characters: number): SlackBlock[] {
  return list(Math.ceil(characters / 2000), (at) => ({
    type: "section",
    text: plain(Math.min(2000, characters - at * 2000)),
  }));
}

function dataTable(rows: DataTableBlock["rows"]): DataTableBlock {
  return { type: "data_table", caption: "Cost", rows };
}

function pie(size: number, value: (at: number) => number = () => 1): DataVisualizationBlock {
  const segments = list(size, (at) => ({ label: `part ${at}`, value: value(at) }));
  return { type: "data_visualization", title: "Cost", chart: { type: "pie", segments } };
}

function lines(
  series: number,
  points: number,
  { name, label }: { readonly name?: string; readonly label?: string } = {},
): DataVisualizationBlock {
  const categories = list(points, (at) => `day ${at}`);
  return {
    type: "data_visualization",
    title: "Cost",
    chart: {
      type: "line",
      series: list(series, (at) => ({
        name: name ?? `series ${at}`,
        data: categories.map((category) => ({ label: category, value: -1.5 })),
      })),
      axis_config: { categories, ...(label === undefined ? {} : { y_label: label }) },
    },
  };
}
