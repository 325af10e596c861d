import { describe, expect, test } from "vitest";
import { renderCard } from "#src/adapters/terminal/render";
import { cardText } from "#src/cards/fallback-text";
import { answerCard } from "#src/chat/answer-card";
import { withSlack } from "../adapters/slack/slack-world.ts";
import { activity, withTeams } from "../adapters/teams/teams-bench.ts";
import { startPage } from "../adapters/web/page-server.ts";
import { withAssistant } from "./small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");

/** Conversations over the small company; each question follows the one before. */
const CONVERSATIONS: Readonly<Record<string, readonly string[]>> = {
  "a breakdown, narrowed": [
    "cost by service in October",
    "and in September?",
    "only payments",
    "by account",
    "top 1",
  ],
  "a series": ["daily cost in October", "only EC2", "monthly since September"],
  "a comparison": ["compare October to September by service", "only data", "as billed"],
  "shares and exclusions": ["how much of October is S3?", "cost in October without tax", "by team"],
  "what can't be answered": ["cost of kinesis in October", "stop all instances", "cost in 2031"],
};

/** The amounts that a text shows, each once. */
function amounts(text: string): readonly string[] {
  return [...new Set(text.match(/[−+]?\$[\d,.]*\d/g) ?? [])].sort();
}

async function bySlack(questions: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  await withSlack({}, async ({ slack, mention, settled }) => {
    for (const [at, question] of questions.entries()) {
      const ts = `100.${at + 1}`;
      await mention(`<@UBOT> ${question}`, at === 0 ? { ts } : { ts, thread_ts: "100.1" });
    }
    await settled();
    texts.push(...slack.of("chat.postMessage").map(({ args }) => String(args["text"])));
  });
  return texts;
}

async function byTeams(questions: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  await withTeams("sdk", async (bench) => {
    for (const [at, text] of questions.entries()) {
      await bench.send(activity(bench.connector.serviceUrl, { text }));
      await bench.connector.waitFor(at + 1);
    }
    const sent = await bench.connector.waitFor(questions.length);
    texts.push(...sent.map(({ body }) => JSON.stringify(body.attachments ?? body.text)));
  });
  return texts;
}

async function byPage(questions: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  await withAssistant(async (_assistant, _bugs, store) => {
    const page = await startPage(store, { now: NOW });
    const thread = crypto.randomUUID();
    for (const text of questions) {
      const response = await fetch(`${page.url}api/ask`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text, thread }),
      });
      const { replies } = (await response.json()) as { replies: [{ answer: { text: string } }] };
      texts.push(replies[0].answer.text);
    }
    await page.stop();
  });
  return texts;
}

/** The whole cards in words, and as the terminal draws them. */
async function byAssistant(questions: readonly string[]) {
  const cards: string[] = [];
  const drawn: string[] = [];
  await withAssistant(async (assistant) => {
    for (const text of questions) {
      const answer = await assistant.ask({ text, thread: "t", user: "ann@example.com", now: NOW });
      cards.push(cardText(answerCard(answer)));
      drawn.push(
        answer.card === undefined
          ? answer.text
          : renderCard(answer.card, { width: 100, color: false }),
      );
    }
  });
  return { cards, drawn };
}

describe.each(Object.entries(CONVERSATIONS))("%s", (_, questions) => {
  test("has the same numbers in Slack, in Teams, on the page and in the terminal", async () => {
    const { cards, drawn } = await byAssistant(questions);
    const expected = cards.map(amounts);
    const [slack, teams, page] = await Promise.all([
      bySlack(questions),
      byTeams(questions),
      byPage(questions),
    ]);
    expect(slack.map(amounts)).toEqual(expected);
    expect(page.map(amounts)).toEqual(expected);
    for (const [at, numbers] of expected.entries()) {
      expect(amounts(drawn[at] ?? "")).toEqual(expect.arrayContaining([...numbers]));
      expect(amounts(teams[at] ?? "")).toEqual(expect.arrayContaining([...numbers]));
    }
  });
});

test("these conversations do show numbers", async () => {
  const { cards } = await byAssistant(Object.values(CONVERSATIONS).flat());
  expect(cards.filter((text) => amounts(text).length > 0).length).toBeGreaterThanOrEqual(12);
});
