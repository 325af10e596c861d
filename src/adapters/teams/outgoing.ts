import type { ReplyFile } from "#src/cards/attachment";
import { CARD_TYPE, type InvokeBody, type OutgoingActivity } from "./teams-host.ts";

/** A card with the words that stand for it in notifications. */
interface SpokenCard {
  readonly text: string;
  readonly card: object;
}

/** An answer: its card, labelled as generated, with thumbs under it. */
export function answerActivity(answer: SpokenCard): OutgoingActivity {
  return {
    ...cardActivity(answer),
    channelData: { feedbackLoop: { type: "default" } },
    entities: [
      {
        type: "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        additionalType: ["AIGeneratedContent"],
      },
    ],
  };
}

/** A card that answers nothing. */
export function cardActivity({ text, card }: SpokenCard): OutgoingActivity {
  return {
    type: "message",
    summary: text,
    attachments: [{ contentType: CARD_TYPE, content: card }],
  };
}

/** A line of plain words. */
export function textActivity(text: string): OutgoingActivity {
  return { type: "message", text, textFormat: "plain" };
}

export const TYPING: OutgoingActivity = { type: "typing" };

/** The first step of a streamed answer: what is being done. */
export function informativeActivity(text: string): OutgoingActivity {
  const stream = { streamType: "informative", streamSequence: 1 };
  return {
    type: "typing",
    text,
    channelData: stream,
    entities: [{ type: "streaminfo", ...stream }],
  };
}

/** The last step of a streamed answer. */
export function finalActivity(streamId: string, answer: OutgoingActivity): OutgoingActivity {
  const stream = { streamId, streamType: "final" };
  const { channelData, entities } = answer as {
    readonly channelData?: object;
    readonly entities?: readonly object[];
  };
  return {
    ...answer,
    type: "message",
    id: streamId,
    channelData: { ...channelData, ...stream },
    entities: [...(entities ?? []), { type: "streaminfo", ...stream }],
  };
}

/** An image within a card; `url` is an address or the image itself. */
export function imageActivity({ description }: ReplyFile, url: string): OutgoingActivity {
  const card = {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: description,
    body: [{ type: "Image", url, altText: description, size: "Stretch" }],
    msteams: { width: "Full", allowExpand: true },
  };
  return cardActivity({ text: description, card });
}

/** A file behind an address. */
export function linkActivity({ name, description }: ReplyFile, url: string): OutgoingActivity {
  const card = {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: `${description}: ${name}`,
    body: [{ type: "RichTextBlock", inlines: [{ type: "TextRun", text: description }] }],
    actions: [{ type: "Action.OpenUrl", title: `Download ${name}`, url }],
  };
  return cardActivity({ text: description, card });
}

/** Asks whether a file may be put among somebody's own files; only in a 1:1 conversation. */
export function fileOfferActivity(file: ReplyFile, fileId: string): OutgoingActivity {
  const context = { file: fileId };
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.consent",
        name: file.name,
        content: {
          description: file.description,
          sizeInBytes: file.content.byteLength,
          acceptContext: context,
          declineContext: context,
        },
      },
    ],
  };
}

/** What the presser of a button sees at once, alone. */
export function notice(text: string): InvokeBody {
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text };
}

/** A dialog with a card in it. */
export function dialogCard(
  title: string,
  card: object,
  size: "medium" | "large" = "large",
): InvokeBody {
  const content = { contentType: CARD_TYPE, content: card };
  const value = { title, width: size, height: size, card: content };
  return { task: { type: "continue", value } };
}

/** A dialog with nothing but words. */
export function dialogText(text: string): InvokeBody {
  return { task: { type: "message", value: text } };
}
