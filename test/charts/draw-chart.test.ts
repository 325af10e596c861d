import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartBlock } from "#src/cards/card";
import { waterfallChart } from "#src/cards/waterfall";
import { chartPng, chartSvg } from "#src/charts/draw-chart";
import { randomChart } from "../cards/random-card.ts";

const days = Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, "0")}`);
const daily: ChartBlock = {
  type: "chart",
  chart: "line",
  title: "Effective cost, October 2026",
  unit: "USD",
  labels: days,
  series: [{ name: "Total", values: days.map((_, at) => (at === 9 ? null : 1000 + 20 * at)) }],
};

function parts(chart: ChartBlock["chart"], values: readonly (number | null)[]): ChartBlock {
  const labels = values.map((_, at) => `service ${at + 1}`);
  return { ...daily, chart, labels, series: [{ name: "Cost", values }] };
}

const waterfall = waterfallChart({
  title: "From September to October",
  unit: "USD",
  first: { label: "September", value: 235_569.33 },
  steps: [
    { label: "Commitment", value: 24_368 },
    { label: "Credits", value: -2_100.12 },
  ],
  last: { label: "October", value: 256_242.77 },
  rest: "Everything else",
});

describe("chartPng", () => {
  test("is an image of two pixels for each one asked for", async () => {
    const image = await loadImage(await chartPng(daily, { width: 400, height: 300 }));
    expect([image.width, image.height]).toEqual([800, 600]);
  });

  test("is the same each time", async () => {
    expect(hash(await chartPng(daily))).toBe(hash(await chartPng(daily)));
  });

  test("is the same where no fonts are installed", async () => {
    const script = `
      import { chartPng } from "#src/charts/draw-chart";
      process.stdout.write(await chartPng(${JSON.stringify(daily)}));
    `;
    const bare = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { DISABLE_SYSTEM_FONTS_LOAD: "1" },
      maxBuffer: 10_000_000,
    });
    expect(hash(bare)).toBe(hash(await chartPng(daily)));
  });

  test("shows texts of every script, at least as boxes", async () => {
    for (const title of ["Cost", "فريق البيانات", "צוות", "東京", "🚀"]) {
      const blank = await inkOf(await chartPng({ ...daily, title: "" }));
      expect(await inkOf(await chartPng({ ...daily, title }))).toBeGreaterThan(blank);
    }
  });

  test("says that there is nothing to draw", async () => {
    const empty = { ...daily, labels: [], series: [] };
    expect(chartSvg(empty)).toContain("no data");
    expect(await inkOf(await chartPng(empty))).toBeGreaterThan(0);
  });

  test("draws any chart", async () => {
    await fc.assert(
      fc.asyncProperty(randomChart, async (chart) => {
        const png = await chartPng(chart, { width: 320, height: 200, locale: "de-CH" });
        expect([...png.subarray(1, 4)]).toEqual([...new TextEncoder().encode("PNG")]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("chartSvg", () => {
  test("has short amounts and days on its axes", () => {
    const texts = textsOf(chartSvg(daily));
    expect(texts).toContain("Effective cost, October 2026");
    expect(texts).toContain("$1.5K");
    expect(texts).toContain("1 Oct 2026");
    expect(textsOf(chartSvg(daily, { locale: "de-DE" }))).toContain("1 Okt 2026");
  });

  test("steps of small amounts are told apart", () => {
    const small = { ...daily, series: [{ name: "Total", values: days.map(() => 0.013) }] };
    const amounts = textsOf(chartSvg(small)).filter((text) => text.startsWith("$"));
    expect(amounts.length).toBeGreaterThan(3);
    expect(new Set(amounts).size).toBe(amounts.length);
  });

  test("of 40 series shows the largest, and what the others add up to", () => {
    const series = Array.from({ length: 40 }, (_, at) => ({
      name: `service ${at + 1}`,
      values: days.map(() => 40 - at),
    }));
    const texts = textsOf(chartSvg({ ...daily, series }));
    expect(texts).toContain("service 7");
    expect(texts).toContain("Others (33)");
    expect(texts).not.toContain("service 8");
  });

  test("shows parts with their amounts, and slices with their shares", () => {
    expect(textsOf(chartSvg(parts("bar", [75, 25.5, -3])))).toEqual(
      expect.arrayContaining(["service 1", "$75.00", "$25.50", "\u2212$3.00"]),
    );
    expect(textsOf(chartSvg(parts("pie", [75, 25])))).toEqual(
      expect.arrayContaining(["service 1", "$75.00 (75.0%)", "$25.00 (25.0%)"]),
    );
  });

  test("draws no slices where there is a credit among the parts", () => {
    const texts = textsOf(chartSvg(parts("pie", [75, -25])));
    expect(texts).toContain("\u2212$25.00");
    expect(texts.some((text) => text.includes("%"))).toBe(false);
  });

  test("of many parts shows the largest, and what the others add up to", () => {
    const texts = textsOf(
      chartSvg(
        parts(
          "bar",
          Array.from({ length: 200 }, (_, at) => 200 - at),
        ),
      ),
    );
    expect(texts).toContain("service 19");
    expect(texts).toContain("Others (181)");
    expect(texts).toContain("$16,471.00");
  });

  test("shows a waterfall's totals and signed steps, and where its axis is cut", async () => {
    const texts = textsOf(chartSvg(waterfall));
    expect(texts).toEqual(
      expect.arrayContaining(["$235,569.33", "+$24,368.00", "−$2,100.12", "$256,242.77"]),
    );
    expect(texts).toEqual(expect.arrayContaining(["Commitment", "Everything else", "October"]));
    expect(texts).toEqual(expect.arrayContaining(["$5K", "$230K"]));
    expect(hash(await chartPng(waterfall))).toBe(hash(await chartPng(waterfall)));
  });

  test("names a band once, and shows a line of reference without points", () => {
    const series: ChartBlock["series"] = [
      { name: "actual", values: days.map(() => 10) },
      { name: "80% low", values: days.map(() => 8), role: "low" },
      { name: "80% high", values: days.map(() => 12), role: "high" },
      { name: "budget", values: days.map(() => 11), role: "reference" },
    ];
    for (const chart of ["line", "bar", "stacked-bar"] as const) {
      const svg = chartSvg({ ...daily, chart, series });
      const texts = textsOf(svg);
      expect(texts).toEqual(expect.arrayContaining(["actual", "80% low to 80% high", "budget"]));
      expect(texts).not.toContain("80% low");
      expect(svg).toContain("stroke-dasharray");
    }
  });

  test("a name of what all objects share is drawn, and changes nothing that they share", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const names = [...before, ...before.map((name) => `a ${name.replace("o", "o\u0001")} b`)];
    const series = [{ name: "__proto__", values: names.map((_, at) => at + 1) }];
    await chartPng({ ...daily, chart: "bar", title: "constructor", labels: names, series });
    const svg = chartSvg({ ...daily, chart: "pie", labels: names.slice(0, 5), series });
    expect(textsOf(svg).some((text) => text.replaceAll("\u200c", "") === before[0])).toBe(true);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.keys(Object)).toEqual([]);
  });

  test("takes names for what they are", () => {
    const named = { ...daily, title: "<b>{x|y}</b> &amp;" };
    expect(textsOf(chartSvg(named))).toContain("<b>{x|y}</b> &amp;");
  });
});

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The number of pixels in an image's title that aren't the background's. */
async function inkOf(png: Uint8Array): Promise<number> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return data.filter((value, at) => at % 4 === 0 && value < 200).length;
}

function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) =>
    text
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}
