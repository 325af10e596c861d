import type { CardElement, IAdaptiveCard } from "@microsoft/teams.cards";
import type { Attachment } from "#src/cards/attachment";
import type { Card, IssueAction } from "#src/cards/card";
import { cardText, figureText } from "#src/cards/fallback-text";
import { fileName } from "#src/cards/file-name";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { type DrawnBlock, drawBlock, isDrawnChart } from "./block.ts";
import {
  CARD_BYTES,
  CARD_SIZES,
  type CardSize,
  cardBytes,
  MESSAGE_TEXT_CHARACTERS,
  SPOKEN_CHARACTERS,
} from "./limits.ts";
import { inert, shortened } from "./literal-text.ts";
import { heading, smallPrint } from "./text-elements.ts";

/** The language of the words around the data, for screen readers. */
export const CARD_LANGUAGE = "en";

/** What a card is drawn with. */
export interface RenderOptions {
  /** Gives each action of the card its opaque id; called once an action. */
  readonly issue: IssueAction;
}

/** A message of Teams: a text for notifications, the card, and what the card couldn't show. */
export interface RenderedMessage {
  /** Plain text, for the activity's `summary`. */
  readonly text: string;
  readonly card: IAdaptiveCard;
  readonly attachments: readonly Attachment[];
}

/** Draws a card as an Adaptive Card 1.5 of at most `CARD_BYTES`; what doesn't fit is cut visibly. */
export function renderMessage(card: Card, { issue }: RenderOptions): RenderedMessage {
  const issueOnce = oncePerAction(issue);
  const text = messageText(card);
  const frame = (drawn: readonly DrawnBlock[]): RenderedMessage => ({
    text,
    card: adaptiveCard(card, bodyOf(card, drawn), text),
    attachments: drawn.flatMap(({ attachments }) => attachments),
  });
  const draw = (size: CardSize) => {
    const { title } = card;
    const hasChart = card.blocks.some((block) => isDrawnChart(block, size));
    return card.blocks.map((block, number) => {
      const name = nameOf(card, number);
      return drawBlock(block, { size, number, issue: issueOnce, name, title, hasChart });
    });
  };
  for (const size of CARD_SIZES) {
    const message = frame(draw(size));
    if (cardBytes(message.card) <= CARD_BYTES) return message;
  }
  return frame(withoutLargest(draw(CARD_SIZES.at(-1) ?? CARD_SIZES[0]), frame));
}

/** File name of a block by the card's title, numbered from the second block of its kind on. */
function nameOf({ title, blocks }: Card, at: number): string {
  const before = blocks.slice(0, at).filter(({ type }) => type === blocks[at]?.type).length;
  return before === 0 ? fileName(title) : `${fileName(title)}-${before + 1}`;
}

function adaptiveCard({ title, blocks }: Card, body: CardElement[], text: string): IAdaptiveCard {
  const figures = blocks.flatMap((block) => (block.type === "figures" ? block.figures : []));
  const spoken = [plainLine(title), ...figures.map(figureText)].filter((part) => part !== "");
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: CARD_LANGUAGE,
    speak: inert(shortened(spoken.join(". ") || text, SPOKEN_CHARACTERS)),
    fallbackText: text,
    msteams: { width: "full" },
    body,
  };
}

/** Title and blocks below each other, with a line where a divider stands between two. */
function bodyOf({ title }: Card, drawn: readonly DrawnBlock[]): CardElement[] {
  const body: CardElement[] = plainLine(title) === "" ? [] : [heading(title)];
  let isSeparated = false;
  let leftOut = 0;
  for (const { elements, isDivider, isLeftOut } of drawn) {
    const [first, ...others] = elements;
    isSeparated ||= isDivider;
    if (isLeftOut) leftOut += 1;
    if (first === undefined) continue;
    body.push(isSeparated && body.length > 0 ? { ...first, separator: true } : first, ...others);
    isSeparated = false;
  }
  const note = `… and ${formatCount(leftOut)} more ${leftOut === 1 ? "part" : "parts"}, too large to be shown here`;
  return leftOut === 0 ? body : [...body, ...smallPrint(note, note.length)];
}

/** Leaves out the largest blocks, one by one, until the card is small enough. */
function withoutLargest(
  drawn: readonly DrawnBlock[],
  frame: (drawn: readonly DrawnBlock[]) => RenderedMessage,
): readonly DrawnBlock[] {
  let left = drawn;
  while (cardBytes(frame(left).card) > CARD_BYTES) {
    const sizes = left.map(({ elements }) => JSON.stringify(elements).length);
    const largest = sizes.indexOf(Math.max(...sizes));
    left = left.map((block, at) =>
      at === largest
        ? { ...block, elements: [], isLeftOut: true, attachments: block.whole }
        : block,
    );
  }
  return left;
}

/** The card's words; buttons and basis are looked at, not read out. */
function messageText({ title, blocks }: Card): string {
  const said = blocks.filter(({ type }) => type !== "basis" && type !== "buttons");
  return inert(shortened(cardText({ title, blocks: said }), MESSAGE_TEXT_CHARACTERS)) || "Tally";
}

function oncePerAction(issue: IssueAction): IssueAction {
  const issued = new Map<Parameters<IssueAction>[0], string>();
  return (action) => {
    const id = issued.get(action) ?? issue(action);
    issued.set(action, id);
    return id;
  };
}
