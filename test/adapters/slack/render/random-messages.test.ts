import type { KnownBlock } from "@slack/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMessage, checkView } from "#src/adapters/slack/block-kit/check-blocks";
import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import { renderHome } from "#src/adapters/slack/render/render-home";
import { renderMessage, type SlackMessage } from "#src/adapters/slack/render/render-message";
import { withClassicBlocks, withoutCharts } from "#src/adapters/slack/render/without-charts";
import type { IssueAction, TableBlock } from "#src/cards/card";
import { centsTable, randomCard, randomTable } from "../../../cards/random-card.ts";

const RUNS = { numRuns: 150 };

describe("whatever a card holds", () => {
  test("the message is one that Slack takes, with and without the newer blocks", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const message = renderMessage(card, { issue: numbered(), answerId: "answer-1" });
        for (const version of [message, withoutCharts(message), withClassicBlocks(message)]) {
          expect(checkMessage(version)).toEqual([]);
          expect(version.blocks.at(-1)?.type).toBe("context_actions");
        }
      }),
      RUNS,
    );
  });

  test("nothing in it mentions anybody, links anywhere or is formatted by the data", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const message = renderMessage(card, { issue: numbered() });
        for (const text of mrkdwnTexts(message.blocks)) {
          expect(text.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/[<>&]/);
          expect(text).toMatch(/^(\*[^*_~`]*\*\n[^*_~`]*|```\n.*\n```)$/s);
        }
        expect(message.text.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/[<>&]/);
      }),
      RUNS,
    );
  });

  test("buttons carry the same ids when the card is drawn again, each issued once", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        let issued = 0;
        const message = renderMessage(card, { issue: () => `id-${issued++}` });
        const before = issued;
        const again = withClassicBlocks(message);
        expect(issued).toBe(before);
        expect(actionsOf(again)).toEqual(expect.arrayContaining([...actionsOf(message)]));
      }),
      { numRuns: 50 },
    );
  });

  test("an App Home of several cards is one that Slack takes", () => {
    fc.assert(
      fc.property(fc.array(randomCard, { maxLength: 4 }), (cards) => {
        const view = renderHome(cards.map((card) => ({ card, issue: numbered() })));
        expect(checkView(view)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a table's amounts", () => {
  test("add up to the whole, the rest included", () => {
    fc.assert(
      fc.property(centsTable, (table) => {
        const shown = numbersOf(renderMessage(cardOf(table), { issue: numbered() }));
        const cents = (values: readonly number[]) =>
          values.reduce((sum, value) => sum + Math.round(value * 100), 0);
        expect(cents(shown)).toBe(cents(table.rows.map((row) => Number(row[1]))));
      }),
      RUNS,
    );
  });

  test("what isn't shown is in a file", () => {
    fc.assert(
      fc.property(randomTable, (table) => {
        const message = renderMessage(cardOf(table), { issue: numbered() });
        const block = message.blocks.find(({ type }) => type === "data_table");
        const rows = block?.type === "data_table" ? block.rows.length - 1 : 0;
        if (rows < table.rows.length) {
          expect(message.attachments).toEqual([{ type: "table", name: "cost", table }]);
        }
      }),
      RUNS,
    );
  });
});

function cardOf(table: TableBlock) {
  return { title: "Cost", blocks: [table] };
}

function numbered(): IssueAction {
  let issued = 0;
  return () => `id-${issued++}`;
}

function numbersOf({ blocks }: SlackMessage): readonly number[] {
  return blocks
    .filter((block) => block.type === "data_table")
    .flatMap(({ rows }) => rows.flat())
    .flatMap((cell) => (cell.type === "raw_number" ? [cell.value] : []));
}

function actionsOf({ blocks }: SlackMessage): readonly KnownBlock[] {
  return blocks.filter((block) => block.type === "actions");
}

function mrkdwnTexts(part: readonly SlackBlock[]): readonly string[] {
  const found: string[] = [];
  JSON.stringify(part, (_key, value: unknown) => {
    const isObject = typeof value === "object" && value !== null;
    if (isObject && "type" in value && value.type === "mrkdwn" && "text" in value) {
      found.push(String(value.text));
    }
    return value;
  });
  return found;
}
