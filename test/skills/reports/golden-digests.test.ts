import { describe, expect, test } from "vitest";
import { checkMessage } from "#src/adapters/slack/block-kit/check-blocks";
import { renderMessage as renderForSlack } from "#src/adapters/slack/render/render-message";
import { CARD_BYTES, cardBytes } from "#src/adapters/teams/render/limits";
import { renderMessage as renderForTeams } from "#src/adapters/teams/render/message";
import type { Answer } from "#src/answer";
import { answerCard } from "#src/chat/answer-card";
import { payloadText } from "../../adapters/slack/render/payload-text.ts";
import { parseComplaints } from "../../adapters/teams/render/parse-card.ts";
import { NORMAL, NOW, PAYMENTS, QUIET, reading, type SmallWeek, TERRIBLE } from "./small-weeks.ts";

const WEEKS: Readonly<Record<string, SmallWeek>> = {
  quiet: QUIET,
  normal: NORMAL,
  terrible: TERRIBLE,
};

describe.each(Object.entries(WEEKS))("the digest of a %s week", (name, week) => {
  test("as text, on Slack and on Teams", async () => {
    await reading(week, async ({ assistant }) => {
      const call = { skill: "weekly-digest", input: { filters: [PAYMENTS] } };
      const answer = await assistant.call(call, { user: "ann@example.com", now: NOW });
      await expect(`${answer.text}\n`).toMatchFileSnapshot(goldenFile(`${name}.txt`));
      await expectSlack(answer, name);
      await expectTeams(answer, name);
    });
  });
});

async function expectSlack(answer: Answer, name: string): Promise<void> {
  const message = renderForSlack(answerCard(answer), { issue: numbered(), answerId: name });
  expect(checkMessage(message)).toEqual([]);
  const { text, blocks } = message;
  const payload = payloadText({ text: text.split("\n"), blocks });
  await expect(`${payload}\n`).toMatchFileSnapshot(goldenFile(`${name}.slack.json`));
}

async function expectTeams(answer: Answer, name: string): Promise<void> {
  const message = renderForTeams(answerCard(answer), { issue: numbered() });
  expect(parseComplaints(message.card, "known")).toEqual([]);
  expect(cardBytes(message.card)).toBeLessThanOrEqual(CARD_BYTES);
  const payload = JSON.stringify({ ...message, attachments: [] }, null, 2);
  await expect(`${payload}\n`).toMatchFileSnapshot(goldenFile(`${name}.teams.json`));
}

function numbered(): () => string {
  let issued = 0;
  return () => `id-${++issued}`;
}

function goldenFile(name: string): string {
  return `../../golden/digests/${name}`;
}
