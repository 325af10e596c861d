import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { Desk } from "#src/chat/desk";
import type { Reply } from "#src/chat/message";
import type { HandledKeys, SealedInstallations } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { SlackSettings } from "./settings.ts";

/** What is counted of the traffic with Slack. */
export interface TrafficCounts {
  acknowledged(platform: string, milliseconds: number): void;
  sent(platform: string, outcome: "ok" | "failed"): void;
  retried(platform: string): void;
  rateLimited(platform: string): void;
}

/** A card with what gives its actions their ids. */
export type Drawable = Pick<Reply, "card" | "issue">;

/** What Slack's adapter is made of; nothing is read from the environment. */
export interface SlackParts {
  readonly settings: SlackSettings;
  readonly desk: Desk;
  readonly handled: HandledKeys;
  /** Kept for OAuth only. */
  readonly installations: SealedInstallations;
  /** Seals installations: 32 bytes as base64 or hex; older keys follow after commas. OAuth needs it. */
  readonly encryptionKey?: string | undefined;
  /** Turns what a message can't show into a file. */
  readonly attachmentFile: (attachment: Attachment) => Promise<ReplyFile>;
  /** What can be asked, as a card for this thread. */
  readonly help: (thread: string, now: Date) => Drawable;
  readonly clock: () => Date;
  readonly log: Log;
  readonly counts: TrafficCounts;
}
