import type { MrkdwnElement, PlainTextElement, RichTextBlock } from "@slack/types";
import { element } from "./element.ts";
import { readMrkdwn, type SlackRun, type SlackStyle } from "./slack-text.ts";

const TAGS: Readonly<Record<Exclude<SlackStyle, "none">, keyof HTMLElementTagNameMap>> = {
  bold: "b",
  italic: "i",
  strike: "s",
  code: "code",
  preformatted: "pre",
};

/** A text object: mrkdwn with its styles, plain text as it is. */
export function textElement(text: MrkdwnElement | PlainTextElement): HTMLElement {
  if (text.type === "plain_text") return element("span", { class: "slack-text" }, text.text);
  return element("span", { class: "slack-text" }, ...readMrkdwn(text.text).map(runElement));
}

function runElement(run: SlackRun): Node {
  switch (run.kind) {
    case "break":
      return element("br");
    case "mention":
      return element("span", { class: "slack-mention" }, run.text);
    case "link":
      return linkElement(run.url, run.text);
    case "text":
      return run.style === "none"
        ? document.createTextNode(run.text)
        : element(TAGS[run.style], {}, run.text);
  }
}

function linkElement(url: string, text: string): Node {
  if (!/^https?:\/\//.test(url)) return document.createTextNode(text);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

type RichPart = RichTextBlock["elements"][number];
type Inline = Extract<RichPart, { type: "rich_text_section" }>["elements"][number];

/** Rich text: sections, lists, quotes and code. */
export function richTextElement({ elements }: RichTextBlock): HTMLElement {
  return element("div", { class: "slack-rich" }, ...elements.map(richPart));
}

function richPart(part: RichPart): HTMLElement {
  switch (part.type) {
    case "rich_text_section":
      return element("p", {}, ...part.elements.map(inlineElement));
    case "rich_text_list": {
      const items = part.elements.map((item) =>
        element("li", {}, ...item.elements.map(inlineElement)),
      );
      return element(part.style === "ordered" ? "ol" : "ul", {}, ...items);
    }
    case "rich_text_quote":
      return element("blockquote", {}, ...part.elements.map(inlineElement));
    case "rich_text_preformatted":
      return element("pre", { tabindex: 0 }, ...part.elements.map(inlineElement));
  }
}

function inlineElement(inline: Inline): Node {
  if (inline.type === "link") return linkElement(inline.url, inline.text ?? inline.url);
  if (inline.type !== "text") return element("span", { class: "slack-mention" }, inline.type);
  const { bold, italic, strike, code } = inline.style ?? {};
  let node: Node = document.createTextNode(inline.text);
  if (code === true) node = element("code", {}, node);
  if (bold === true) node = element("b", {}, node);
  if (italic === true) node = element("i", {}, node);
  if (strike === true) node = element("s", {}, node);
  return node;
}
