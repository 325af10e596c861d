import { describe, expect, test } from "vitest";
import { checkMessage } from "#src/adapters/slack/block-kit/check-blocks";
import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import { renderMessage, type SlackMessage } from "#src/adapters/slack/render/render-message";
import { withoutCharts } from "#src/adapters/slack/render/without-charts";
import type { CardBlock, CardButton, ChartBlock, Figure, TableBlock } from "#src/cards/card";

const DAYS = days(31);

describe("names out of data", () => {
  test("are shown as they are: no mention, link, emoji or format acts", () => {
    const name = "<!channel> *bold* <https://evil.example|click> :tada: `code` @here";
    const { text, blocks } = rendered([
      { type: "text", text: name },
      { type: "fields", fields: [{ label: name, value: name }] },
    ]);
    expect(blocks).toEqual([
      { type: "section", text: { type: "plain_text", text: name, emoji: false }, expand: true },
      {
        type: "section",
        fields: [{ type: "plain_text", text: `${name}\n${name}`, emoji: false }],
      },
    ]);
    expect(text).toContain("&lt;!channel&gt;");
    expect(text).not.toMatch(/[<>]/);
  });

  test("are escaped where a label is bold", () => {
    const { blocks } = rendered([{ type: "fields", fields: [{ label: "R&D", value: "a < b" }] }]);
    expect(blocks).toEqual([
      {
        type: "section",
        fields: [{ type: "mrkdwn", text: "*R&amp;D*\na &lt; b", verbatim: true }],
      },
    ]);
  });

  test("can't end the code block of a query", () => {
    const query = "SELECT '```' <!channel>";
    const [container] = rendered([{ type: "basis", fields: [], query }]).blocks;
    expect(container).toMatchObject({
      child_blocks: [{ text: { type: "plain_text", text: query } }],
    });
  });
});

describe("figures", () => {
  test.each<[Figure["change"], string]>([
    [{ value: 134.5, percent: 12.2 }, "*Total*\n$1,234.50\n▲ up +$134.50 (+12.2%)"],
    [{ value: -20, percent: -1.6 }, "*Total*\n$1,234.50\n▼ down −$20.00 (−1.6%)"],
    [{ value: 0, percent: 0 }, "*Total*\n$1,234.50\nno change"],
  ])("say which way they changed: %o", (change, text) => {
    const figure = { label: "Total", value: 1234.5, currency: "USD", ...(change && { change }) };
    const [section] = rendered([{ type: "figures", figures: [figure] }]).blocks;
    expect(section).toMatchObject({ fields: [{ text }] });
  });

  test("go on in a second section after ten, and are counted after forty", () => {
    const figures = Array.from({ length: 43 }, () => ({ label: "T", value: 1, currency: "USD" }));
    const { blocks } = rendered([{ type: "figures", figures }]);
    expect(blocks.map((block) => (block.type === "section" ? block.fields?.length : 0))).toEqual([
      10, 10, 10, 10, 0,
    ]);
    expect(textsOf(blocks)).toContain("… and 3 more figures");
  });
});

