import type { webApi } from "@slack/bolt";
import type { Sender } from "#src/chat/message";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";
import { factsOf, type UserFacts } from "./user-facts.ts";
import { waitAndCall } from "./wait-and-call.ts";
import { usersOf } from "./workspace-users.ts";

const KEPT_MILLISECONDS = 3_600_000;
const MOST_KEPT = 10_000;
const MOST_ATTEMPTS = 3;
/** So many may be looked up one by one. */
const FEW = 20;

/** Somebody as an event, command or press names them. */
export interface Person {
  readonly user: string;
  /** The person's own workspace; absent where Slack doesn't say. */
  readonly team: string | undefined;
  /** The workspace, and organisation, on whose behalf the app acts. */
  readonly home: string;
}

/** closed: the app has no right to ask; unreachable: Slack didn't say just now. */
type Found = UserFacts | "closed" | "unreachable";

interface KeptFacts {
  readonly facts: UserFacts;
  readonly until: number;
}

/** Who may talk to the app, and what Slack vouches for about them; remembered for an hour. */
export class People {
  readonly #teams: readonly string[];
  readonly #clock: () => Date;
  readonly #log: Log;
  readonly #kept = new Map<string, KeptFacts>();
  /** Workspaces that don't let the app read who their people are, and until when not to ask again. */
  readonly #closed = new Map<string, number>();

  constructor(teams: readonly string[], clock: () => Date, log: Log) {
    this.#teams = teams;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * Null for whoever is deactivated, and for people of other workspaces than those that may talk to the app: Slack
   * Connect brings them.
   */
  async sender(client: webApi.WebClient, person: Person): Promise<Sender | null> {
    const { user, team, home } = person;
    const isLetIn =
      team !== undefined && (this.#teams.length === 0 ? team === home : this.#teams.includes(team));
    if (!isLetIn) return null;
    const sender = { platform: "slack", tenant: team, id: user } as const;
    const found = await this.#facts(client, team, user);
    if (found === "closed") return sender;
    if (found === "unreachable") return { ...sender, kind: "unsure" };
    const { kind, ...facts } = found;
    return kind === "former" ? null : { ...sender, kind, ...facts };
  }

  /**
   * Learns who some people of a workspace are, by the list of all its users where they are many: one by one they take
   * a call each, of which Slack lets a hundred a minute. False where too many stay unknown.
   * @throws what Slack has against it
   */
  async meet(client: webApi.WebClient, team: string, users: readonly string[]): Promise<boolean> {
    const now = this.#clock().getTime();
    const unknown = new Set(users.filter((user) => !this.#isKept(team, user, now)));
    if (unknown.size <= FEW) return true;
    for await (const user of usersOf(client, team)) {
      if (!unknown.delete(user.id ?? "")) continue;
      this.#keep(team, user.id ?? "", factsOf(user, team, this.#teams), now);
      if (unknown.size === 0) break;
    }
    return unknown.size <= FEW;
  }

  /** Somebody has changed, or was deactivated: Slack is asked anew. */
  forget(user: string): void {
    for (const key of this.#kept.keys()) if (key.endsWith(`/${user}`)) this.#kept.delete(key);
  }

  async #facts(client: webApi.WebClient, team: string, user: string): Promise<Found> {
    const now = this.#clock().getTime();
    const key = `${team}/${user}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.facts;
    if ((this.#closed.get(team) ?? 0) > now) return "closed";
    const found = await this.#ask(client, team, user);
    if (found === "closed") this.#closed.set(team, now + KEPT_MILLISECONDS);
    if (typeof found === "string") return found;
    this.#keep(team, user, found, now);
    return found;
  }

  #isKept(team: string, user: string, now: number): boolean {
    return (this.#kept.get(`${team}/${user}`)?.until ?? 0) > now;
  }

  #keep(team: string, user: string, facts: UserFacts, now: number): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(`${team}/${user}`, { facts, until: now + KEPT_MILLISECONDS });
  }

  async #ask(client: webApi.WebClient, team: string, user: string): Promise<Found> {
    try {
      const { user: found } = await waitAndCall(() => client.users.info({ user }), MOST_ATTEMPTS);
      return found === undefined ? "unreachable" : factsOf(found, team, this.#teams);
    } catch (error) {
      const { code } = problemOf(error);
      this.#log.debug("Slack doesn't say who somebody is", { code });
      return code === "missing_scope" ? "closed" : "unreachable";
    }
  }
}
