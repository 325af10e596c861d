import { setTimeout as sleep } from "node:timers/promises";
import { type Channel, channelName } from "#src/channel";
import type { Platform, Sender } from "./message.ts";

/** Who reads along: all people in a channel, as the platform vouches for them; null where the platform doesn't tell. */
export type Members = readonly Sender[] | Direct | null;

/** A conversation of one person with the app. */
interface Direct {
  /** Null where the platform doesn't say who that is. */
  readonly reader: Sender | null;
}

/** Asks a platform who is in a channel; what it throws counts as not told. */
export type ReadMembers = (channel: Channel) => Promise<Members>;

/** For so long it is known who is in a channel, unless the platform tells of somebody who came or went. */
const KEPT_MILLISECONDS = 600_000;
/** After so long a platform is asked again that didn't tell. */
const ASK_AGAIN_MILLISECONDS = 60_000;
/** So long somebody who asks is kept waiting for it; and what nobody waits for. */
const WAITS = { briefly: 1000, patiently: 60_000 } as const;
/** More channels than this aren't remembered at once. */
const MOST_CHANNELS = 1000;

interface Reading {
  readonly reading: Promise<Members>;
  /** Undefined until it is known. */
  members?: Members;
  until: number;
}

/** Who is in the platforms' channels: remembered for a while, and told at once or not at all. */
export class ChannelMembers {
  readonly #clock: () => number;
  readonly #readers = new Map<Platform, ReadMembers>();
  readonly #readings = new Map<string, Reading>();

  /** @param clock milliseconds of a clock that never goes back */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Asks a platform's channels this way from now on. */
  readBy(platform: Platform, read: ReadMembers): void {
    this.#readers.set(platform, read);
  }

  /** Null also where the platform takes longer; it goes on being asked, for the next time. */
  async of(channel: Channel, wait: keyof typeof WAITS = "briefly"): Promise<Members> {
    const name = channelName(channel);
    const reading = this.#known(name) ?? this.#read(channel, name);
    if (reading.members !== undefined) return reading.members;
    const over = new AbortController();
    const end = sleep(WAITS[wait], null, { signal: over.signal }).catch(() => null);
    const members = await Promise.race([reading.reading, end]);
    over.abort();
    // Somebody came or went meanwhile.
    return this.#readings.get(name) === reading ? members : null;
  }

  /** Somebody came to a channel or went; without an id: to one of the tenant's channels. */
  changed({ platform, tenant, id }: Pick<Channel, "platform" | "tenant"> & { id?: string }): void {
    if (id !== undefined) {
      this.#readings.delete(channelName({ platform, tenant, id }));
      return;
    }
    const beginning = channelName({ platform, tenant, id: "" });
    for (const name of this.#readings.keys()) {
      if (name.startsWith(beginning)) this.#readings.delete(name);
    }
  }

  /** Something about a person is another: the channels that they are in are looked up anew. */
  changedPerson({ platform, id }: Pick<Sender, "platform" | "id">): void {
    for (const [name, reading] of this.#readings) {
      const forget = (members: Members) => {
        const isThere = peopleIn(members).some((one) => one.platform === platform && one.id === id);
        if (isThere && this.#readings.get(name) === reading) this.#readings.delete(name);
      };
      if (reading.members === undefined) void reading.reading.then(forget);
      else forget(reading.members);
    }
  }

  #known(name: string): Reading | null {
    const reading = this.#readings.get(name);
    return reading !== undefined && reading.until > this.#clock() ? reading : null;
  }

  #read(channel: Channel, name: string): Reading {
    if (this.#readings.size >= MOST_CHANNELS) this.#readings.clear();
    const reading: Reading = { reading: this.#ask(channel), until: Number.POSITIVE_INFINITY };
    void reading.reading.then((members) => {
      reading.members = members;
      const kept = members === null ? ASK_AGAIN_MILLISECONDS : KEPT_MILLISECONDS;
      reading.until = this.#clock() + kept;
    });
    this.#readings.set(name, reading);
    return reading;
  }

  async #ask(channel: Channel): Promise<Members> {
    try {
      return (await this.#readers.get(channel.platform)?.(channel)) ?? null;
    } catch {
      return null;
    }
  }
}

/** Whether it is the conversation of one person with the app. */
export function isDirect(members: Members): members is Direct {
  return members !== null && "reader" in members;
}

/** All of whom it is known that they read along. */
export function peopleIn(members: Members): readonly Sender[] {
  if (!isDirect(members)) return members ?? [];
  return members.reader === null ? [] : [members.reader];
}
