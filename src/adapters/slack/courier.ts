import type { WebClient } from "@slack/web-api";
import { renderMessage, type SlackMessage } from "#src/adapters/slack/render/render-message";
import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { Channel } from "#src/channel";
import type { Courier } from "#src/chat/courier";
import { KeyedQueue } from "#src/chat/keyed-queue";
import type { Drawable } from "#src/chat/message";
import type { Log } from "#src/log";
import { sendAccepted } from "./accepted-version.ts";
import { courierErrorOf } from "./courier-failure.ts";
import { findMarked, markOf } from "./marked-messages.ts";
import { type MessagePlace, messageIdOf, readMessageId } from "./message-id.ts";
import type { Outbox } from "./outbox.ts";
import { withoutFiles } from "./outlet.ts";
import { isDirectChannel, threadOf } from "./place.ts";
import { problemOf } from "./slack-problem.ts";
import { uploadFile } from "./upload-file.ts";

/** What the courier is made of. */
export interface SlackCourierParts {
  readonly clientOf: (team: string) => Promise<WebClient>;
  readonly outbox: Outbox;
  /** Turns what a message can't show into a file. */
  readonly attachmentFile: (attachment: Attachment) => Promise<ReplyFile>;
  readonly log: Log;
}

/**
 * Brings cards to Slack's channels and, by a person's id as the channel, to people. Each call is made once: whoever
 * has a message brought decides about another attempt.
 */
export class SlackCourier implements Courier {
  readonly #parts: SlackCourierParts;
  readonly #files = new KeyedQueue();

  constructor(parts: SlackCourierParts) {
    this.#parts = parts;
  }

  /** Files follow the message by themselves, so that nothing but the message decides whether it was posted. */
  async post(
    channel: Channel,
    card: Drawable,
    { mark, thread }: { readonly mark: string; readonly thread?: string },
  ): Promise<string> {
    const root = thread === undefined ? null : readMessageId(thread);
    const to = root?.channel ?? channel.id;
    const threadTs = root === null ? {} : { thread_ts: root.ts };
    const message = drawn(card);
    return this.#calling(false, async () => {
      const client = await this.#parts.clientOf(channel.tenant);
      let posted: MessagePlace = { channel: to, ts: "" };
      const sent = await this.#send(channel, () =>
        sendAccepted(message, async ({ text, blocks }) => {
          const { channel: conversation = to, ts = "" } = await client.chat.postMessage({
            channel: to,
            ...threadTs,
            text,
            ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
            metadata: markOf(mark),
            unfurl_links: false,
            unfurl_media: false,
          });
          posted = { channel: conversation, ts };
        }),
      );
      const topic = { ...posted, ts: root?.ts ?? posted.ts };
      this.#placed(channel, card, topic);
      this.#attachLater({ client, channel, topic }, sent.attachments, card.files ?? []);
      return messageIdOf(posted);
    });
  }

  /** What stood beside the message as a file stands there still. */
  async update(channel: Channel, messageId: string, card: Drawable): Promise<void> {
    const place = readMessageId(messageId);
    const message = withoutFiles(drawn(card));
    return this.#calling(true, async () => {
      const client = await this.#parts.clientOf(channel.tenant);
      await this.#send(channel, () =>
        sendAccepted(message, async ({ text, blocks }) => {
          await client.chat.update({ ...place, text, blocks: [...blocks] });
        }),
      );
      this.#placed(channel, card, place);
    });
  }

  /** `unknown` without the scope to read the channel, which the app does without otherwise. */
  find(
    channel: Channel,
    mark: string,
    since: Date,
    thread?: string,
  ): Promise<string | null | "unknown"> {
    return this.#calling(true, async () => {
      const client = await this.#parts.clientOf(channel.tenant);
      const root = thread === undefined ? {} : { root: readMessageId(thread) };
      const where = { channel: channel.id, since, ...root };
      const found = await this.#send(channel, () => findMarked(client, mark, where));
      return found === null || found === "unknown" ? found : messageIdOf(found);
    });
  }

  remember(channel: Channel, messageId: string, card: Drawable): void {
    this.#placed(channel, card, readMessageId(messageId));
  }

  /** Done once every file is with Slack. */
  idle(): Promise<void> {
    return this.#files.idle();
  }

  #send<T>({ tenant, id }: Channel, call: () => Promise<T>): Promise<T> {
    return this.#parts.outbox.send(tenant, id, call, 1);
  }

  async #calling<T>(isRepeatable: boolean, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw courierErrorOf(error, isRepeatable);
    }
  }

  /** A message stands, also where it can't be remembered what it is about. */
  #placed({ tenant: team }: Channel, { standsIn }: Drawable, { channel, ts }: MessagePlace): void {
    const direct = isDirectChannel(channel) ? [threadOf({ team, channel })] : [];
    try {
      standsIn?.([...direct, threadOf({ team, channel, threadTs: ts })]);
    } catch (error) {
      this.#parts.log.warn("it can't be remembered what a message is about", { error });
    }
  }

  #attachLater(
    to: {
      readonly client: WebClient;
      readonly channel: Channel;
      readonly topic: MessagePlace;
    },
    attachments: readonly Attachment[],
    files: readonly ReplyFile[],
  ): void {
    const { client, channel, topic } = to;
    const { outbox, attachmentFile, log } = this.#parts;
    const place = { channel: topic.channel, threadTs: topic.ts };
    const attach = async (file: ReplyFile | Promise<ReplyFile>): Promise<void> => {
      try {
        const drawnFile = await file;
        await outbox.send(channel.tenant, channel.id, () => uploadFile(client, place, drawnFile));
      } catch (error) {
        log.warn("a file wasn't sent", { code: problemOf(error).code, error });
      }
    };
    void this.#files.run(channel.id, async () => {
      for (const attachment of attachments) await attach(attachmentFile(attachment));
      for (const file of files) await attach(file);
    });
  }
}

function drawn({ card, issue, feedbackId }: Drawable): SlackMessage {
  const answer = feedbackId === undefined ? {} : { answerId: feedbackId };
  return renderMessage(card, { issue, ...answer });
}
