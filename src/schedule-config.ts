import { z } from "zod";
import {
  AUDIENCE_RULES,
  type Channel,
  type ChannelTeams,
  channelName,
  readChannel,
} from "#src/channel";
import { filterSchema } from "#src/cost-question";
import {
  REPORT_KINDS,
  type Rhythm,
  type Schedule,
  timeSchema,
  timeZoneSchema,
  USUAL_RHYTHMS,
  USUAL_TIME,
  WEEKDAYS,
} from "#src/schedule-book";

/** How much an alert matters, the least first. */
export const SEVERITIES = ["low", "medium", "high"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** When alerts wait, by the wall clock; `until` is the first time at which they don't. */
const quietHoursSchema = z.strictObject({
  from: timeSchema.default("20:00"),
  until: timeSchema.default("07:00"),
  /** Whether Saturdays and Sundays are quiet all day. */
  weekends: z.boolean().default(true),
});

const alertsSchema = z.strictObject({
  /** So many new alerts a day; what comes beyond is summed up in one line. */
  cap: z.number().int().min(1).max(100).default(5),
  from: z.enum(SEVERITIES).default("medium"),
  /** Alerts of these environments, and of none in particular; empty: of all. */
  environments: z.array(z.string().min(1)).default([]),
});

const channelSchema = z.strictObject({
  /** What people call it: #payments. */
  name: z.string().min(1).optional(),
  /** “Our spend” means this team's there, and its alerts go there. */
  team: z.string().min(1).optional(),
  timeZone: timeZoneSchema.optional(),
  quietHours: z.union([quietHoursSchema, z.literal(false)]).prefault({}),
  /** false: none go there. */
  alerts: z.union([alertsSchema, z.literal(false)]).prefault({}),
  /** What decides who reads along; as everywhere where absent. */
  audience: z.enum(AUDIENCE_RULES).optional(),
});

const CHANNEL = "write a channel as slack:T0123/C0456 or teams:TENANT/CONVERSATION";

/** The key `channels` of tally.yaml: what channels are, by their names. */
export const channelsSchema = z
  .record(z.string(), channelSchema)
  .default({})
  .superRefine((channels, context) => {
    for (const [name, { audience, team }] of Object.entries(channels)) {
      if (readChannel(name) === null) {
        context.addIssue({ code: "custom", path: [name], message: CHANNEL });
      }
      if (audience === "team" && team === undefined) {
        const message = "say whose channel it is: team";
        context.addIssue({ code: "custom", path: [name, "audience"], message });
      }
    }
  });

const plannedSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  report: z.enum(REPORT_KINDS).exclude(["answer"]),
  team: z.string().min(1).optional(),
  filters: z.array(filterSchema).default([]),
  /** As in `channels`, or what it is called there. */
  channel: z.string().min(1),
  /** A weekday, `day`, `working day`, or the day of the month: 1 to 28, or `last`. */
  on: z
    .union([
      z.enum(WEEKDAYS),
      z.enum(["day", "working day", "last"]),
      z.number().int().min(1).max(28),
    ])
    .optional(),
  at: timeSchema.default(USUAL_TIME),
  timeZone: timeZoneSchema.optional(),
  files: z.array(z.enum(["csv", "png"])).default([]),
  /** Whose rights it has; without one it shows the whole bill. */
  person: z.email().optional(),
});

/** The key `schedules` of tally.yaml: what is sent by itself. */
export const schedulesSchema = z
  .array(plannedSchema)
  .default([])
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    message: "each schedule needs a name of its own",
  });

type PlannedSchedule = z.infer<typeof schedulesSchema>[number];
export type QuietHours = z.infer<typeof quietHoursSchema>;
export type AlertSettings = z.infer<typeof alertsSchema>;

/** What is known of a channel. */
export interface ChannelSettings {
  /** `slack:T0123/C0456` */
  readonly channel: string;
  readonly name: string | null;
  readonly team: string | null;
  readonly timeZone: string;
  /** Null where none are. */
  readonly quietHours: QuietHours | null;
  /** Null where no alert goes there, unless it is sent there by name. */
  readonly alerts: AlertSettings | null;
}

/** Whose channels are, as people have said. */
export interface TeamsOfChannels {
  /** The team by the channel's name. */
  all(): ReadonlyMap<string, string>;
}

const NOBODY: TeamsOfChannels = { all: () => new Map() };

/** The channels of tally.yaml, those that people bound to a team, and what holds for any other. */
export class ChannelList implements ChannelTeams {
  readonly #given: z.infer<typeof channelsSchema>;
  readonly #timeZone: string;
  readonly #bound: TeamsOfChannels;
  readonly #listed: ReadonlyMap<string, ChannelSettings>;

