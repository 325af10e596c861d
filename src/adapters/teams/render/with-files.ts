import type { IAdaptiveCard } from "@microsoft/teams.cards";
import type { Attachment, ReplyFile } from "#src/cards/attachment";
import { withImage } from "./image.ts";
import type { RenderedMessage } from "./message.ts";

/** A card with its charts' images in it, and the files that go beside it. */
export interface WholeMessage {
  readonly card: IAdaptiveCard;
  readonly files: readonly ReplyFile[];
}

/** Draws what a card couldn't show: images go into it where `imageUrl` has an address and it has room. */
export async function withFiles(
  { card, attachments }: RenderedMessage,
  attachmentFile: (attachment: Attachment) => Promise<ReplyFile>,
  imageUrl: (file: ReplyFile) => string | null,
): Promise<WholeMessage> {
  const files: ReplyFile[] = [];
  let whole = card;
  for (const attachment of attachments) {
    const file = await attachmentFile(attachment);
    const url = attachment.type === "chart" ? imageUrl(file) : null;
    const shown =
      url === null || attachment.type !== "chart" ? null : withImage(whole, attachment, url);
    if (shown === null) files.push(file);
    else whole = shown;
  }
  return { card: whole, files };
}
