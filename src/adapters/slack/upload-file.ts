import type { webApi } from "@slack/bolt";
import type { ReplyFile } from "#src/cards/attachment";
import type { Place } from "./place.ts";

/** Puts a file into a conversation, or a thread of it. */
export function uploadFile(
  client: webApi.WebClient,
  { channel, threadTs }: Pick<Place, "channel" | "threadTs">,
  { name, mediaType, content, description }: ReplyFile,
): Promise<unknown> {
  const isPicture = mediaType === "image/png";
  return client.filesUploadV2({
    channel_id: channel,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    file: Buffer.from(content),
    filename: name,
    title: name,
    ...(isPicture ? { alt_text: description } : {}),
  } as webApi.FilesUploadV2Arguments);
}
