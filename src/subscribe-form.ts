import type { CardButton } from "#src/cards/card";
import type { ChoiceField, Form, FormField, FormOption } from "#src/cards/form";
import type { Channel } from "#src/channel";
import { channelName } from "#src/channel";
import type { Offers } from "#src/chat/answer-card";
import { rhythmWords } from "#src/schedule/times-words";
import { type Rhythm, USUAL_RHYTHMS, USUAL_TIME, WEEKDAYS } from "#src/schedule-book";
import type { ChannelList } from "#src/schedule-config";
import { type Subscription, subscriptionTo } from "#src/subscription";

const RHYTHMS: readonly Rhythm[] = [
  ...WEEKDAYS.map((weekday) => ({ every: "week" as const, weekday })),
  { every: "working day" },
  { every: "day" },
  ...([1, 3, 5, 10, 15, 20, "last"] as const).map((day) => ({ every: "month" as const, day })),
];

/** Beside the channel's own; any other one can be said in words. */
const TIME_ZONES = [
  "UTC",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Paris",
  "Europe/Madrid",
  "Europe/Warsaw",
  "Europe/Helsinki",
  "Europe/Istanbul",
  "Africa/Lagos",
  "Africa/Johannesburg",
  "Asia/Jerusalem",
  "Asia/Dubai",
  "Asia/Karachi",
  "Asia/Kolkata",
  "Asia/Bangkok",
  "Asia/Singapore",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Asia/Seoul",
  "Australia/Perth",
  "Australia/Sydney",
  "Pacific/Auckland",
  "America/Sao_Paulo",
  "America/Argentina/Buenos_Aires",
  "America/New_York",
  "America/Toronto",
  "America/Chicago",
  "America/Mexico_City",
  "America/Denver",
  "America/Los_Angeles",
] as const;

const NOTE = "It is sent with your rights, as far as everybody in the channel may see it.";

/** “Subscribe to this” under each answer that can be sent again and again, where there is a channel for it. */
export function subscribeOffers(channels: ChannelList): Offers {
  return (answer, channel) => {
    const { status, skill, input } = answer;
    const wanted =
      status === "answered" && skill !== null ? subscriptionTo({ skill, input }) : null;
    if (wanted === null || (channel === null && channels.all.length === 0)) return [];
    const form = subscribeForm(wanted, channel, channels);
    return [{ label: "Subscribe to this", action: { kind: "form", form } } satisfies CardButton];
  };
}

function subscribeForm(wanted: Subscription, here: Channel | null, channels: ChannelList): Form {
  const { timeZone } = channels.settingsOf(here === null ? "" : channelName(here));
  return {
    title: "Subscribe to this",
    submit: "Subscribe",
    note: NOTE,
    fields: [
      rhythmField(wanted),
      { type: "time", name: "time", label: "At", initial: USUAL_TIME },
      timeZoneField(timeZone),
      ...channelField(here, channels),
      {
        type: "choices",
        name: "files",
        label: "With",
        isOptional: true,
        options: [
          { label: "the table as CSV", value: "csv" },
          { label: "the chart as image", value: "png" },
        ],
      },
    ],
    call: { skill: "schedule-report", input: wanted },
  };
}

function rhythmField({ kind }: Subscription): FormField {
  const usual = JSON.stringify(USUAL_RHYTHMS[kind]);
  return {
    type: "choice",
    name: "rhythm",
    label: "How often",
    options: RHYTHMS.map((rhythm) => ({ label: capitalised(rhythmWords(rhythm)), value: rhythm })),
    initial: RHYTHMS.findIndex((rhythm) => JSON.stringify(rhythm) === usual),
  };
}

function timeZoneField(own: string): ChoiceField {
  const zones = [own, ...TIME_ZONES.filter((zone) => zone !== own)];
  const options = zones.map((zone) => ({ label: zone.replaceAll("_", " "), value: zone }));
  return { type: "choice", name: "timeZone", label: "Time zone", options, initial: 0 };
}

/** Slack offers its own channels; elsewhere there are those that tally.yaml calls by a name. */
function channelField(here: Channel | null, channels: ChannelList): FormField[] {
  const options = channels.all.flatMap((one): FormOption[] =>
    one.name === null || !isReachable(one.channel, here)
      ? []
      : [{ label: one.name, value: one.channel }],
  );
  const isSlack = here?.platform === "slack";
  if (options.length === 0 && !isSlack) return [];
  const isOptional = here !== null;
  const hint = isOptional ? { hint: "Empty: here" } : {};
  const field = { type: "choice", name: "channel", label: "To the channel", options } as const;
  return [{ ...field, ...hint, isOptional, ofChannels: isSlack }];
}

/** A form lists the channels of the workspace that it is opened in; on the page, all. */
function isReachable(channel: string, here: Channel | null): boolean {
  return here === null || channel.startsWith(`${here.platform}:${here.tenant}/`);
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
