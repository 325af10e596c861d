import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CARD_BYTES, CARD_SIZES, cardBytes } from "#src/adapters/teams/render/limits";
import { renderMessage } from "#src/adapters/teams/render/message";
import { PRESS, type PressData, readPress } from "#src/adapters/teams/render/press-data";
import type { Card, CardBlock, TableBlock } from "#src/cards/card";
import { centsTable, hostileTexts, randomCard } from "../../../cards/random-card.ts";
import {
  acts,
  actsAsMarkdown,
  literalTexts,
  markdownTexts,
  objectsOf,
  tableTexts,
} from "./inspect-card.ts";
import { parseComplaints } from "./parse-card.ts";

function render(...blocks: CardBlock[]) {
  return renderCard({ title: "Cost of October 2026", blocks });
}

function renderCard(card: Card) {
  let issued = 0;
  return renderMessage(card, { issue: () => `id-${++issued}` });
}

function elements(type: string, json: unknown) {
  return objectsOf(json).filter((object) => object["type"] === type);
}

function elementIds(json: unknown): readonly string[] {
  return objectsOf(json).flatMap(({ type, id }) =>
    typeof type === "string" && typeof id === "string" ? [id] : [],
  );
}

function tableOf(count: number, columns = 1): TableBlock {
  return {
    type: "table",
    columns: [
      { label: "Service", kind: "text" },
      ...Array.from(
        { length: columns },
        (_, at) => ({ label: `Cost ${at}`, kind: "money", currency: "USD" }) as const,
      ),
    ],
    rows: Array.from({ length: count }, (_, at) => [
      `service ${at}`,
      ...Array.from({ length: columns }, () => at + 0.25),
    ]),
  };
}

describe("any card", () => {
  test("is valid, small enough, and nothing of the data acts", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const { card: json, text } = renderCard(card);
        expect(parseComplaints(json, "known")).toEqual([]);
        const unknown = parseComplaints(json, "unknown");
        expect(unknown.filter((message) => !message.includes("Chart."))).toEqual([]);
        expect(cardBytes(json)).toBeLessThanOrEqual(CARD_BYTES);
        expect(text).not.toBe("");
        expect([text, ...literalTexts(json)].filter(acts)).toEqual([]);
        expect(markdownTexts(json).filter(actsAsMarkdown)).toEqual([]);
        expect(JSON.stringify(json)).not.toMatch(/<\/?at>/);
      }),
      { numRuns: 300 },
    );
  });

  test("has ids that occur once, and actions that carry nothing but issued ids", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const issued = new Set<string>();
        const { card: json } = renderMessage(card, {
          issue: () => {
            const id = `id-${issued.size}`;
            issued.add(id);
            return id;
          },
        });
        const ids = elementIds(json);
        expect(new Set(ids).size).toBe(ids.length);
        const actions = elements("Action.Execute", json);
        expect(actions.filter(({ verb }) => verb !== PRESS)).toEqual([]);
        const data = actions.map((action) => action["data"] as PressData);
        expect(data.filter(({ action }) => action !== PRESS)).toEqual([]);
        expect(data.filter(({ id }) => id !== undefined && !issued.has(id))).toEqual([]);
        const inputs = data.flatMap(({ choice, date }) => [choice ?? date ?? []].flat());
        expect(inputs.filter((input) => !ids.includes(input))).toEqual([]);
        const choices = elements("Input.ChoiceSet", json).flatMap(
          (input) => input["choices"] as { value: string }[],
        );
        expect(choices.filter(({ value }) => !issued.has(value))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("asks for the id of an action once, whatever size the card takes", () => {
    const action = { kind: "ask", question: "and last month?" } as const;
    let issued = 0;
    renderMessage(
      {
        title: "",
        blocks: [
          { type: "buttons", buttons: [{ label: "ask", action }] },
          ...Array.from({ length: 20 }, () => tableOf(40, 6)),
        ],
      },
      { issue: () => `id-${++issued}` },
    );
    expect(issued).toBe(1);
  });
});

