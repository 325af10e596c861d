import type { SlackMessage } from "#src/adapters/slack/render/render-message";
import type { ReplyFile } from "#src/cards/attachment";
import { sendAccepted } from "./accepted-version.ts";
import type { Outbox } from "./outbox.ts";
import { type Outlet, plainMessage, WORKING, withoutFiles } from "./outlet.ts";
import type { SlackFetch } from "./settings.ts";
import { ResponseUrlError } from "./slack-problem.ts";

/** A response_url takes five messages in half an hour; the last one is kept for a word. */
const MOST_MESSAGES = 4;
const TIME_LIMIT_MILLISECONDS = 10_000;
const HOSTS = new Set(["hooks.slack.com", "hooks.slack-gov.com"]);

/** Messages that only the asker sees, wherever they are: by the address that came with the command or press. */
export class ResponseOutlet implements Outlet {
  readonly #url: string;
  readonly #outbox: Outbox;
  readonly #team: string;
  readonly #fetch: SlackFetch;
  #sent = 0;

  /** @throws Error when the address isn't Slack's */
  constructor(url: string, outbox: Outbox, team: string, fetchFunction: SlackFetch) {
    const { protocol, hostname } = new URL(url);
    if (protocol !== "https:" || !HOSTS.has(hostname)) throw new Error("not an address of Slack's");
    this.#url = url;
    this.#outbox = outbox;
    this.#team = team;
    this.#fetch = fetchFunction;
  }

  async working(): Promise<void> {
    await this.#send(plainMessage(WORKING));
  }

  show(message: SlackMessage): Promise<SlackMessage> {
    return this.#send(withoutFiles(message));
  }

  redraw(message: SlackMessage): Promise<SlackMessage> {
    return this.#send(withoutFiles(message), { isInPlace: true });
  }

  whisper(message: SlackMessage): Promise<SlackMessage> {
    return this.show(message);
  }

  async file({ name }: ReplyFile): Promise<void> {
    const text = `${name} can’t be sent privately. Ask the same in a direct message, or mention me in a channel.`;
    await this.#send(plainMessage(text));
  }

  fileAlone(file: ReplyFile): Promise<void> {
    return this.file(file);
  }

  async close(): Promise<void> {
    // What was said by a response_url can't be taken back.
  }

  async #send(message: SlackMessage, { isInPlace = false } = {}): Promise<SlackMessage> {
    if (this.#sent > MOST_MESSAGES) return message;
    const isLast = this.#sent === MOST_MESSAGES;
    this.#sent++;
    const sent = isLast
      ? plainMessage("There is more than fits here. Ask the other questions by themselves.")
      : message;
    return this.#outbox.send(this.#team, this.#url, () =>
      sendAccepted(sent, (version) => this.#respond(version, isInPlace)),
    );
  }

  async #respond({ text, blocks }: SlackMessage, isInPlace: boolean): Promise<void> {
    const response = await this.#fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({
        response_type: "ephemeral",
        replace_original: isInPlace,
        text,
        ...(blocks.length === 0 ? {} : { blocks }),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(TIME_LIMIT_MILLISECONDS),
    });
    const body = await response.text();
    if (response.status === 429) {
      throw new ResponseUrlError("ratelimited", Number(response.headers.get("retry-after")) || 1);
    }
    const code = errorIn(body);
    if (!response.ok || code !== null) throw new ResponseUrlError(code ?? "unreachable", null);
  }
}

/** `ok`, JSON, or a bare word of an error. */
function errorIn(body: string): string | null {
  if (body === "" || body === "ok") return null;
  try {
    const { ok, error } = JSON.parse(body) as { readonly ok?: boolean; readonly error?: string };
    return ok === false ? (error ?? "unreachable") : null;
  } catch {
    return /^\w+$/.test(body) ? body : "unreachable";
  }
}
