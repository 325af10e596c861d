import type { Filled } from "#src/cards/form";
import type { SenderKind } from "#src/chat/message";
import type { TeamsConversation } from "#src/chat/ports";

/** Who did something: known by tenant and object id of Entra, never by a name. */
export interface TeamsPerson {
  /** Their own, which in a shared channel may be another one than the channel's. */
  readonly tenantId: string;
  /** Null for guests of a meeting and whoever else has no account in Entra. */
  readonly objectId: string | null;
  /** The member's id within Teams, by which a 1:1 conversation is opened. */
  readonly memberId: string;
  /** Undefined where Teams doesn't say. */
  readonly kind: SenderKind | undefined;
}

interface EventBase {
  readonly place: TeamsConversation;
  readonly person: TeamsPerson;
  /** As BCP 47, where Teams says it. */
  readonly locale: string | undefined;
}

/** Something said to the bot. */
export interface TeamsMessage extends EventBase {
  readonly kind: "message";
  /** Null where Teams gives none; then a repeat can't be known. */
  readonly eventId: string | null;
  /** Without the mention of the bot. */
  readonly text: string;
}

/** A button of a card, with what was chosen. */
export interface TeamsAction extends EventBase {
  readonly kind: "action";
  /** Null where nothing was chosen. */
  readonly actionId: string | null;
  readonly date: string | undefined;
  /** The message that was pressed; null where the client doesn't say. */
  readonly activityId: string | null;
}

/** The button of a form, or the form once it is filled in; both are answered in a dialog. */
export interface TeamsForm extends EventBase {
  readonly kind: "form";
  readonly actionId: string;
  /** Null where it is to be shown. */
  readonly filled: Filled | null;
  /** The message that was pressed; null where the client doesn't say. */
  readonly activityId: string | null;
}

/** A dialog that wants to be filled: on a message's text, or on nothing. */
export interface TeamsDialog extends EventBase {
  readonly kind: "dialog";
  readonly eventId: string | null;
  readonly text: string | null;
}

/** The bot came to a conversation, or went. */
export interface TeamsInstall extends EventBase {
  readonly kind: "install";
  readonly change: "added" | "removed";
}

/** Thumbs under one of the bot's messages. */
export interface TeamsFeedback extends EventBase {
  readonly kind: "feedback";
  /** Null where the client doesn't say under which. */
  readonly activityId: string | null;
  readonly verdict: "good" | "bad";
  readonly note: string | undefined;
}

/** A file that was offered is wanted, or not. */
export interface TeamsFileConsent extends EventBase {
  readonly kind: "file";
  readonly fileId: string;
  /** Null where the file isn't wanted. */
  readonly upload: TeamsUpload | null;
}

/** Where an accepted file goes. */
export interface TeamsUpload {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** Somebody came to a conversation, or went. */
export interface TeamsMembers extends EventBase {
  readonly kind: "members";
}

/** Something else happened in a conversation: it is worth remembering, no more. */
export interface TeamsSign extends EventBase {
  readonly kind: "sign";
}

export type TeamsEvent =
  | TeamsMessage
  | TeamsAction
  | TeamsForm
  | TeamsDialog
  | TeamsInstall
  | TeamsFeedback
  | TeamsFileConsent
  | TeamsMembers
  | TeamsSign;
