import { WebClient } from "@slack/web-api";
import { UserError } from "#src/errors";
import type { EntryInput } from "#src/people/directory-entry";
import type { GroupReading, UserGroups } from "#src/people/user-groups";
import { installationStore } from "./installation-store.ts";
import type { SlackParts } from "./parts.ts";
import { clientOptions } from "./receivers.ts";
import { Seal } from "./sealing.ts";
import { problemOf } from "./slack-problem.ts";
import { factsOf, type SlackUser } from "./user-facts.ts";
import { waitAndCall } from "./wait-and-call.ts";

/** Each takes a call of its own, of which Slack takes about a hundred a minute. */
const MOST_MEMBERS = 5_000;
const AT_ONCE = 4;
const MOST_ATTEMPTS = 10;
const UNKNOWN = new Set(["user_not_found", "user_not_visible"]);

/** What user groups are read by: the same app, without listening to anybody. */
export type UserGroupsParts = Pick<
  SlackParts,
  "settings" | "installations" | "encryptionKey" | "clock" | "log"
>;

/** Slack's user groups, in the one workspace of a bot token or in those that have the app installed. */
export class SlackUserGroups implements UserGroups {
  readonly #parts: UserGroupsParts;

  constructor(parts: UserGroupsParts) {
    this.#parts = parts;
  }

  async workspaces(): Promise<readonly string[]> {
    const { settings, installations } = this.#parts;
    if (settings.botToken) {
      const { team_id: team } = await called(() => this.#client(settings.botToken).auth.test());
      return team === undefined ? [] : [team];
    }
    const ids = settings.teams.length > 0 ? settings.teams : installations.ids();
    return ids.filter((id) => id.startsWith("T"));
  }

  async read(team: string, wanted: readonly string[], stop: AbortSignal): Promise<GroupReading> {
    const client = this.#client(await this.#tokenOf(team));
    const groups = await groupsIn(client, team, wanted);
    const groupsOf = new Map<string, string[]>();
    for (const { id, name } of groups) {
      const { users = [] } = await called(() =>
        client.usergroups.users.list({ usergroup: id, team_id: team }),
      );
      for (const user of users) groupsOf.set(user, [...(groupsOf.get(user) ?? []), name]);
    }
    if (groupsOf.size > MOST_MEMBERS) {
      throw new UserError(`The groups have ${groupsOf.size} members; ${MOST_MEMBERS} can be read.`);
    }
    const people = await entriesOf(client, team, groupsOf, stop);
    const found = new Set(groups.map(({ name }) => name));
    return {
      people,
      leftOut: groupsOf.size - people.length,
      missing: wanted.filter((name) => !found.has(name)),
    };
  }

  #client(token: string | undefined): WebClient {
    return new WebClient(token, clientOptions(this.#parts));
  }

  /** The bot's token in a workspace. @throws UserError where the app isn't installed there */
  async #tokenOf(team: string): Promise<string> {
    const { settings, encryptionKey, installations, clock } = this.#parts;
    if (settings.botToken) return settings.botToken;
    const seal = new Seal(encryptionKey ?? "");
    const store = installationStore({ installations, seal, teams: settings.teams, clock });
    const organisations = installations.ids().filter((id) => id.startsWith("E"));
    const queries = [
      { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false },
      ...organisations.map((enterpriseId) => ({
        teamId: team,
        enterpriseId,
        isEnterpriseInstall: true,
      })),
    ];
    for (const query of queries) {
      const installation = await store.fetchInstallation(query).catch(() => undefined);
      if (installation?.bot?.token !== undefined) return installation.bot.token;
    }
    throw new UserError(`The Slack app isn’t installed in ${team}.`);
  }
}

interface WantedGroup {
  readonly id: string;
  /** As tally.yaml calls it. */
  readonly name: string;
}

/** Groups by what nobody else in the workspace can take: handle and id. Those of other organisations are none. */
async function groupsIn(
  client: WebClient,
  team: string,
  wanted: readonly string[],
): Promise<WantedGroup[]> {
  const { usergroups = [] } = await called(() => client.usergroups.list({ team_id: team }));
  return usergroups.flatMap(({ id, handle, is_external: isExternal, date_delete: deletedAt }) => {
    if (id === undefined || isExternal === true || (deletedAt ?? 0) > 0) return [];
    const names = wanted.filter((name) => name === id || name.replace(/^@/, "") === handle);
    return names.map((name) => ({ id, name }));
  });
}

/** Members with a confirmed address. @throws UserError where there are some, and no address may be read */
async function entriesOf(
  client: WebClient,
  team: string,
  groupsOf: ReadonlyMap<string, readonly string[]>,
  stop: AbortSignal,
): Promise<EntryInput[]> {
  const entries: EntryInput[] = [];
  const members = [...groupsOf];
  let withoutEmail = 0;
  for (let at = 0; at < members.length; at += AT_ONCE) {
    if (stop.aborted) throw new UserError("The sync was ended.");
    const some = members.slice(at, at + AT_ONCE);
    const users = await Promise.all(some.map(([user]) => called(() => userOf(client, user))));
    some.forEach(([id, names], place) => {
      const { kind, email } = factsOf(users[place] ?? { deleted: true }, team);
      const groups = names.map((name) => ({ list: "slackGroups" as const, name }));
      if (email !== undefined) entries.push({ email, slack: `${team}/${id}`, groups });
      else if (kind === "member") withoutEmail++;
    });
  }
  if (withoutEmail > 0 && entries.length === 0) {
    throw new UserError("Slack says no e-mail address: the app needs users:read.email.");
  }
  return entries;
}

/** Undefined for somebody whom Slack doesn't know, or doesn't show. */
async function userOf(client: WebClient, user: string): Promise<SlackUser | undefined> {
  try {
    return (await client.users.info({ user })).user;
  } catch (error) {
    if (UNKNOWN.has(problemOf(error).code)) return undefined;
    throw error;
  }
}

/** @throws UserError for whatever Slack has against a call */
async function called<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await waitAndCall(call, MOST_ATTEMPTS);
  } catch (error) {
    const { code } = problemOf(error);
    throw new UserError(
      code === "missing_scope"
        ? "The Slack app may not read user groups: give it usergroups:read, users:read and users:read.email, and install it again."
        : `Slack’s user groups can’t be read: ${code}.`,
    );
  }
}
