import type { webApi } from "@slack/bolt";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";

const TITLE_CHARACTERS = 200;
const ASK_AGAIN_MILLISECONDS = 3_600_000;
const STATUS = "is looking it up …";

/** Where a session is: each thread of a direct conversation is one. */
export interface SessionPlace {
  readonly team: string;
  readonly channel: string;
  readonly threadTs: string;
}

/**
 * Slack's own signs of an agent at work: the session's title and its status, in direct conversations. They are an
 * adornment: where Slack refuses them, an answer goes out all the same.
 */
export class AgentSessions {
  readonly #clock: () => Date;
  readonly #log: Log;
  /** Workspaces that refused, and until when not to try again. */
  readonly #refused = new Map<string, number>();

  constructor(clock: () => Date, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Shows that work has begun; what it gives ends that again. */
  begin(client: webApi.WebClient, place: SessionPlace, title: string): () => Promise<void> {
    const { channel, threadTs } = place;
    if ((this.#refused.get(place.team) ?? 0) > this.#clock().getTime())
      return async () => undefined;
    const session = { channel_id: channel, thread_ts: threadTs };
    const begun = this.#attempt(place.team, async () => {
      const named = { ...session, status: "processing", title: title.slice(0, TITLE_CHARACTERS) };
      await client.agents.sessions.setStatus(named);
      return () => client.agents.sessions.setStatus({ ...session, status: "active" });
    }).then((end) => end ?? this.#beginAssistant(client, place));
    return async () => {
      const end = await begun;
      if (end !== null) await this.#attempt(place.team, end);
    };
  }

  /** The status of apps that aren't declared an agent but an assistant. */
  async #beginAssistant(
    client: webApi.WebClient,
    { team, channel, threadTs }: SessionPlace,
  ): Promise<(() => Promise<unknown>) | null> {
    const thread = { channel_id: channel, thread_ts: threadTs };
    const end = await this.#attempt(team, async () => {
      await client.assistant.threads.setStatus({ ...thread, status: STATUS });
      return () => client.assistant.threads.setStatus({ ...thread, status: "" });
    });
    if (end === null) this.#refused.set(team, this.#clock().getTime() + ASK_AGAIN_MILLISECONDS);
    return end;
  }

  async #attempt<T>(team: string, call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      const { code } = problemOf(error);
      this.#log.debug("no session status", { team, code });
      return null;
    }
  }
}
