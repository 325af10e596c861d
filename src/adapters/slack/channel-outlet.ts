import type { webApi } from "@slack/bolt";
import type { SlackMessage } from "#src/adapters/slack/render/render-message";
import type { ReplyFile } from "#src/cards/attachment";
import { sendAccepted } from "./accepted-version.ts";
import type { Outbox } from "./outbox.ts";
import { type Outlet, plainMessage, WORKING, withoutFiles } from "./outlet.ts";
import type { Place } from "./place.ts";
import { problemOf } from "./slack-problem.ts";
import { uploadFile } from "./upload-file.ts";

const NO_FILES =
  "This file can’t be sent: an administrator adds the scope files:write to the app and installs it again.";

/**
 * Messages into a thread or a direct conversation; where the app can't write, to the asker directly, and where people
 * of other organisations read along, for the asker's eyes alone.
 */
export class ChannelOutlet implements Outlet {
  readonly #client: webApi.WebClient;
  readonly #outbox: Outbox;
  #place: Place;
  #isWorking = false;
  /** The status that waits for its answer. */
  #statusTs: string | undefined;

  constructor(client: webApi.WebClient, outbox: Outbox, place: Place) {
    this.#client = client;
    this.#outbox = outbox;
    this.#place = place;
  }

  async working(): Promise<void> {
    this.#isWorking = true;
    await this.#send(async () => {
      this.#statusTs = await this.#post(plainMessage(WORKING));
    });
  }

  show(message: SlackMessage): Promise<SlackMessage> {
    if (this.#place.isShared === true) return this.whisper(message);
    return this.#reaching(() => this.#showHere(message));
  }

  async redraw(message: SlackMessage): Promise<SlackMessage> {
    const { pressedTs } = this.#place;
    if (pressedTs === undefined) return this.show(message);
    let isUpdated = false;
    const sent = await this.#send(() =>
      sendAccepted(message, async (version) => {
        isUpdated = await this.#update(pressedTs, version);
      }),
    );
    return isUpdated ? sent : this.show(message);
  }

  whisper(message: SlackMessage): Promise<SlackMessage> {
    if (this.#place.isDirect) return this.show(message);
    return this.#reaching(() => this.#whisperHere(withoutFiles(message)));
  }

  async file(file: ReplyFile): Promise<void> {
    const { name } = file;
    // A file goes to a conversation, which a person's id isn't; a message there tells its id.
    if (this.#place.channel === this.#place.user) await this.show(plainMessage(`${name}:`));
    try {
      await this.#send(() => uploadFile(this.#client, this.#place, file));
    } catch (error) {
      if (problemOf(error).code !== "missing_scope") throw error;
      await this.show(plainMessage(`${name}: ${NO_FILES}`));
    }
  }

  /** Files can't be hidden in a channel, so it goes into the direct conversation. */
  async fileAlone(file: ReplyFile): Promise<void> {
    const { team, user, isDirect } = this.#place;
    if (isDirect) return this.file(file);
    const place = { team, user, channel: user, isDirect: true };
    await new ChannelOutlet(this.#client, this.#outbox, place).file(file);
    await this.whisper(plainMessage(`${file.name} is in our direct conversation.`));
  }

  async close(): Promise<void> {
    if (!this.#isWorking) return;
    this.#isWorking = false;
    await this.#send(() => this.#removeStatus());
  }

  #showHere(message: SlackMessage): Promise<SlackMessage> {
    return this.#send(() => sendAccepted(message, (version) => this.#updateOrPost(version)));
  }

  #whisperHere(message: SlackMessage): Promise<SlackMessage> {
    return this.#send(async () => {
      await this.#removeStatus();
      return sendAccepted(message, async ({ text, blocks }) => {
        await this.#client.chat.postEphemeral({
          channel: this.#place.channel,
          user: this.#place.user,
          ...(this.#place.isNewThread === true ? {} : this.#thread()),
          text,
          ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
        });
      });
    });
  }

  /** Where the app isn't let in, the answer goes to the asker directly. */
  async #reaching(send: () => Promise<SlackMessage>): Promise<SlackMessage> {
    try {
      return await send();
    } catch (error) {
      const { user, team, isDirect } = this.#place;
      if (!problemOf(error).isOutOfReach || isDirect) throw error;
      this.#statusTs = undefined;
      this.#place = { team, user, channel: user, isDirect: true };
      return send();
    }
  }

  async #updateOrPost(message: SlackMessage): Promise<void> {
    const isUpdated = this.#statusTs !== undefined && (await this.#update(this.#statusTs, message));
    if (!isUpdated) await this.#post(message);
    this.#statusTs = undefined;
  }

  /** False when somebody has deleted the status meanwhile. */
  async #update(ts: string, { text, blocks }: SlackMessage): Promise<boolean> {
    try {
      await this.#client.chat.update({
        channel: this.#place.channel,
        ts,
        text,
        blocks: [...blocks],
      });
      return true;
    } catch (error) {
      if (problemOf(error).code === "message_not_found") return false;
      throw error;
    }
  }

  /** Gives the message's ts. */
  async #post({ text, blocks }: SlackMessage): Promise<string | undefined> {
    const { ts, channel } = await this.#client.chat.postMessage({
      channel: this.#place.channel,
      ...this.#thread(),
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      unfurl_links: false,
      unfurl_media: false,
    });
    // A person's id was exchanged for the direct conversation's.
    if (channel !== undefined) this.#place = { ...this.#place, channel };
    return ts;
  }

  async #removeStatus(): Promise<void> {
    if (this.#statusTs === undefined) return;
    const ts = this.#statusTs;
    this.#statusTs = undefined;
    await this.#client.chat.delete({ channel: this.#place.channel, ts });
  }

  #thread(): { readonly thread_ts?: string } {
    const { threadTs } = this.#place;
    return threadTs === undefined ? {} : { thread_ts: threadTs };
  }

  #send<T>(call: () => Promise<T>): Promise<T> {
    return this.#outbox.send(this.#place.team, this.#place.channel, call);
  }
}
