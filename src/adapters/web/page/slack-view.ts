import type {
  ContainerBlock,
  ContextActionsBlock,
  ContextBlock,
  KnownBlock,
  SectionBlock,
} from "@slack/types";
import type { Actions } from "./actions.ts";
import { buttonFor, element } from "./element.ts";
import { thumbIcon } from "./icons.ts";
import { chartBlockElement, type DataVisualization } from "./slack-chart.ts";
import { actionElement } from "./slack-elements.ts";
import { richTextElement, textElement } from "./slack-rich-text.ts";
import { dataTableElement, plainTableElement } from "./slack-table.ts";

/** The payload of a message. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

export type SlackBlock = KnownBlock | DataVisualization;

/** What can be done with one message. */
export interface MessageActions extends Actions {
  judgeThis(verdict: "good" | "bad"): void;
}

/** A message as Slack shows it, drawn from its blocks; without blocks, its text. */
export function slackView({ text, blocks }: SlackMessage, actions: MessageActions): HTMLElement {
  const drawn =
    blocks.length === 0
      ? [textElement({ type: "mrkdwn", text })]
      : blocks.map((block) => blockElement(block, actions));
  return element("div", { class: "slack-message" }, ...drawn);
}

function blockElement(block: SlackBlock, actions: MessageActions): HTMLElement {
  switch (block.type) {
    case "header":
      return element("h2", { class: "slack-header" }, block.text.text);
    case "section":
      return sectionElement(block, actions);
    case "divider":
      return element("hr", { class: "slack-divider" });
    case "context":
      return contextElement(block);
    case "actions": {
      const elements = block.elements.map((one) => actionElement(one, actions));
      return element("div", { class: "slack-actions" }, ...elements);
    }
    case "rich_text":
      return richTextElement(block);
    case "data_table":
      return dataTableElement(block);
    case "table":
      return plainTableElement(block);
    case "data_visualization":
      return chartBlockElement(block);
    case "context_actions":
      return contextActionsElement(block, actions);
    case "container":
      return containerElement(block, actions);
    default:
      return otherElement(block);
  }
}

function otherElement(block: SlackBlock): HTMLElement {
  if (block.type === "image" && "image_url" in block) {
    return element("img", {
      src: block.image_url ?? "",
      alt: block.alt_text,
      class: "slack-image",
    });
  }
  if (block.type === "markdown") return element("p", { class: "slack-section" }, block.text);
  return element("p", { class: "slack-context" }, `[${block.type}: not drawn on this page]`);
}

function sectionElement(
  { text, fields, accessory }: SectionBlock,
  actions: MessageActions,
): HTMLElement {
  const words = text === undefined ? null : element("div", {}, textElement(text));
  const items = (fields ?? []).map((field) => element("div", {}, textElement(field)));
  const grid = items.length === 0 ? null : element("div", { class: "slack-fields" }, ...items);
  const side = accessory === undefined ? null : actionElement(accessory, actions);
  const main = element("div", {}, words, grid);
  return element("div", { class: "slack-section" }, main, side);
}

function contextElement({ elements }: ContextBlock): HTMLElement {
  const parts = elements.map((part) =>
    part.type === "image"
      ? element("img", {
          src: "image_url" in part ? (part.image_url ?? "") : "",
          alt: part.alt_text,
        })
      : textElement(part),
  );
  return element("div", { class: "slack-context" }, ...parts);
}

function contextActionsElement(
  { elements }: ContextActionsBlock,
  actions: MessageActions,
): HTMLElement {
  const parts = elements.flatMap((part) => {
    if (part.type !== "feedback_buttons") {
      return [buttonFor(part.text.text, { class: "slack-thumb" }, () => undefined)];
    }
    const thumb = (verdict: "good" | "bad", button: typeof part.positive_button): HTMLElement => {
      const label = button.accessibility_label ?? button.text.text;
      const attributes = { class: "slack-thumb", "aria-label": label, title: button.text.text };
      return buttonFor(thumbIcon(verdict), { ...attributes, "data-verdict": verdict }, () =>
        actions.judgeThis(verdict),
      );
    };
    return [thumb("good", part.positive_button), thumb("bad", part.negative_button)];
  });
  return element("div", { class: "slack-feedback" }, ...parts);
}

function containerElement(block: ContainerBlock, actions: MessageActions): HTMLElement {
  const title =
    block.rich_text_title === undefined
      ? element("span", { class: "slack-text" }, block.title?.text ?? "")
      : richTextElement(block.rich_text_title);
  const subtitle = block.subtitle === undefined ? null : textElement(block.subtitle);
  const children = block.child_blocks.map((child) => blockElement(child, actions));
  const inside = element("div", { class: "slack-contained" }, ...children);
  if (block.is_collapsible !== true) {
    return element("section", { class: "slack-container" }, title, subtitle, inside);
  }
  const open = block.default_collapsed !== true;
  const summary = element("summary", {}, title, subtitle);
  return element("details", { class: "slack-container", open }, summary, inside);
}
