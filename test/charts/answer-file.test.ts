import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { answerFile } from "#src/charts/answer-file";
import { attachmentFile } from "#src/charts/attachment-file";

const answer: Answer = {
  id: "1",
  status: "answered",
  skill: "get-spend",
  input: null,
  metric: "EffectiveCost",
  period: { start: "2026-10-01", end: "2026-11-01" },
  periodBasis: "charge",
  filters: [],
  groupBy: ["ServiceName"],
  granularity: null,
  totals: [{ currency: "USD", value: 100 }],
  comparison: null,
  table: {
    columns: [
      { name: "ServiceName", kind: "dimension" },
      { name: "EffectiveCost", kind: "measure", unit: "USD" },
      { name: "share", kind: "share", unit: "%" },
    ],
    rows: [
      ["Amazon EC2", 75.125, 75.125],
      ["Amazon S3", 24.875, 24.875],
    ],
  },
  gross: null,
  dataThrough: null,
  assumptions: [],
  notes: [],
  suggestions: [],
  basis: { query: "", rows: 2 },
  text: "",
  card: {
    title: "Effective cost by ServiceName, October 2026",
    blocks: [
      {
        type: "chart",
        chart: "pie",
        title: "Effective cost by ServiceName",
        unit: "USD",
        labels: ["Amazon EC2", "Amazon S3"],
        series: [{ name: "EffectiveCost", values: [75.125, 24.875] }],
      },
    ],
  },
};

describe("answerFile", () => {
  test("is the whole table under the answer's own names", async () => {
    const file = await answerFile(answer, "csv");
    expect(file?.name).toBe("effective-cost-by-servicename-2026-10-01-to-2026-10-31.csv");
    expect(file?.mediaType).toBe("text/csv");
    expect(file?.description).toBe("Table of 2 rows: ServiceName, EffectiveCost, share");
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(file?.content)).toBe(
      "\ufeffServiceName,BillingCurrency,EffectiveCost,share\r\n" +
        "Amazon EC2,USD,75.125,75.125\r\nAmazon S3,USD,24.875,24.875\r\n",
    );
  });

  test("is the chart, described for those who don't see it", async () => {
    const file = await answerFile(answer, "png");
    expect(file?.name).toBe("effective-cost-by-servicename-2026-10-01-to-2026-10-31.png");
    expect(file?.mediaType).toBe("image/png");
    expect(file?.content.length).toBeGreaterThan(5000);
    expect(file?.description).toBe(
      "Effective cost by ServiceName\nPie chart of 2 parts, highest $75.13 (Amazon EC2), lowest $24.88 (Amazon S3)",
    );
  });

  test("is nothing where there is no table and no chart", async () => {
    const { card: _card, ...bare } = { ...answer, table: null };
    expect(await answerFile(bare, "csv")).toBeNull();
    expect(await answerFile(bare, "png")).toBeNull();
  });

  test("gives numbers that are no amounts no currency", async () => {
    const table = {
      columns: [{ name: "days behind", kind: "measure" as const, unit: "days" }],
      rows: [[3]],
    };
    const file = await answerFile({ ...answer, metric: null, table }, "csv");
    expect(new TextDecoder().decode(file?.content)).toBe("days behind\r\n3\r\n");
  });
});

test("an attachment goes out under its name", async () => {
  const table = { type: "table", columns: [{ label: "day", kind: "time" }], rows: [] } as const;
  const file = await attachmentFile({ type: "table", name: "cost", table });
  expect(file.name).toBe("cost.csv");
  expect(file.description).toBe("Table of 0 rows: day");
});

test("what draws charts isn't loaded until one is drawn", () => {
  const script = `
    await import("#src/charts/answer-file");
    const { sharedObjects } = process.report.getReport();
    process.stdout.write(String(sharedObjects.some((path) => path.includes("skia"))));
  `;
  const args = ["--input-type=module", "--eval", script];
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("false");
});