describe("a table", () => {
  test("too long is its first rows, a row that adds up the others, and a file", () => {
    const table = tableOf(5000, (at) => `service ${at}`);
    const message = rendered([table]);
    const [block, small] = message.blocks;
    if (block?.type !== "data_table") throw new Error("no table");
    const kept = block.rows.length - 2;
    expect(kept).toBe(99);
    expect(block.rows.at(-1)).toEqual([
      { type: "raw_text", text: "… and 4,901 more" },
      { type: "raw_number", value: 4901, text: "$4,901.00" },
    ]);
    expect(textsOf([small])).toEqual([
      "99 of 5,000 rows are shown. The whole table is in the file costs.csv.",
    ]);
    expect(message.attachments).toEqual([{ type: "table", name: "costs", table }]);
  });

  test("of long names has fewer rows", () => {
    const table = tableOf(100, (at) => `${"a long name ".repeat(8)}${at}`);
    const [block] = rendered([table]).blocks;
    if (block?.type !== "data_table") throw new Error("no table");
    const kept = block.rows.length - 2;
    expect(kept).toBeGreaterThan(40);
    expect(block.rows.at(-1)?.[1]).toMatchObject({ value: 100 - kept });
  });

  test("that fits is whole, without a file", () => {
    const message = rendered([tableOf(100, (at) => `service ${at}`)]);
    expect(message.attachments).toEqual([]);
    expect(message.blocks).toMatchObject([{ type: "data_table", page_size: 10 }]);
  });

  test("of more columns than Slack takes says so", () => {
    const columns = Array.from({ length: 23 }, (_, at) => ({
      label: `column ${at}`,
      kind: "text" as const,
    }));
    const table: TableBlock = { type: "table", columns, rows: [columns.map(() => "x")] };
    const message = rendered([table]);
    expect(message.blocks[0]).toMatchObject({ rows: [{ length: 20 }, { length: 20 }] });
    expect(textsOf(message.blocks).at(-1)).toMatch(/^20 of 23 columns are shown\./);
    expect(message.attachments).toHaveLength(1);
  });

  test("has a rest for each currency", () => {
    const table: TableBlock = {
      type: "table",
      columns: [
        { label: "Service", kind: "text" },
        { label: "BillingCurrency", kind: "text" },
        { label: "Cost", kind: "money" },
      ],
      rows: Array.from({ length: 300 }, (_, at) => [`s${at}`, at % 3 === 0 ? "EUR" : "USD", 1]),
    };
    const [block] = rendered([table]).blocks;
    if (block?.type !== "data_table") throw new Error("no table");
    const rests = block.rows.slice(-2).map((row) => row.map((cell) => "text" in cell && cell.text));
    expect(rests).toEqual([
      ["… and 135 more", "USD", "$135.00"],
      ["… and 67 more", "EUR", "€67.00"],
    ]);
  });

  test("without rows says so", () => {
    expect(textsOf(rendered([tableOf(0, String)]).blocks)).toEqual(["No rows."]);
  });
});