  /** @param timeZone of channels that have none */
  constructor(given: z.infer<typeof channelsSchema>, timeZone: string, bound = NOBODY) {
    this.#given = given;
    this.#timeZone = timeZone;
    this.#bound = bound;
    this.#listed = new Map(
      Object.entries(given).map(([name, one]) => [name, settingsIn(name, one, timeZone)]),
    );
  }

  /** The same channels with what people said of whose they are; what tally.yaml says of one goes first. */
  boundBy(bound: TeamsOfChannels): ChannelList {
    return new ChannelList(this.#given, this.#timeZone, bound);
  }

  /** All of which something is said. */
  get all(): readonly ChannelSettings[] {
    const names = new Set([...this.#listed.keys(), ...this.#bound.all().keys()]);
    return [...names].map((channel) => this.settingsOf(channel));
  }

  teamOf(channel: Channel): string | null {
    return this.settingsOf(channelName(channel)).team;
  }

  /** Whether tally.yaml says whose a channel is. */
  isFixed(channel: string): boolean {
    return (this.#listed.get(channel)?.team ?? null) !== null;
  }

  /** Of a channel by its name, `slack:T0123/C0456`. */
  settingsOf(channel: string): ChannelSettings {
    const listed = this.#listed.get(channel) ?? settingsIn(channel, {}, this.#timeZone);
    return { ...listed, team: listed.team ?? this.#bound.all().get(channel) ?? null };
  }

  /**
   * The name of the channel that people mean: `slack:T0123/C0456` of “#payments”, or of what Slack writes for a
   * channel that is mentioned, `<#C0456|payments>`. Null where there is none, or where it is written out and neither
   * listed nor in the workspace of somebody who is `here`.
   */
  called(words: string, here: Channel | null = null): string | null {
    const mentioned = MENTIONED.exec(words.trim())?.groups;
    if (mentioned?.["id"] !== undefined && here?.platform === "slack") {
      return channelName({ ...here, id: mentioned["id"] });
    }
    const written = readChannel(words);
    if (written !== null) return this.#isReached(written, here) ? words : null;
    const wanted = plain(mentioned?.["name"] ?? words);
    const meant = [...this.#listed.values()].filter(
      ({ name }) => name !== null && plain(name) === wanted,
    );
    return meant.length === 1 ? (meant[0]?.channel ?? null) : null;
  }

  #isReached(channel: Channel, here: Channel | null): boolean {
    const isNear = here?.platform === channel.platform && here.tenant === channel.tenant;
    return isNear || here === null || this.#listed.has(channelName(channel));
  }
}

const MENTIONED = /^<#(?<id>\w+)(?:\|(?<name>[^>]*))?>$/;

function settingsIn(
  channel: string,
  given: z.input<typeof channelSchema>,
  usualZone: string,
): ChannelSettings {
  const { name = null, team = null, timeZone = usualZone, ...rest } = channelSchema.parse(given);
  const { quietHours, alerts } = rest;
  return {
    channel,
    name,
    team,
    timeZone,
    quietHours: quietHours === false ? null : quietHours,
    alerts: alerts === false ? null : alerts,
  };
}

function plain(name: string): string {
  return name.trim().replace(/^#/, "").toLowerCase();
}

/**
 * The schedules of tally.yaml, by their names.
 * @throws SyntaxError for a channel that isn't known
 */
export function schedulesOf(
  planned: readonly PlannedSchedule[],
  channels: ChannelList,
): ReadonlyMap<string, Schedule> {
  return new Map(planned.map((one) => [one.name, scheduleOf(one, channels)]));
}

function scheduleOf(planned: PlannedSchedule, channels: ChannelList): Schedule {
  const channel = channels.called(planned.channel);
  if (channel === null) {
    throw new SyntaxError(`${planned.name}: no channel is called ${planned.channel}. ${CHANNEL}`);
  }
  const settings = channels.settingsOf(channel);
  return {
    name: planned.name,
    kind: planned.report,
    team: planned.team ?? settings.team,
    filters: planned.filters,
    call: null,
    channel,
    times: {
      rhythm: rhythmOf(planned),
      time: planned.at,
      timeZone: planned.timeZone ?? settings.timeZone,
    },
    files: planned.files,
    person: planned.person ?? "",
  };
}

function rhythmOf({ report, on }: PlannedSchedule): Rhythm {
  if (on === undefined) return USUAL_RHYTHMS[report];
  if (on === "day" || on === "working day") return { every: on };
  if (on === "last" || typeof on === "number") return { every: "month", day: on };
  return { every: "week", weekday: on };
}
