import type { SlackMessage } from "./render-message.ts";

/**
 * The same message for a workspace that has no charts yet and answers `invalid_blocks`: in words, with the chart as
 * a picture. The message itself where it has no chart.
 */
export function withoutCharts(message: SlackMessage): SlackMessage {
  const hasChart = message.blocks.some(({ type }) => type === "data_visualization");
  return hasChart ? (message.redraw?.({ hasCharts: false }) ?? message) : message;
}

/** The same message in blocks that every workspace has: no charts, `data_table` or `container`. */
export function withClassicBlocks(message: SlackMessage): SlackMessage {
  return message.redraw?.({ hasCharts: false, hasTables: false, hasFolding: false }) ?? message;
}