describe("a chart", () => {
  test("is Slack's own within its limits", () => {
    const message = rendered([chartOf({ labels: days(20), series: 6 })]);
    expect(message.attachments).toEqual([]);
    expect(message.blocks).toMatchObject([
      { type: "data_visualization", chart: { type: "line", axis_config: { y_label: "USD" } } },
    ]);
  });

  test.each<[string, ChartBlock, string]>([
    ["more points", chartOf({ labels: DAYS }), "31 days"],
    ["more series", chartOf({ labels: days(3), series: 7 }), "7 series"],
    ["a gap", chartOf({ labels: days(3), values: [1, null, 3] }), "1 without data"],
  ])("with %s than Slack draws is a picture, told in words", (_name, chart, words) => {
    const message = rendered([chart]);
    expect(message.attachments).toEqual([{ type: "chart", name: "daily-cost", chart }]);
    expect(message.blocks.map(({ type }) => type)).toEqual(["context"]);
    expect(textsOf(message.blocks)[0]).toContain(words);
    expect(textsOf(message.blocks)[0]).toContain("The chart is in the file daily-cost.png.");
  });

  test("of days that have no data yet ends before them, and says so", () => {
    const { blocks } = rendered([chartOf({ labels: days(4), values: [null, 0, -2.5, null] })]);
    expect(blocks[0]).toMatchObject({
      chart: {
        series: [
          {
            data: [
              { label: "2 Oct 2026", value: 0 },
              { label: "3 Oct 2026", value: -2.5 },
            ],
          },
        ],
      },
    });
    expect(textsOf(blocks)).toContain(
      "The chart goes from 2 Oct 2026 to 3 Oct 2026; there are no data for 2 of its 4 points.",
    );
  });

  test("after the second one in a message is a picture", () => {
    const chart = chartOf({ labels: days(3) });
    const message = rendered([chart, chart, chart]);
    expect(message.blocks.map(({ type }) => type)).toEqual([
      "data_visualization",
      "data_visualization",
      "context",
    ]);
    expect(message.attachments).toHaveLength(1);
  });

  test.each<[readonly number[], string]>([
    [[1, 2, 3], "pie"],
    [[1, 0, 3], "bar"],
    [[1, -2, 3], "bar"],
    [[1, 2, 3, 4, 5, 6, 7], "bar"],
  ])("of the parts %o is a %s", (values, type) => {
    const labels = values.map((_, at) => `part ${at}`);
    const { blocks } = rendered([{ ...chartOf({ labels, values }), chart: "pie" }]);
    expect(blocks).toMatchObject([{ chart: { type } }]);
  });

  test("keeps the period of a long title, and names files apart", () => {
    const charts = ["in USD", "in EUR"].map((unit) => ({
      ...chartOf({ labels: days(3) }),
      title: `Effective (amortised) cost by ServiceName and SubAccountId, October 2026, ${unit}`,
    }));
    const message = rendered(charts);
    expect(message.blocks).toMatchObject([
      { title: "Effective (amortised) cost…, October 2026, in USD" },
      { title: "Effective (amortised) cost…, October 2026, in EUR" },
    ]);
    expect(withoutCharts(message).attachments.map(({ name }) => name)).toEqual([
      "effective-amortised-cost-by-servicename-and-subaccountid",
      "effective-amortised-cost-by-servicename-and-subaccountid-2",
    ]);
  });

  test("keeps names apart that are long", () => {
    const labels = [
      "Amazon Elastic Compute Cloud",
      "Amazon Elastic Container Service",
      "EC2",
      "EC2",
    ];
    const { blocks } = rendered([{ ...chartOf({ labels, values: [1, 2, 3, 4] }), chart: "bar" }]);
    expect(blocks[0]).toMatchObject({
      chart: {
        axis_config: {
          categories: ["Amazon Elastic Comp…", "Amazon Elastic Cont…", "EC2", "EC2 (2)"],
        },
      },
    });
  });

  test("of a waterfall has the steps, with the totals in words", () => {
    const chart: ChartBlock = {
      ...chartOf({
        labels: ["September", "EC2", "Credits", "October"],
        values: [100, 30, -10, 120],
      }),
      chart: "waterfall",
    };
    const { blocks, attachments } = rendered([chart]);
    expect(blocks[0]).toMatchObject({
      type: "data_visualization",
      chart: {
        type: "bar",
        series: [
          {
            data: [
              { label: "EC2", value: 30 },
              { label: "Credits", value: -10 },
            ],
          },
        ],
      },
    });
    expect(textsOf(blocks)[0]).toBe(
      "The bars are the changes from $100.00 (September) to $120.00 (October).",
    );
    expect(attachments).toEqual([]);
  });

  test("of a waterfall with more steps than Slack draws is a picture", () => {
    const labels = Array.from({ length: 23 }, (_, at) => `s${at}`);
    const chart: ChartBlock = { ...chartOf({ labels }), chart: "waterfall" };
    expect(rendered([chart]).attachments).toEqual([{ type: "chart", name: "daily-cost", chart }]);
  });

  test("has a line of reference as a series of its own, and no points that have only that", () => {
    const labels = days(4);
    const chart: ChartBlock = {
      ...chartOf({ labels }),
      series: [
        { name: "EC2", values: [null, 1, 2, null] },
        { name: "budget", values: [3, 3, 3, 3], role: "reference" },
      ],
    };
    expect(rendered([chart]).blocks[0]).toMatchObject({
      chart: {
        type: "line",
        series: [
          { name: "EC2", data: [{ value: 1 }, { value: 2 }] },
          { name: "budget", data: [{ value: 3 }, { value: 3 }] },
        ],
      },
    });
  });

  test("where the workspace has none is a picture, beside everything else as it was", () => {
    const figures: CardBlock = {
      type: "figures",
      figures: [{ label: "Total", value: 6, currency: "USD" }],
    };
    const chart = chartOf({ labels: days(3), values: [1, 2, 3] });
    const message = rendered([figures, chart]);
    const without = withoutCharts(message);
    expect(without.blocks[1]).toEqual(message.blocks[0]);
    expect(textsOf(without.blocks).at(-1)).toContain("highest $3.00 (3 Oct 2026)");
    expect(without.attachments).toEqual([{ type: "chart", name: "daily-cost", chart }]);
    expect(withoutCharts(without)).toBe(without);
  });
});

