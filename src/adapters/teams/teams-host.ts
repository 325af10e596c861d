import type { Router } from "express";
import { z } from "zod";
import { wasNeverSent } from "#src/chat/never-sent";
import type { TeamsConversation } from "#src/chat/ports";
import { accountSchema, type TeamsAccount } from "./activity.ts";

/** A Bot Framework activity on its way out, as plain JSON. */
export type OutgoingActivity = Readonly<Record<string, unknown>> & { readonly type: string };

/** What an invoke request is answered with. */
export type InvokeBody = Readonly<Record<string, unknown>>;

/** Takes an activity whose sender the library has verified; only an invoke is answered with a body. */
export type ReceiveActivity = (activity: unknown) => Promise<InvokeBody | null>;

/**
 * The one thing that knows a Teams library. What comes in arrives as an activity, which `readActivity` makes a
 * message, action, dialog, install or feedback; what goes out is one attempt each, without retries of the library's.
 */
export interface TeamsHost {
  /** Adds the library's endpoint to a router; what comes in goes to `receive`. */
  listen(router: Router, receive: ReceiveActivity): Promise<void>;
  /**
   * A reply, a proactive message or a step of a stream; gives the activity's id.
   * @throws TeamsSendError
   */
  post(place: TeamsConversation, activity: OutgoingActivity): Promise<string>;
  /** Puts an activity in the place of one that all see. @throws TeamsSendError */
  update(place: TeamsConversation, activityId: string, activity: OutgoingActivity): Promise<void>;
  /** A page of those who are in a conversation. @throws TeamsSendError */
  members(place: TeamsConversation, continuation?: string): Promise<MembersPage>;
  /** Somebody in a conversation, as Teams knows them there. @throws TeamsSendError */
  member(place: TeamsConversation, memberId: string): Promise<TeamsAccount>;
  /** The 1:1 conversation with a member of a conversation. @throws TeamsSendError */
  openPersonal(place: TeamsConversation, memberId: string): Promise<TeamsConversation>;
}

/** Some of the people in a conversation. */
export interface MembersPage {
  readonly members: readonly TeamsAccount[];
  /** Asks for the next page; undefined after the last one. */
  readonly continuation: string | undefined;
}

/** So many people are asked for at once, the most that Teams tells. */
export const MEMBERS_PAGE = 500;

/** What Teams says of a conversation's members, as a page. @throws ZodError for anything else */
export function readMembersPage(page: unknown): MembersPage {
  const { members, continuationToken } = membersPageSchema.parse(page);
  return { members, continuation: continuationToken || undefined };
}

const membersPageSchema = z.object({
  members: z.array(accountSchema),
  continuationToken: z.string().nullish(),
});

/** Teams didn't take an activity. */
export class TeamsSendError extends Error {
  override name = "TeamsSendError";
  /** HTTP status; null where there was no answer at all. */
  readonly status: number | null;
  /** What Teams asks to wait, in milliseconds. */
  readonly retryAfter: number | null;
  /** The activity certainly never left. */
  readonly isUnsent: boolean;

  constructor(status: number | null, retryAfterHeader: unknown, cause?: unknown) {
    super(`Teams answered ${status ?? "nothing"}`);
    this.status = status;
    this.isUnsent = status === null && wasNeverSent(cause);
    const seconds = Number(retryAfterHeader ?? Number.NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds * 1000 : null;
  }
}

export const MESSAGES_PATH = "/api/messages";
export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
