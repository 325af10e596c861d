import type { webApi } from "@slack/bolt";
import type { Sender } from "#src/chat/message";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";
import { factsOf, type UserFacts } from "./user-facts.ts";
import { waitAndCall } from "./wait-and-call.ts";

const KEPT_MILLISECONDS = 3_600_000;
const MOST_KEPT = 10_000;
const MOST_ATTEMPTS = 3;

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
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, { facts: found, until: now + KEPT_MILLISECONDS });
    return found;
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