describe("a table", () => {
  test("adds up, whatever is left out", () => {
    fc.assert(
      fc.property(centsTable, (table) => {
        const { card, attachments } = render(table);
        const rows = elements("Table", card).flatMap(tableTexts).slice(1);
        const cents = rows.map(([, amount]) =>
          Math.round(Number(amount?.replace("−", "-").replace(/[$,]/g, "")) * 100),
        );
        const whole = table.rows.map(([, amount]) => Math.round(Number(amount) * 100));
        const sum = (values: readonly number[]) =>
          values.reduce((total, value) => total + value, 0);
        expect(sum(cents)).toBe(sum(whole));
        expect(attachments.length).toBe(rows.length < table.rows.length ? 1 : 0);
      }),
      { numRuns: 200 },
    );
  });

  test("longer than the card's becomes its first rows, the rest's sum and a file", () => {
    const { tableRows } = CARD_SIZES[0];
    const table = tableOf(tableRows + 37);
    const { card, attachments } = render(table);
    const texts = elements("Table", card).flatMap(tableTexts);
    expect(texts).toHaveLength(1 + tableRows + 1);
    expect(texts.at(-1)).toEqual(["… and 37 more", "$2,155.25"]);
    expect(attachments).toEqual([{ type: "table", name: "cost-of-october-2026", table }]);
  });

  test("has a sum of the rest for each currency, whose column its amounts make needless", () => {
    const rows = Array.from({ length: 50 }, (_, at) => [`a${at}`, at % 2 ? "EUR" : "USD", 1]);
    const { card } = render({
      type: "table",
      columns: [
        { label: "account", kind: "text" },
        { label: "BillingCurrency", kind: "text" },
        { label: "EffectiveCost", kind: "money" },
      ],
      rows,
    });
    const texts = elements("Table", card).flatMap(tableTexts);
    expect(texts[0]).toEqual(["account", "EffectiveCost"]);
    expect(texts.slice(-2)).toEqual([
      ["… and 5 more", "$5.00"],
      ["… and 5 more", "€5.00"],
    ]);
  });

  test("is folded where it is long and a chart says the same", () => {
    const chart: CardBlock = {
      type: "chart",
      chart: "bar",
      title: "Cost",
      unit: "USD",
      labels: ["EC2", "S3"],
      series: [{ name: "cost", values: [2, 1] }],
    };
    const isFolded = (...blocks: CardBlock[]) =>
      elements("Action.ToggleVisibility", render(...blocks).card).map(({ title }) => title);
    expect(isFolded(chart, tableOf(31))).toEqual(["Table of 31 rows"]);
    expect(isFolded(chart, tableOf(12))).toEqual([]);
    expect(isFolded(tableOf(31))).toEqual([]);
  });

  test("has no empty cells, which Teams would leave out", () => {
    const { card } = render({
      type: "table",
      columns: [
        { label: "Service", kind: "text" },
        { label: "Region", kind: "text" },
        { label: "Cost", kind: "money", currency: "USD" },
      ],
      rows: Array.from({ length: 60 }, () => ["EC2", "us-east-1", 1]),
    });
    expect(elements("Table", card).flatMap(tableTexts).at(-1)).toEqual([
      "… and 20 more",
      "\u00a0",
      "$20.00",
    ]);
  });

  test("of too many columns says how many are left out", () => {
    const { card, attachments } = render(tableOf(3, 14));
    const texts = elements("Table", card).flatMap(tableTexts);
    expect(texts[0]).toHaveLength(10);
    expect(literalTexts(card)).toContain("… and 5 more columns");
    expect(attachments).toHaveLength(1);
  });

  test("has amounts to the right under a row of headers", () => {
    const { card } = render(tableOf(1));
    const [table] = elements("Table", card);
    expect(table?.["firstRowAsHeaders"]).toBe(true);
    const aligned = elements("RichTextBlock", table).map((line) => line["horizontalAlignment"]);
    expect(aligned).toEqual([undefined, "Right", undefined, "Right"]);
  });
});

describe("a card that is too large", () => {
  test("has fewer rows before anything else is left out", () => {
    const { card, attachments } = render(...Array.from({ length: 6 }, () => tableOf(40, 6)));
    expect(cardBytes(card)).toBeLessThanOrEqual(CARD_BYTES);
    expect(elements("Table", card)).toHaveLength(6);
    expect(attachments.map(({ name }) => name)).toEqual([
      "cost-of-october-2026",
      ...[2, 3, 4, 5, 6].map((number) => `cost-of-october-2026-${number}`),
    ]);
  });

  test("leaves out whole parts at last, says so, and gives them as files", () => {
    const { card, attachments } = render(...Array.from({ length: 60 }, () => tableOf(40, 9)));
    expect(cardBytes(card)).toBeLessThanOrEqual(CARD_BYTES);
    const tables = elements("Table", card).length;
    expect(tables).toBeGreaterThan(0);
    expect(attachments).toHaveLength(60);
    expect(literalTexts(card)).toContain(
      `… and ${60 - tables} more parts, too large to be shown here`,
    );
  });
});

describe("texts out of data", () => {
  test.each(hostileTexts)("%j is shown, and nothing more, wherever it stands", (text) => {
    const { card } = renderCard({
      title: text,
      blocks: [
        { type: "text", text },
        { type: "fields", fields: [{ label: text, value: text }] },
        { type: "figures", figures: [{ label: text, value: 1, currency: text }] },
        { type: "basis", fields: [{ label: text, value: text }], query: text },
      ],
    });
    expect(literalTexts(card).filter(acts)).toEqual([]);
    expect(markdownTexts(card).filter(actsAsMarkdown)).toEqual([]);
    expect(parseComplaints(card, "known")).toEqual([]);
  });

  test("names that only look like markup are left alone", () => {
    const { card } = renderCard({
      title: "cost of my_data_bucket for 3*4 – 10 % [prod]",
      blocks: [],
    });
    expect(markdownTexts(card)).toEqual(["cost of my_data_bucket for 3*4 – 10 % [prod]"]);
  });

  test("a query keeps its lines and its characters", () => {
    const query = '-- all\nSELECT count(*) * 2,\n  "x_y" AS _a_\nFROM focus';
    const { card } = render({ type: "basis", fields: [], query });
    const lines = elements("TextRun", card).map(({ text }) => text);
    expect(lines).toEqual(query.split("\n"));
  });
});

