import { setTimeout as sleep } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Sender } from "#src/chat/message";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";

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

interface FoundEmail {
  readonly isKnown: boolean;
  /** The app has no right to read addresses. */
  readonly isClosed: boolean;
  readonly email: string | undefined;
}

interface KeptEmail {
  readonly email: string | undefined;
  readonly until: number;
}

/** Who may talk to the app, and what Slack vouches for about them. */
export class People {
  readonly #teams: readonly string[];
  readonly #clock: () => Date;
  readonly #log: Log;
  readonly #emails = new Map<string, KeptEmail>();
  /** Workspaces that don't let the app read addresses, and until when not to ask again. */
  readonly #closed = new Map<string, number>();

  constructor(teams: readonly string[], clock: () => Date, log: Log) {
    this.#teams = teams;
    this.#clock = clock;
    this.#log = log;
  }

  /** Null for people of other workspaces than those that may talk to the app: Slack Connect brings them. */
  async sender(client: webApi.WebClient, person: Person): Promise<Sender | null> {
    const { user, team, home } = person;
    const isLetIn =
      team !== undefined && (this.#teams.length === 0 ? team === home : this.#teams.includes(team));
    if (!isLetIn) return null;
    const email = await this.#email(client, team, user);
    const sender = { platform: "slack", tenant: team, id: user } as const;
    return email === undefined ? sender : { ...sender, email };
  }

  /** The confirmed address, where the app may read it. */
  async #email(client: webApi.WebClient, team: string, user: string): Promise<string | undefined> {
    const now = this.#clock().getTime();
    const key = `${team}/${user}`;
    const kept = this.#emails.get(key);
    if (kept !== undefined && kept.until > now) return kept.email;
    if ((this.#closed.get(team) ?? 0) > now) return undefined;
    const found = await this.#ask(client, user);
    if (found.isClosed) this.#closed.set(team, now + KEPT_MILLISECONDS);
    if (!found.isKnown) return undefined;
    if (this.#emails.size >= MOST_KEPT) this.#emails.clear();
    this.#emails.set(key, { email: found.email, until: now + KEPT_MILLISECONDS });
    return found.email;
  }

  async #ask(client: webApi.WebClient, user: string): Promise<FoundEmail> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { user: found } = await client.users.info({ user });
        const email = found?.is_email_confirmed === true ? found.profile?.email : undefined;
        return { isKnown: true, isClosed: false, email };
      } catch (error) {
        const { code, waitSeconds } = problemOf(error);
        if (waitSeconds === null || attempt === MOST_ATTEMPTS) {
          this.#log.debug("a person's address can't be read", { code });
          return { isKnown: false, isClosed: code === "missing_scope", email: undefined };
        }
        await sleep(waitSeconds * 1000);
      }
    }
  }
}
