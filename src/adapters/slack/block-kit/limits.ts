/** The most that Slack takes of something, and where that is written. */
export interface Limit {
  readonly most: number;
  readonly source: string;
}

const types = (most: number): Limit => ({ most, source: "JSDoc of @slack/types 3.2.0" });
const reference = (most: number, page: string): Limit => ({
  most,
  source: `docs.slack.dev, Block Kit reference: ${page}`,
});

/** Slack's limits on what is sent here: characters as JavaScript counts them, or a number of things. */
export const LIMITS = {
  messageBlocks: reference(50, "blocks; whether what is inside a container counts isn't said"),
  viewBlocks: reference(100, "blocks in a modal or the App Home"),
  messageCharacters: {
    most: 10_000,
    source:
      "undocumented, msg_blocks_too_long: slackapi/bolt-js issue 2867 saw 11,341 characters refused, issue 2509 13,297 taken",
  },
  notificationText: { most: 4_000, source: "chat.postMessage: recommended; 40,000 are cut off" },
  textObject: types(3_000),
  sectionText: types(3_000),
  sectionFields: types(10),
  fieldText: types(2_000),
  headerText: types(150),
  contextElements: types(10),
  actionsElements: types(25),
  contextActionsElements: types(5),
  buttonText: types(75),
  buttonValue: types(2_000),
  buttonUrl: types(3_000),
  accessibilityLabel: types(75),
  optionText: types(75),
  optionValue: types(75),
  optionDescription: types(75),
  optionUrl: types(3_000),
  selectOptions: types(100),
  selectGroups: types(100),
  groupLabel: types(75),
  overflowOptions: types(5),
  checkboxesOptions: reference(10, "checkboxes and radio buttons"),
  placeholder: types(150),
  inputLength: types(3_000),
  inputLabel: types(2_000),
  inputHint: types(2_000),
  imageTitle: types(2_000),
  imageAltText: types(2_000),
  blockId: types(255),
  actionId: types(255),
  callbackId: types(255),
  modalTitle: types(24),
  modalButton: types(24),
  privateMetadata: types(3_000),
  confirmTitle: types(100),
  confirmText: types(300),
  confirmButton: types(30),
  tableRows: types(100),
  tableColumns: types(20),
  dataTableRows: reference(100, "data table, without the header; newer copies say 200"),
  dataTableColumns: reference(20, "data table"),
  dataTablePageSize: types(100),
  tableCharacters: reference(10_000, "data table: all cells of all tables of a message"),
  containerTitle: types(150),
  containerBlocks: types(10),
  charts: {
    most: 2,
    source: "undocumented, data_visualization: vercel/chat, packages/adapter-slack",
  },
  chartTitle: reference(50, "data visualization"),
  chartAxisLabel: reference(50, "data visualization"),
  chartLabel: reference(20, "data visualization: categories, points, series and segments"),
  chartPoints: reference(20, "data visualization"),
  chartSeries: reference(6, "data visualization, older copy; newer ones say 12"),
  chartSegments: reference(6, "data visualization, older copy; newer ones say 12"),
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;
