import { readFill } from "#src/adapters/teams/render/form";
import { readPress } from "#src/adapters/teams/render/press-data";
import {
  activitySchema,
  dialogSchema,
  executeSchema,
  feedbackSchema,
  fileConsentSchema,
  type IncomingActivity,
  messagePayloadSchema,
} from "./activity.ts";
import { textOfHtml, withoutMention } from "./message-text.ts";
import type { TeamsEvent } from "./teams-event.ts";
import { personOf } from "./teams-person.ts";

type Event<Kind extends TeamsEvent["kind"]> = Extract<TeamsEvent, { readonly kind: Kind }>;
type Base = Omit<Event<"sign">, "kind">;

/** What an activity means to the bot, which never listens to bots; null where it can't be read. */
export function readActivity(activity: unknown): TeamsEvent | null {
  const parsed = activitySchema.safeParse(activity);
  if (!parsed.success) return null;
  const { type, name, from, recipient } = parsed.data;
  const isOfABot = from?.role === "bot" || (from !== undefined && from.id === recipient?.id);
  const base = baseOf(parsed.data);
  if (isOfABot && type === "message") return { kind: "sign", ...base };
  const read = type === "invoke" ? INVOKES.get(name ?? "") : ACTIVITIES.get(type);
  return read?.(parsed.data, base) ?? { kind: "sign", ...base };
}

type Reader = (activity: IncomingActivity, base: Base) => TeamsEvent | null;

const ACTIVITIES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["message", readMessage],
  ["installationUpdate", readInstallation],
  ["conversationUpdate", readMembers],
]);

const INVOKES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["adaptiveCard/action", readExecute],
  ["task/fetch", (activity, base) => readFormButton(activity, base) ?? readDialog(activity, base)],
  ["task/submit", readFilledForm],
  ["composeExtension/fetchTask", readDialog],
  ["message/submitAction", readFeedback],
  ["fileConsent/invoke", readFileConsent],
]);

function baseOf(activity: IncomingActivity): Base {
  const { conversation, serviceUrl, locale } = activity;
  const tenantId = conversation.tenantId ?? "";
  const conversationId = conversation.id;
  const scope = scopeOf(conversation);
  return {
    place: { conversationId, serviceUrl, tenantId, scope },
    person: personOf(activity),
    locale,
  };
}

function scopeOf({ conversationType, isGroup }: IncomingActivity["conversation"]) {
  if (conversationType === "channel") return "channel";
  return conversationType === "groupChat" || isGroup === true ? "group" : "personal";
}

function readMessage(activity: IncomingActivity, base: Base): Event<"message"> {
  return { kind: "message", ...base, eventId: eventIdOf(activity), text: withoutMention(activity) };
}

/** Teams' activity ids are unique within a conversation only. */
function eventIdOf({ id, conversation }: IncomingActivity): string | null {
  return id === undefined || id === "" ? null : `${conversation.id}/${id}`;
}

function readInstallation({ action }: IncomingActivity, base: Base): Event<"install"> | null {
  if (action === "add") return { kind: "install", ...base, change: "added" };
  return action === "remove" ? { kind: "install", ...base, change: "removed" } : null;
}

function readMembers(
  activity: IncomingActivity,
  base: Base,
): Event<"install"> | Event<"members"> | null {
  const { membersAdded = [], membersRemoved = [], recipient } = activity;
  const isBot = ({ id }: { readonly id: string }): boolean => id !== "" && id === recipient?.id;
  if (membersAdded.some(isBot)) return { kind: "install", ...base, change: "added" };
  if (membersRemoved.some(isBot)) return { kind: "install", ...base, change: "removed" };
  const isOfMembers = membersAdded.length + membersRemoved.length > 0;
  return isOfMembers ? { kind: "members", ...base } : null;
}

function readExecute({ value, replyToId }: IncomingActivity, base: Base): Event<"action"> | null {
  const press = readPress(executeSchema.safeParse(value).data?.action.data);
  if (press === null) return null;
  const { actionId, date } = press;
  return { kind: "action", ...base, actionId, date, activityId: replyToId ?? null };
}

function readFormButton({ value, replyToId }: IncomingActivity, base: Base): Event<"form"> | null {
  const actionId = readPress(dialogSchema.safeParse(value).data?.data)?.actionId ?? null;
  if (actionId === null) return null;
  return { kind: "form", ...base, actionId, filled: null, activityId: replyToId ?? null };
}

function readFilledForm({ value }: IncomingActivity, base: Base): Event<"form"> | null {
  const fill = readFill(dialogSchema.safeParse(value).data?.data);
  if (fill === null) return null;
  const { id: actionId, filled, message: activityId } = fill;
  return { kind: "form", ...base, actionId, filled, activityId };
}

function readDialog(activity: IncomingActivity, base: Base): Event<"dialog"> {
  const payload = messagePayloadSchema.safeParse(activity.value).data?.messagePayload;
  const text = payload === undefined ? null : textOfHtml(payload.body.content);
  return { kind: "dialog", ...base, eventId: eventIdOf(activity), text };
}

function readFeedback(activity: IncomingActivity, base: Base): Event<"feedback"> | null {
  const { data } = feedbackSchema.safeParse(activity.value);
  if (data === undefined) return null;
  const { reaction, feedback } = data.actionValue;
  return {
    kind: "feedback",
    ...base,
    activityId: activity.replyToId ?? null,
    verdict: reaction === "like" ? "good" : "bad",
    note: noteIn(feedback),
  };
}

/** Teams sends the note as JSON text, the Agents Playground as it was written. */
function noteIn(feedback: unknown): string | undefined {
  const given = typeof feedback === "string" ? parsedOrSame(feedback) : feedback;
  const note: unknown =
    typeof given === "object" && given ? Reflect.get(given, "feedbackText") : given;
  return typeof note === "string" && note.trim() !== "" ? note : undefined;
}

function parsedOrSame(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readFileConsent({ value }: IncomingActivity, base: Base): Event<"file"> | null {
  const { data } = fileConsentSchema.safeParse(value);
  if (data === undefined) return null;
  const upload = data.action === "accept" ? (data.uploadInfo ?? null) : null;
  return { kind: "file", ...base, fileId: data.context.file, upload };
}
