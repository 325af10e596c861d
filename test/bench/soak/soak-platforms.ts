import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeSlack } from "../../adapters/slack/fake-slack.ts";
import { type FakeIssuer, fakeIssuer } from "../../adapters/teams/fake-issuer.ts";

/** Told of each message that comes for a conversation, with its words. */
export type OnMessage = (conversation: string, text: string) => void;

/** A report that came unasked. */
interface Posted {
  readonly ts: string;
  readonly metadata: unknown;
}

/** Slack and Teams on loopback, for as long as the soak lasts: servers come and go. */
export class SoakPlatforms {
  readonly slack = new FakeSlack();
  readonly issuer: FakeIssuer;
  readonly teamsUrl: string;
  /** Reports by their channels. */
  readonly posted = new Map<string, Posted[]>();
  readonly #close: () => void;

  private constructor(issuer: FakeIssuer, teamsUrl: string, close: () => void) {
    this.issuer = issuer;
    this.teamsUrl = teamsUrl;
    this.#close = close;
  }

  static async start(onMessage: OnMessage): Promise<SoakPlatforms> {
    const connector = createServer(async (request, response) => {
      const body = (await jsonOf(request)) as { type?: string; summary?: string };
      response.setHeader("content-type", "application/json").end('{"id":"m1"}');
      const [, conversation] =
        /\/conversations\/([^/]+)\/activities/.exec(decodeURIComponent(request.url ?? "")) ?? [];
      if (body.type === "message") onMessage(conversation ?? "", body.summary ?? "");
    });
    await new Promise<void>((resolve) => connector.listen(0, "127.0.0.1", resolve));
    const { port } = connector.address() as AddressInfo;
    const platforms = new SoakPlatforms(
      await fakeIssuer(),
      `http://127.0.0.1:${port}/teams/`,
      () => {
        connector.closeAllConnections();
        connector.close();
      },
    );
    await platforms.slack.start();
    platforms.#listen(onMessage);
    return platforms;
  }

  async stop(): Promise<void> {
    this.#close();
    await Promise.all([this.slack.stop(), this.issuer.close()]);
  }

  #listen(onMessage: OnMessage): void {
    this.slack.rule(({ method, args }) => {
      // What is remembered of calls would be all that grows here.
      this.slack.calls.length = 0;
      const channel = String(args["channel"]);
      if (method === "conversations.history") {
        return { body: { ok: true, messages: this.posted.get(channel) ?? [] } };
      }
      if (method !== "chat.postMessage") return null;
      const { metadata } = args;
      if (metadata === undefined) {
        onMessage(channel, String(args["text"]));
        return null;
      }
      const posts = this.posted.get(channel) ?? [];
      const ts = `1700000000.${String(posts.length).padStart(6, "0")}`;
      this.posted.set(channel, [...posts, { ts, metadata }]);
      return { body: { ok: true, channel, ts } };
    });
  }
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text.startsWith("{") ? JSON.parse(text) : {};
}
