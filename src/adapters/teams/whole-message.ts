import { type RenderedMessage, renderMessage } from "#src/adapters/teams/render/message";
import { type WholeMessage, withFiles } from "#src/adapters/teams/render/with-files";
import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { Card, CardBlock, FileAction } from "#src/cards/card";
import type { Drawable } from "#src/chat/message";
import type { Files } from "./files.ts";

/** What images and files of a card are drawn with. */
export interface WholeMessageParts {
  readonly files: Files;
  readonly attachmentFile: (attachment: Attachment) => Promise<ReplyFile>;
}

/** A card as Teams shows it. */
export function drawn(
  { card, issue }: Pick<Drawable, "card" | "issue">,
  locale: string | undefined,
): RenderedMessage {
  return renderMessage(card, { issue, ...(locale === undefined ? {} : { locale }) });
}

/** The card with the images that fit in it, and the files that nothing else brings. */
export async function wholeMessage(
  rendered: RenderedMessage,
  { blocks }: Card,
  { files, attachmentFile }: WholeMessageParts,
): Promise<WholeMessage> {
  // Nobody is offered files unasked where a button of the card brings them.
  const isWanted = (format: FileAction["format"]): boolean =>
    files.hasAddresses || !hasFileButton(blocks, format);
  const attachments = rendered.attachments.filter(
    ({ type }) => type === "chart" || isWanted("csv"),
  );
  const whole = await withFiles({ ...rendered, attachments }, attachmentFile, (file) =>
    files.imageUrl(file),
  );
  const wanted = whole.files.filter(({ mediaType }) =>
    isWanted(mediaType === "image/png" ? "png" : "csv"),
  );
  return { ...whole, files: wanted };
}

function hasFileButton(blocks: readonly CardBlock[], format: FileAction["format"]): boolean {
  const buttons = blocks.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
  return buttons.some(({ action }) => action.kind === "file" && action.format === format);
}