describe("what can be pressed", () => {
  test("carries nothing but an opaque id", () => {
    const question = "what did we spend on {date}?";
    const { blocks } = rendered([
      { type: "buttons", buttons: [askButton("Why?")] },
      { type: "select", label: "Group by", options: [askButton("service"), askButton("team")] },
      {
        type: "date",
        label: "Another day",
        action: { kind: "ask", question },
        initial: "2026-10-08",
      },
    ]);
    expect(blocks).toMatchObject([
      { elements: [{ text: { text: "Why?" }, action_id: "press:id-1" }] },
      {
        text: { text: "Group by" },
        accessory: {
          type: "static_select",
          options: [
            { text: { text: "service" }, value: "id-2" },
            { text: { text: "team" }, value: "id-3" },
          ],
        },
      },
      {
        accessory: {
          type: "datepicker",
          action_id: "press:id-4",
          initial_date: "2026-10-08",
        },
      },
    ]);
    expect(JSON.stringify(blocks)).not.toContain(question);
  });

  test("is parted into rows of buttons, and menus say what they don't hold", () => {
    const many = Array.from({ length: 130 }, (_, at) => askButton(`choice ${at}`));
    const { blocks } = rendered([
      { type: "buttons", buttons: many.slice(0, 60) },
      { type: "select", label: "Choose", options: many },
    ]);
    expect(
      blocks.map((block) => (block.type === "actions" ? block.elements.length : block.type)),
    ).toEqual([25, 25, 10, "section", "context"]);
    expect(textsOf(blocks)).toContain("… and 30 more: ask for them by name.");
  });

  test("asks first where it must, and keeps its style", () => {
    const button: CardButton = {
      ...askButton("Drop"),
      style: "danger",
      confirm: "Really drop it?",
    };
    expect(rendered([{ type: "buttons", buttons: [button] }]).blocks).toMatchObject([
      { elements: [{ style: "danger", confirm: { text: { text: "Really drop it?" } } }] },
    ]);
  });

  test("has a shortened label where it is long", () => {
    const [block] = rendered([{ type: "buttons", buttons: [askButton("x".repeat(76))] }]).blocks;
    expect(block).toMatchObject({ elements: [{ text: { text: `${"x".repeat(74)}…` } }] });
  });

  test("asks for feedback on the answer, at the end", () => {
    const message = renderMessage(
      { title: "Costs", blocks: [{ type: "divider" }] },
      { issue: () => "id", answerId: "answer-1" },
    );
    expect(message.blocks.at(-1)).toMatchObject({
      type: "context_actions",
      elements: [
        {
          action_id: "feedback",
          positive_button: { value: "good:answer-1" },
          negative_button: { value: "bad:answer-1" },
        },
      ],
    });
  });
});

