import type { Answer } from "#src/answer";
import type { Channel } from "#src/channel";
import type { SharedScope } from "#src/shared-scope";
import type { AuditEvent } from "./entry.ts";
import { recordedChannel } from "./recorded-channel.ts";

/** What is longer can't be asked. */
const LONGEST_TEXT = 4_000;

/** Who asked or pressed, where and when. */
export interface AskedBy {
  /** E-mail; absent for the local administrator. */
  readonly user?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly sender?: RecordedSender | undefined;
  readonly now: Date;
}

/** Somebody as the platform knows them, whether or not they are known here. */
export interface RecordedSender {
  readonly platform: string;
  readonly tenant: string;
  readonly id: string;
}

/** A question and how it was answered: on what basis, without the numbers. */
export function questionEvent(
  { text, ...by }: AskedBy & Limited & { readonly text: string },
  answer: Answer,
  milliseconds: number,
): AuditEvent {
  const kind = answer.status === "refused" ? "access" : "question";
  const what = { ...factsOf(answer, milliseconds), ...limitOf(by), asked: "in words" };
  return {
    ...placeOf(by),
    kind,
    what,
    text: words({ text: text.slice(0, LONGEST_TEXT), ...readAs(answer) }),
  };
}

/** By what something was called without words: a button, or what Tally does by itself. */
export interface CalledBy extends AskedBy, Limited {
  /** Absent where nothing is to be changed. */
  readonly actionId?: string;
}

/** Who else reads the answer. */
interface Limited {
  /** What all who read the answer may see; absent where its asker may be told all that they see. */
  readonly within?: SharedScope;
}

/**
 * A skill that was called without words. Null where nobody has done so: what Tally works out in a person's name, a
 * report or a card drawn anew, is recorded when it is delivered.
 */
export function callEvent(
  call: {
    readonly skill: string;
    readonly input: unknown;
    /** Absent for a skill that there isn't. */
    readonly access: "read" | "write" | undefined;
  },
  by: CalledBy,
  answer: Answer,
  milliseconds: number,
): AuditEvent | null {
  const { skill, input, access } = call;
  const { actionId, sender } = by;
  if (access === "write" && actionId !== undefined) {
    return actionEvent({ skill, input, actionId }, by, answer);
  }
  const isRefused = answer.status === "refused";
  if (sender === undefined && !isRefused) return null;
  const what = { ...factsOf(answer, milliseconds), ...limitOf(by), skill, asked: "by a button" };
  return { ...placeOf(by), kind: isRefused ? "access" : "question", what, text: words({ input }) };
}

/** Something that was changed, by the action that changed it. */
export function actionEvent(
  action: { readonly skill: string; readonly input: unknown; readonly actionId: string },
  by: AskedBy,
  answer: Pick<Answer, "id" | "status">,
): AuditEvent {
  const { skill, actionId, input } = action;
  const kind = answer.status === "refused" ? "access" : "action";
  const what = { answer: answer.id, skill, status: answer.status, action: actionId };
  return { ...placeOf(by), kind, what, text: words({ input }) };
}

/** Somebody unknown was turned away. */
export function refusalEvent(answerId: string, by: AskedBy): AuditEvent {
  const what = { answer: answerId, status: "refused", asked: "by somebody unknown" };
  return { ...placeOf(by), kind: "access", what, text: null };
}

function placeOf({ user, channel, sender, now }: AskedBy) {
  return {
    at: now,
    person: user ?? senderName(sender),
    platform: sender?.platform ?? channel?.platform ?? null,
    channel: channel === undefined ? null : recordedChannel(channel),
  };
}

/** Whoever sits at the page is the local administrator. */
function senderName(sender: RecordedSender | undefined): string {
  if (sender === undefined || sender.platform === "web") return "";
  return `${sender.platform}:${sender.tenant}/${sender.id}`;
}

function factsOf(answer: Answer, milliseconds: number) {
  const { id, skill, status, metric, period, groupBy, filters, basis } = answer;
  return {
    answer: id,
    skill,
    status,
    metric,
    period,
    groupBy,
    filteredBy: filters.map(({ dimension }) => dimension),
    rows: basis.rows,
    milliseconds: Math.round(milliseconds),
  };
}

/** That less was told than the asker may see, for the sake of others. */
function limitOf({ within }: Limited): { readonly isLimited?: true } {
  return within === undefined ? {} : { isLimited: true };
}

/** What the words were read as holds names that the person chose, so it stands with the words. */
function readAs({ input, basis }: Answer) {
  return { input, query: basis.query };
}

function words(said: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(said);
}
