import type { Card } from "#src/cards/card";
import type { Channel } from "#src/channel";
import type { Drawable } from "#src/chat/message";
import type { ChannelList } from "#src/schedule-config";
import type { Posting, PostingKey, Postings } from "#src/store/schedules/postings";
import type { Matter, StoredMatters } from "#src/store/schedules/stored-matters";
import { type Alert, byGravity, readAlert } from "./alert.ts";
import type { Composed } from "./dispatcher.ts";
import { isQuiet, quietUntil } from "./quiet-hours.ts";
import { type DirectChannel, routeOf } from "./route-alert.ts";

/** Gives a card for a channel the ids of its buttons; `id` is what feedback on it is kept under. */
export type DrawCard = (
  card: Card,
  drawnFor: { readonly id: string; readonly channel: Channel; readonly now: Date },
) => Promise<Drawable>;

/** What alerts are drawn with. */
export interface AlertParts {
  readonly matters: StoredMatters;
  readonly postings: Postings;
  readonly channels: ChannelList;
  readonly draw: DrawCard;
  readonly seen: SeenAlerts;
  readonly direct: DirectChannel;
}

/** Of some alerts those that all in a channel may see, as they may see them. */
export type SeenAlerts = (
  alerts: readonly Alert[],
  channel: Channel,
  now: Date,
) => Promise<readonly Alert[]>;

const GONE = "The message that it belongs to isn't there.";
const NEWER = "A newer update follows.";
const HIDDEN: Composed = { kind: "nothing", reason: "Not everybody there may see it." };
const OVER: Composed = { kind: "nothing", reason: "It was over before it was told." };

/** What is to be said of a matter, or of those that were held back, as they stand now. */
export async function composeAlert(
  posting: Posting,
  channel: Channel,
  parts: AlertParts,
  now: Date,
): Promise<Composed> {
  const settings = parts.channels.settingsOf(posting.channel);
  if (posting.kind !== "update" && isQuiet(settings, now)) {
    return { kind: "later", until: quietUntil(settings, now), reason: "These are quiet hours." };
  }
  if (isOvertaken(posting, parts.postings)) return { kind: "nothing", reason: NEWER };
  const matter = parts.matters.find(posting.subject);
  const isToGo = matter?.state === "over" && posting.kind !== "update";
  if (isToGo) return OVER;
  const alert = matter === null ? null : readAlert(matter.alert);
  const about = matter === null ? heldBack(posting, parts) : [matter];
  const seen = await parts.seen(about.map(alertOf), channel, now);
  handOver(posting, about, seen, parts);
  const [one] = seen;
  if (one === undefined) return HIDDEN;
  const card = alert === null ? heldBackCard(posting, parts, seen) : one.card;
  const first = matter === null ? heldBackKey(posting) : firstKey(matter);
  const place = placeOf(posting, parts.postings.messageOf(first), threadFor(alert, posting));
  if (place === null) return { kind: "nothing", reason: GONE };
  const drawable = await parts.draw(card, { id: first.subject, channel, now });
  return { kind: "message", drawable, ...place };
}

/** All updates draw what is known now, so of those that wait the last one is enough. */
function isOvertaken({ id, kind, subject }: Posting, postings: Postings): boolean {
  const [last] = postings.of(subject, 1);
  return kind === "update" && last?.kind === "update" && last.id !== id;
}

/** The thread that an alert is wanted in; null where it is in none, or didn't come to where that thread is. */
function threadFor(alert: Alert | null, { channel }: Posting): string | null {
  return alert?.channelHint === channel ? (alert.thread ?? null) : null;
}

/** Where it goes, beside or in the place of the first message; null where that isn't there. */
function placeOf(
  { kind }: Posting,
  first: string | null,
  wanted: string | null,
): Pick<Extract<Composed, { kind: "message" }>, "thread" | "isElseBeside" | "inPlaceOf"> | null {
  if (kind === "alert") return wanted === null ? {} : { thread: wanted, isElseBeside: true };
  if (kind === "held-back") return {};
  if (first === null) return null;
  return kind === "growth" ? { thread: wanted ?? first } : { inPlaceOf: first };
}

function firstKey({ id, channel }: Matter): PostingKey {
  return { kind: "alert", subject: id, step: "1", channel };
}

/** An update's step begins with the date of what it updates. */
function heldBackKey({ subject, step, channel }: Posting): PostingKey {
  return { kind: "held-back", subject, step: step.slice(0, "2026-01-01".length), channel };
}

/** What was held back on a date. */
function heldBack(posting: Posting, { matters }: AlertParts): readonly Matter[] {
  const { step: day } = heldBackKey(posting);
  return matters.heldBack(posting.channel, day);
}

function alertOf({ alert }: Matter): Alert {
  return readAlert(alert);
}

/** What not all in its channel may see waits for the next place that it may go to: whom it concerns, for one. */
function handOver(
  { kind, subject, channel }: Posting,
  about: readonly Matter[],
  seen: readonly Alert[],
  { matters, channels, direct }: AlertParts,
): void {
  // Of what was told before an update is no news.
  if (kind === "update" && subject !== channel) return;
  const told = new Set(seen.map(({ key }) => key));
  for (const matter of about.filter(({ key }) => !told.has(key))) {
    const next = routeOf(alertOf(matter), channels, direct, channel);
    if (next !== null) matters.move({ id: matter.id, channel }, next);
  }
}

/** What was held back, in one line. */
function heldBackCard(posting: Posting, { channels }: AlertParts, alerts: readonly Alert[]): Card {
  const titles = alerts.toSorted(byGravity).map(({ card }) => card.title);
  const cap = channels.settingsOf(posting.channel).alerts?.cap ?? 0;
  const what = titles.length === 1 ? "1 more alert" : `${titles.length} more alerts`;
  const text = `${what}, beyond today's ${cap}: ${titles.join("; ")}.`;
  return { title: "Held back", blocks: [{ type: "text", text }] };
}
