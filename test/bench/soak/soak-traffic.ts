import { randomUUID } from "node:crypto";
import { TEAM } from "../../adapters/slack/fake-slack.ts";
import { signedHeaders } from "../../adapters/slack/signed-headers.ts";
import { genuineClaims } from "../../adapters/teams/fake-issuer.ts";
import { activity } from "../../adapters/teams/teams-bench.ts";
import { SIGNING_SECRET } from "./server-process.ts";
import { PAGE_TOKEN } from "./soak-files.ts";
import type { SoakPlatforms } from "./soak-platforms.ts";

const QUESTIONS = [
  "what did we spend last month?",
  "top 5 services in October",
  "cost by region in October",
  "daily cost of the top 3 services in October",
  "compare October with September by service",
  "cost by account in October",
  "cost this month",
  "what is our Azure spend?",
  "help",
];
/** Of ten questions: in Slack, in Teams, on the page. */
const PLATFORMS = [
  ...Array<"slack">(5).fill("slack"),
  ...Array<"teams">(3).fill("teams"),
  ...Array<"page">(2).fill("page"),
];
/** Conversations are used again, as people's are; by then their last answer is long out. */
const CONVERSATIONS = 1_000;
const LOST_MILLISECONDS = 30_000;
const FAILED = /Something went wrong/;
/** Of so many questions on the page one is followed by a thumb. */
const THUMBS = 5;

/** A question on its way. */
interface Waiting {
  readonly begun: number;
  readonly platform: string;
}

/** Asks at a rate, on all platforms, and measures how long answers take. */
export class SoakTraffic {
  /** Milliseconds from a question to its answer, since they were last taken. */
  latencies: number[] = [];
  readonly errors: string[] = [];
  /** Answers whose thumbs were taken: they must be in the store. */
  readonly thumbs: string[] = [];
  /** The words of all that came for each conversation; an answer may have a file behind it. */
  readonly answers = new Map<string, string[]>();
  /** Requests that weren't acknowledged: Slack sends those again. */
  unacknowledged: { readonly conversation: string; readonly send: () => Promise<void> }[] = [];
  url = "";
  platforms: SoakPlatforms | null = null;
  asked = 0;
  #isRemembering = false;
  readonly #waiting = new Map<string, Waiting[]>();

  /** Takes a message that the server sent. */
  came(conversation: string, text: string): void {
    if (this.#isRemembering) {
      this.answers.set(conversation, [...(this.answers.get(conversation) ?? []), text]);
    }
    const waiting = this.#waiting.get(conversation)?.shift();
    if (waiting === undefined) return;
    this.#took(waiting.begun, text);
  }

  /**
   * Asks so many a second until the time is over.
   * @param mark begins the names of conversations of which it is remembered what came for them
   */
  async run(rate: number, milliseconds: number, mark = ""): Promise<void> {
    this.#isRemembering = mark !== "";
    const begun = performance.now();
    let sent = 0;
    while (performance.now() - begun < milliseconds) {
      const due = ((performance.now() - begun) * rate) / 1_000;
      for (; sent < due; sent++) void this.#ask(this.asked++, mark);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Questions that have no answer yet. */
  get open(): number {
    return [...this.#waiting.values()].reduce((sum, list) => sum + list.length, 0);
  }

  /** Counts what is older than any answer as lost. */
  forgetLost(older = LOST_MILLISECONDS): void {
    for (const [conversation, list] of this.#waiting) {
      const kept = list.filter(({ begun }) => performance.now() - begun < older);
      const lost = list.length - kept.length;
      if (lost > 0) this.errors.push(`${lost} questions of ${conversation} have no answer`);
      this.#waiting.set(conversation, kept);
    }
  }

  async #ask(number: number, mark: string): Promise<void> {
    const platform = PLATFORMS[number % PLATFORMS.length];
    const question = QUESTIONS[number % QUESTIONS.length] ?? "";
    const conversation = `${mark}${number % CONVERSATIONS}`;
    try {
      if (platform === "slack") await this.#inSlack(`D${conversation}`, question, mark);
      else if (platform === "teams") await this.#inTeams(`a:${conversation}`, question);
      else await this.#onPage(number, question);
    } catch (error) {
      // While the server is away on purpose, nobody can be answered.
      if (mark === "") this.errors.push(`${platform}: ${String(error)}`);
    }
  }

  async #inSlack(channel: string, question: string, mark: string): Promise<void> {
    const body = JSON.stringify(eventOf(channel, question));
    const send = async () => {
      const response = await fetch(`${this.url}slack/events`, {
        method: "POST",
        headers: { "content-type": "application/json", ...signedHeaders(body, SIGNING_SECRET) },
        body,
      });
      this.#isTaken("slack", response);
    };
    this.#waits(channel, "slack");
    try {
      await send();
    } catch (error) {
      if (mark === "") throw error;
      this.unacknowledged.push({ conversation: channel, send });
    }
  }

  async #inTeams(conversation: string, question: string): Promise<void> {
    const { platforms } = this;
    if (platforms === null) return;
    const { teamsUrl, issuer } = platforms;
    const said = activity(teamsUrl, { text: question, id: randomUUID() });
    const token = issuer.token(genuineClaims(teamsUrl));
    this.#waits(conversation, "teams");
    const response = await fetch(`${this.url}api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...said, conversation: { ...said.conversation, id: conversation } }),
    }).catch((error: unknown) => {
      // Teams says so to whoever asked, and doesn't send it again.
      this.#waiting.get(conversation)?.pop();
      throw error;
    });
    this.#isTaken("teams", response);
    await response.arrayBuffer();
  }

  async #onPage(number: number, text: string): Promise<void> {
    const begun = performance.now();
    const response = await this.#post("api/ask", { text, thread: randomUUID() });
    this.#isTaken("page", response);
    const { replies = [] } = (await response.json()) as {
      readonly replies?: readonly {
        readonly answer: { readonly id: string; readonly text: string };
      }[];
    };
    this.#took(begun, replies[0]?.answer.text ?? "Something went wrong: no reply");
    const [reply] = replies;
    if (reply === undefined || number % THUMBS !== 0) return;
    const answerId = reply.answer.id;
    const thumb = await this.#post("api/feedback", { answerId, verdict: "good" });
    if (thumb.status === 204) this.thumbs.push(answerId);
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${PAGE_TOKEN}` },
      body: JSON.stringify(body),
    });
  }

  #waits(conversation: string, platform: string): void {
    const list = this.#waiting.get(conversation) ?? [];
    list.push({ begun: performance.now(), platform });
    this.#waiting.set(conversation, list);
  }

  #took(begun: number, text: string): void {
    this.latencies.push(performance.now() - begun);
    if (FAILED.test(text)) this.errors.push(text);
  }

  #isTaken(platform: string, { status }: Response): void {
    if (status !== 200) this.errors.push(`${platform} was answered ${status}`);
  }
}

function eventOf(channel: string, text: string): object {
  return {
    type: "event_callback",
    team_id: TEAM,
    event_id: randomUUID(),
    authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: "UBOT" }],
    event: {
      type: "message",
      channel_type: "im",
      user: "UANN",
      team: TEAM,
      channel,
      ts: `${Date.now() / 1000}`,
      text,
    },
  };
}
