import { beforeAll, describe, expect, test } from "vitest";
import { checkMessage, checkView } from "#src/adapters/slack/block-kit/check-blocks";
import { renderHome } from "#src/adapters/slack/render/render-home";
import { renderMessage, type SlackMessage } from "#src/adapters/slack/render/render-message";
import { withClassicBlocks, withoutCharts } from "#src/adapters/slack/render/without-charts";
import type { Card, IssueAction } from "#src/cards/card";
import { demoCards } from "../../demo-cards.ts";
import { QUESTIONS } from "./demo-questions.ts";
import { payloadText } from "./payload-text.ts";

let cards: ReadonlyMap<string, Card>;

beforeAll(async () => {
  cards = await demoCards(QUESTIONS);
}, 60_000);

describe("each kind of answer on Slack", () => {
  test.each([...Object.keys(QUESTIONS), "refused", "help"])("%s", async (name) => {
    const message = rendered(name);
    expect(checkMessage(message)).toEqual([]);
    await expectGolden(message, name);
  });

  test("a chart where the workspace has none", async () => {
    const message = withoutCharts(rendered("series-by-month"));
    expect(checkMessage(message)).toEqual([]);
    await expectGolden(message, "series-by-month-without-charts");
  });

  test("a message without any of the newer blocks", async () => {
    const message = withClassicBlocks(rendered("long-table"));
    expect(checkMessage(message)).toEqual([]);
    await expectGolden(message, "long-table-in-classic-blocks");
  });

  test("an App Home of several answers", async () => {
    const names = ["two-currencies", "series-by-month", "help"];
    const issue = numbered();
    const view = renderHome(names.map((name) => ({ card: cardOf(name), issue })));
    expect(checkView(view)).toEqual([]);
    await expect(`${payloadText(view)}\n`).toMatchFileSnapshot(goldenFile("home"));
  });
});

function cardOf(name: string): Card {
  const card = cards.get(name);
  if (card === undefined) throw new Error(`no card ${name}`);
  return card;
}

function rendered(name: string): SlackMessage {
  return renderMessage(cardOf(name), { issue: numbered(), answerId: name });
}

function numbered(): IssueAction {
  let issued = 0;
  return () => `id-${++issued}`;
}

async function expectGolden({ text, blocks, attachments }: SlackMessage, name: string) {
  const files = attachments.map((attachment) => ({ type: attachment.type, name: attachment.name }));
  const payload = payloadText({ text: text.split("\n"), blocks, attachments: files });
  await expect(`${payload}\n`).toMatchFileSnapshot(goldenFile(name));
}

function goldenFile(name: string): string {
  return `../../../golden/slack/${name}.json`;
}
