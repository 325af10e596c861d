import type { AudienceRule, Channel, ChannelTeams } from "#src/channel";
import type { SharedScope, SharedScopes } from "#src/shared-scope";
import type { Directory } from "./directory.ts";
import { type ChannelMembers, isDirect, type Members, peopleIn } from "./members.ts";
import type { Sender } from "./message.ts";

/**
 * How others who read along limit what somebody is told. open: not at all; within: to what all of them may see;
 * alone: it is for that person's eyes only.
 */
export type Limit =
  | { readonly kind: "open" }
  | { readonly kind: "within"; readonly within: SharedScope }
  | { readonly kind: "alone" };

/** What is said of the channels in tally.yaml. */
export interface AudienceRules extends ChannelTeams {
  audienceOf(channel: Channel): AudienceRule;
}

/** Tells how far an answer has to be limited. */
export interface Audiences {
  /**
   * @param asker e-mail; null for the local administrator
   * @param how `unasked`: it is brought there by itself, so that nobody waits for it, and whose conversation it is
   * isn't known by somebody who asks
   */
  limitFor(
    channel: Channel | undefined,
    asker: string | null,
    how?: "asked" | "unasked",
  ): Promise<Limit>;
}

const OPEN: Limit = { kind: "open" };
const ALONE: Limit = { kind: "alone" };

/** What a limit says to the assistant. */
export function withinOf(limit: Limit): { readonly within?: SharedScope } {
  return limit.kind === "within" ? { within: limit.within } : {};
}

/** Where all may see everything. */
export const openAudiences: Audiences = { limitFor: async () => OPEN };

/** What audiences are known by. */
export interface AudienceParts {
  readonly rules: AudienceRules;
  readonly members: ChannelMembers;
  readonly directory: Directory;
  readonly scopes: SharedScopes;
}

interface Common {
  readonly generation: string;
  readonly scope: SharedScope | null;
}

/** The people of the platforms' channels, with what they have in common of the bill. */
export class ChannelAudiences implements Audiences {
  readonly #parts: AudienceParts;
  /** By the very list of members, which is another one whenever it is read anew. */
  readonly #common = new WeakMap<readonly Sender[], Common>();

  constructor(parts: AudienceParts) {
    this.#parts = parts;
  }

  async limitFor(
    channel: Channel | undefined,
    asker: string | null,
    how: "asked" | "unasked" = "asked",
  ): Promise<Limit> {
    if (channel === undefined || channel.audience === "direct") return OPEN;
    const { rules, members } = this.#parts;
    const rule = channel.audience === "shared" ? "private" : rules.audienceOf(channel);
    if (how === "asked") return this.#limitBy(rule, channel, asker, () => members.of(channel));
    const read = await members.of(channel, "patiently");
    if (isDirect(read)) return this.#limitByMembers(read, asker);
    const isShared = peopleIn(read).some(({ kind }) => kind === "external");
    return this.#limitBy(isShared ? "private" : rule, channel, asker, async () => read);
  }

  async #limitBy(
    rule: AudienceRule,
    channel: Channel,
    asker: string | null,
    members: () => Promise<Members>,
  ): Promise<Limit> {
    const { rules, scopes } = this.#parts;
    switch (rule) {
      case "asker":
        return OPEN;
      case "private":
        return ALONE;
      case "team": {
        const team = rules.teamOf(channel);
        return team === null ? ALONE : this.#limit(asker, scopes.ofTeam(team));
      }
      case "members":
        return this.#limitByMembers(await members(), asker);
    }
  }

  #limitByMembers(members: Members, asker: string | null): Limit {
    // One person is there, whoever that is: what somebody has had sent to it is theirs to show.
    if (isDirect(members) && members.reader === null) return asker === null ? ALONE : OPEN;
    const common = members === null ? null : this.#commonOf(peopleIn(members));
    return common === null ? ALONE : this.#limit(asker, common);
  }

  #limit(asker: string | null, within: SharedScope): Limit {
    const reach = this.#parts.scopes.reach(asker, within);
    if (reach === "all") return OPEN;
    return reach === "part" ? { kind: "within", within } : ALONE;
  }

  #commonOf(members: readonly Sender[]): SharedScope | null {
    const { scopes } = this.#parts;
    const { generation } = scopes;
    const known = this.#common.get(members);
    if (known?.generation === generation) return known.scope;
    const scope = this.#seenByAll(members);
    this.#common.set(members, { generation, scope });
    return scope;
  }

  /** Somebody unknown has no rights, so with one of them there nothing is seen by all. */
  #seenByAll(members: readonly Sender[]): SharedScope | null {
    const { directory, scopes } = this.#parts;
    const emails = new Set<string | null>();
    for (const member of members) {
      const known = directory.find(member);
      if (known === null) return null;
      emails.add(known.email);
    }
    return scopes.common(emails);
  }
}
