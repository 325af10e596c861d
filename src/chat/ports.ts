import type { ReplyFile } from "#src/cards/attachment";
import type { CardAction } from "#src/cards/card";
import type { ThreadState } from "#src/conversation";

/** Knows what was handled already, also after a restart. */
export interface HandledKeys {
  /** True for the first caller with this key; false for others until `seconds` have passed. */
  claim(key: string, seconds: number, now: Date): boolean;
}

/** What a button stands for. */
export interface IssuedAction {
  readonly action: CardAction;
  readonly thread: string;
  readonly answerId: string;
  /** What the thread held once the answer was given. */
  readonly state: ThreadState;
  /** In whose name the card was drawn: e-mail; empty for the local administrator. */
  readonly person: string;
}

/** Actions behind opaque ids; they expire. */
export interface IssuedActions {
  keep(action: IssuedAction, now: Date): string;
  /** Null when there is no such action, or no longer. */
  find(id: string, now: Date): IssuedAction | null;
}

/** What people think of answers; the last word of a person counts. */
export interface FeedbackBook {
  keep(
    answerId: string,
    person: string,
    given: { readonly verdict: "good" | "bad"; readonly note: string | null },
    now: Date,
  ): void;
}

export type KeptFile = ReplyFile;

/** Files behind opaque addresses, for platforms that fetch rather than receive; they expire. */
export interface KeptFiles {
  keep(file: KeptFile, now: Date): string;
  find(id: string, now: Date): KeptFile | null;
}

/** Slack's installations, one per workspace or organisation; what they hold is sealed. */
export interface SealedInstallations {
  save(id: string, sealed: Uint8Array, now: Date): void;
  find(id: string): Uint8Array | null;
  delete(id: string): void;
  /** The workspaces and organisations that there are installations of. */
  ids(): readonly string[];
}

/** Where Teams can be written to without having been asked. */
export interface TeamsConversation {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly scope: "personal" | "group" | "channel";
}

export interface TeamsConversations {
  save(conversation: TeamsConversation, now: Date): void;
  find(conversationId: string): TeamsConversation | null;
  /** The one of a tenant that was saved last; null where there is none. */
  lastIn(tenantId: string): TeamsConversation | null;
  delete(conversationId: string): void;
}

/** What is counted of the traffic with a platform. */
export interface TrafficCounts {
  /** A platform's request was acknowledged. */
  acknowledged(platform: string, milliseconds: number): void;
  /** A message went out, or in the end didn't. */
  sent(platform: string, outcome: "ok" | "failed"): void;
  /** A message is sent again. */
  retried(platform: string): void;
  /** A platform asked to wait: HTTP 429 or its equal. */
  rateLimited(platform: string): void;
}