describe("a card that is too large", () => {
  test("keeps its title, buttons and basis, and says how much is missing", () => {
    const text: CardBlock = { type: "text", text: "a paragraph" };
    const message = renderMessage(
      {
        title: "Costs",
        blocks: [
          ...Array.from({ length: 60 }, () => text),
          { type: "buttons", buttons: [askButton("Why?")] },
          { type: "basis", fields: [{ label: "Metric", value: "EffectiveCost" }], query: "" },
        ],
      },
      { issue: () => "id" },
    );
    expect(checkMessage(message)).toEqual([]);
    const types = message.blocks.map(({ type }) => type);
    expect(types.slice(-3)).toEqual(["context", "actions", "container"]);
    expect(types[0]).toBe("header");
    expect(textsOf(message.blocks)).toContain(
      "… and 15 more parts of this answer, which didn’t fit here",
    );
  });

  test("has a title that goes on below", () => {
    const title = "Effective cost ".repeat(15).trim();
    const { blocks } = renderMessage({ title, blocks: [] }, { issue: () => "id" });
    expect(textsOf(blocks)).toEqual([`${title.slice(0, 149)}…`, title]);
  });

  test("has a text that is cut at a line, and says so", () => {
    const lines = Array.from({ length: 900 }, (_, at) => `line ${at} & more`);
    const { text } = rendered([{ type: "text", text: lines.join("\n") }]);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).toMatch(/\nline \d+ &amp; more\n… and \d{3} more lines$/);
  });
});

test("the basis is folded, its query in a code block", () => {
  const { blocks } = rendered([
    {
      type: "basis",
      fields: [{ label: "Metric", value: "EffectiveCost" }],
      query: "SELECT sum(EffectiveCost)\nFROM focus\nWHERE day < '2026'",
    },
  ]);
  expect(blocks).toMatchObject([
    {
      type: "container",
      title: { text: "How this was computed" },
      is_collapsible: true,
      default_collapsed: true,
      child_blocks: [
        { fields: [{ text: "*Metric*\nEffectiveCost" }] },
        {
          text: {
            text: "```\nSELECT sum(EffectiveCost)\nFROM focus\nWHERE day &lt; '2026'\n```",
          },
        },
      ],
    },
  ]);
});

/** A message of a card “Costs” without its title, each of whose actions is `id-1`, `id-2` … */
function rendered(blocks: readonly CardBlock[]): SlackMessage {
  let issued = 0;
  const message = renderMessage({ title: "Costs", blocks }, { issue: () => `id-${++issued}` });
  expect(checkMessage(message)).toEqual([]);
  return { ...message, blocks: message.blocks.slice(1) };
}

function askButton(label: string): CardButton {
  return { label, action: { kind: "ask", question: `${label}, asked` } };
}

function tableOf(count: number, name: (at: number) => string): TableBlock {
  return {
    type: "table",
    columns: [
      { label: "Service", kind: "text" },
      { label: "Cost", kind: "money", currency: "USD" },
    ],
    rows: Array.from({ length: count }, (_, at) => [name(at), 1]),
  };
}

function chartOf(shape: {
  readonly labels: readonly string[];
  readonly series?: number;
  readonly values?: readonly (number | null)[];
}): ChartBlock {
  const { labels, series = 1, values = labels.map(() => 1) } = shape;
  return {
    type: "chart",
    chart: "line",
    title: "Daily cost",
    unit: "USD",
    labels,
    series: Array.from({ length: series }, (_, at) => ({ name: `service ${at}`, values })),
  };
}

function days(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `2026-10-${String(at + 1).padStart(2, "0")}`);
}

/** The texts of sections, headers and small print. */
function textsOf(blocks: readonly (SlackBlock | undefined)[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block?.type === "context") {
      return block.elements.flatMap((element) => ("text" in element ? [element.text] : []));
    }
    const hasText = block?.type === "header" || block?.type === "section";
    return hasText && block.text !== undefined ? [block.text.text] : [];
  });
}

test("numbers are written as the locale writes them, everywhere", () => {
  const message = renderMessage(
    {
      title: "Kosten",
      blocks: [
        { type: "figures", figures: [{ label: "Summe", value: 1234.5, currency: "EUR" }] },
        tableOf(1200, () => "Dienst"),
        chartOf({ labels: DAYS, values: DAYS.map((_, at) => at * 1000) }),
      ],
    },
    { issue: () => "id", locale: "de-DE" },
  );
  const sent = JSON.stringify([message.text, message.blocks]);
  expect(sent).toContain("1.234,50 €");
  expect(sent).toContain("1.101,00 $");
  expect(sent).toContain("30.000,00 $");
  expect(sent).not.toMatch(/\d,\d{3}\b/);
});
