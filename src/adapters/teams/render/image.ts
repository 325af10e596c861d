import type { CardElement, IAdaptiveCard, IImage } from "@microsoft/teams.cards";
import type { ChartAttachment } from "#src/cards/attachment";
import { chartText } from "#src/cards/chart-text";
import { CARD_BYTES, cardBytes, MESSAGE_TEXT_CHARACTERS } from "./limits.ts";
import { shortened } from "./literal-text.ts";

/** Id of the element in which a chart's image belongs. */
export function imagePlace(name: string): string {
  return `image-${name}`;
}

/**
 * The card with a chart's image above the words that stand for it; `url` is an address or a data URI. Null where
 * the card would become too large, or has no place for it.
 */
export function withImage(
  card: IAdaptiveCard,
  { name, chart }: ChartAttachment,
  url: string,
): IAdaptiveCard | null {
  const altText = shortened(chartText(chart), MESSAGE_TEXT_CHARACTERS);
  const image: IImage = { type: "Image", url, altText, size: "Stretch" };
  const id = imagePlace(name);
  const isPlace = (element: CardElement) => element.type === "Container" && element.id === id;
  if (!card.body.some(isPlace)) return null;
  const body = card.body.map((element) =>
    element.type === "Container" && element.id === id
      ? { ...element, items: [image, ...element.items] }
      : element,
  );
  const drawn = { ...card, body };
  return cardBytes(drawn) <= CARD_BYTES ? drawn : null;
}