describe("what people do with a card", () => {
  const ask = (question: string) => ({ kind: "ask", question }) as const;

  test("a button carries its id alone, and is asked about first where that is wanted", () => {
    const { card } = render({
      type: "buttons",
      buttons: [
        { label: "By team", action: ask("by team"), style: "primary" },
        { label: "Forget", action: ask("forget"), style: "danger", confirm: "Really?" },
      ],
    });
    const [set] = elements("ActionSet", card);
    expect(set?.["actions"]).toEqual([
      {
        type: "Action.Execute",
        title: "By team",
        verb: "press",
        data: { action: "press", id: "id-1" },
        associatedInputs: "none",
        style: "positive",
      },
      expect.objectContaining({ type: "Action.ShowCard", title: "Forget" }),
    ]);
    expect(literalTexts(set)).toContain("Really?");
    expect(elements("Action.Execute", set)[1]).toMatchObject({
      style: "destructive",
      data: { action: "press", id: "id-2" },
    });
  });

  test("more buttons than one set shows make several sets; the count of the others is said", () => {
    const buttons = Array.from({ length: 30 }, (_, at) => ({
      label: `question ${at}`,
      action: ask(`question ${at}`),
    }));
    const { card } = render({ type: "buttons", buttons });
    expect(elements("ActionSet", card).map(({ actions }) => (actions as []).length)).toEqual([
      5, 5, 5, 5, 4,
    ]);
    expect(literalTexts(card)).toContain("… and 6 more");
  });

  test("a chosen option is read from its input", () => {
    const { card } = render({
      type: "select",
      label: "Group by",
      options: [
        { label: "service", action: ask("by service") },
        { label: "account", action: ask("by account") },
      ],
    });
    const [input] = elements("Input.ChoiceSet", card);
    const [action] = elements("Action.Execute", card);
    const chosen = { ...(action?.["data"] as object), [String(input?.["id"])]: "id-2" };
    expect(readPress(chosen)).toEqual({ actionId: "id-2" });
    expect(readPress(action?.["data"])).toEqual({ actionId: null });
  });

  test("a chosen day is read from its input; what is no day isn’t", () => {
    const { card } = render({
      type: "date",
      label: "Day",
      action: { kind: "ask", question: "cost on {date}" },
      initial: "2026-10-08",
    });
    const [input] = elements("Input.Date", card);
    const [action] = elements("Action.Execute", card);
    const pressed = (day: string) =>
      readPress({ ...(action?.["data"] as object), [String(input?.["id"])]: day });
    expect(input?.["value"]).toBe("2026-10-08");
    expect(pressed("2026-10-09")).toEqual({ actionId: "id-1", date: "2026-10-09" });
    expect(pressed("tomorrow")).toEqual({ actionId: null });
    expect(pressed("")).toEqual({ actionId: null });
  });

  test.each([null, "press", 7, {}, { action: "other", id: "id-1" }])("%j is no press", (data) => {
    expect(readPress(data)).toBeNull();
  });

  test("the basis is folded until it is asked for", () => {
    const { card } = render({
      type: "basis",
      fields: [{ label: "Metric", value: "EffectiveCost" }],
      query: "SELECT 1",
    });
    const [toggle] = elements("Action.ToggleVisibility", card);
    const [folded] = elements("Container", card);
    expect(toggle?.["targetElements"]).toEqual([folded?.["id"]]);
    expect(folded?.["isVisible"]).toBe(false);
  });
});

describe("figures and dividers", () => {
  test("a change is told in words", () => {
    const figure = (value: number, percent: number | null) => ({
      label: "Total",
      value: 100,
      currency: "USD",
      change: { value, percent },
    });
    const { card, text } = render({
      type: "figures",
      figures: [figure(12, 13.6), figure(-12, -10.7), figure(0, 0)],
    });
    expect(literalTexts(elements("ColumnSet", card))).toEqual(
      expect.arrayContaining(["▲ up +$12.00 (+13.6%)", "▼ down −$12.00 (−10.7%)", "no change"]),
    );
    expect(text).toContain("Total: $100.00, +$12.00 (+13.6%)");
    expect(card.speak).toContain("Total: $100.00, +$12.00 (+13.6%)");
  });

  test("many figures are a list", () => {
    const figures = Array.from({ length: 4 }, (_, at) => ({
      label: `Total ${at}`,
      value: at,
      currency: "EUR",
    }));
    const { card } = render({ type: "figures", figures });
    expect(elements("FactSet", card)[0]?.["facts"]).toHaveLength(4);
  });

  test("a divider is a line before what follows; none at the end", () => {
    const { card } = render(
      { type: "divider" },
      { type: "text", text: "one" },
      { type: "divider" },
    );
    expect(card.body.map(({ separator }) => separator)).toEqual([undefined, true]);
  });
});
