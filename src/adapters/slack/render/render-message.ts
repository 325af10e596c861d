import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import type { Attachment } from "#src/cards/attachment";
import type { Card, IssueAction } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";
import { DEFAULT_LOCALE } from "#src/cards/format";
import { drawFeedback } from "./draw-actions.ts";
import { drawCard } from "./draw-card.ts";
import { type Abilities, type Budget, fileNames, joined, nothing } from "./drawing.ts";
import { fits, fitted, type Room } from "./fit.ts";
import { cut, escapeText, linesThatFit, moreOf, shown } from "./texts.ts";

/** A card as it is sent to Slack. */
export interface SlackMessage {
  /** The whole card in words: for notifications and screen readers, and by itself where blocks are refused. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** What the blocks can't show, to be sent beside the message. */
  readonly attachments: readonly Attachment[];
  /** Draws the card again for a workspace that lacks something; absent where there is nothing to draw. */
  readonly redraw?: (fewer: Partial<Abilities>) => SlackMessage;
}

export interface MessageOptions {
  readonly issue: IssueAction;
  /** By which numbers and days are written. */
  readonly locale?: string;
  /** Asks for feedback on this answer under the message. */
  readonly answerId?: string;
}

const EVERYTHING: Abilities = {
  hasCharts: true,
  hasTables: true,
  hasFolding: true,
  hasFiles: true,
};
/** From generous to sparing; the first that fits is taken. */
const BUDGETS: readonly Budget[] = [
  { text: 3_000, tables: 6_000, query: 2_500 },
  { text: 1_500, tables: 4_000, query: 1_500 },
  { text: 500, tables: 2_000, query: 500 },
];
const ROOM: Room = {
  blocks: LIMITS.messageBlocks.most,
  characters: LIMITS.messageCharacters.most,
};
const MOST_LINE = 500;

/** A card as a message that Slack takes, whatever the card holds; what had to be left out is told in it. */
export function renderMessage(card: Card, options: MessageOptions): SlackMessage {
  return messageOf(card, issuedOnce(options.issue), options, EVERYTHING);
}

/** A card in words, escaped, so that nothing in it mentions anybody or links anywhere. */
function notificationText(card: Card, locale: string): string {
  const lines = cardText(card, locale)
    .split("\n")
    .map((line) => escapeText(cut(line, MOST_LINE)));
  const fitting = linesThatFit(lines, LIMITS.notificationText.most, (left) => moreOf(left, "line"));
  const text = fitting.join("\n");
  return text.trim() === "" ? shown(text) : text;
}

function messageOf(
  card: Card,
  issues: () => IssueAction,
  options: MessageOptions,
  abilities: Abilities,
): SlackMessage {
  const { title } = card;
  const { locale = DEFAULT_LOCALE } = options;
  const feedback = options.answerId === undefined ? nothing : drawFeedback(options.answerId);
  let whole = feedback;
  for (const budget of BUDGETS) {
    const body = drawCard(card, {
      title,
      issue: issues(),
      locale,
      abilities,
      budget,
      nameFile: fileNames(),
    });
    whole = joined([body, feedback]);
    if (fits(whole.blocks, ROOM)) break;
  }
  return {
    text: notificationText(card, locale),
    blocks: fitted(whole.blocks, ROOM),
    attachments: whole.attachments,
    redraw: (fewer) => messageOf(card, issues, options, { ...abilities, ...fewer }),
  };
}

/** Actions are drawn in one order always, so a card that is drawn again gets the ids that it had. */
function issuedOnce(issue: IssueAction): () => IssueAction {
  const ids: string[] = [];
  return () => {
    let at = -1;
    return (action) => {
      at += 1;
      ids[at] ??= issue(action);
      return ids[at] ?? "";
    };
  };
}
