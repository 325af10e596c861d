import { beforeAll, describe, expect, test } from "vitest";
import { CARD_BYTES, cardBytes } from "#src/adapters/teams/render/limits";
import { renderMessage } from "#src/adapters/teams/render/message";
import type { Card } from "#src/cards/card";
import { demoCards } from "../../demo-cards.ts";
import { QUESTIONS } from "./demo-questions.ts";
import { parseComplaints } from "./parse-card.ts";

describe("each kind of answer on Teams", () => {
  let cards: ReadonlyMap<string, Card>;

  beforeAll(async () => {
    cards = await demoCards(QUESTIONS);
  }, 60_000);

  test.each([...Object.keys(QUESTIONS), "refused", "help"])("%s", async (name) => {
    const card = cards.get(name);
    if (card === undefined) throw new Error(`no card ${name}`);
    let issued = 0;
    const message = renderMessage(card, { issue: () => `id-${++issued}` });
    const attachments = message.attachments.map(({ type, name: file }) => ({ type, name: file }));
    const golden = `../../../golden/teams/${name}.json`;
    await expect(`${JSON.stringify({ ...message, attachments }, null, 2)}\n`).toMatchFileSnapshot(
      golden,
    );
    expect(parseComplaints(message.card, "known")).toEqual([]);
    expect(cardBytes(message.card)).toBeLessThanOrEqual(CARD_BYTES);
  });
});
