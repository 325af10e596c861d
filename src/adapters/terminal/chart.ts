import type { ChartBlock } from "#src/cards/card";
import { constantOf } from "#src/cards/chart-roles";
import { isOverTime, labelTexts, unitText } from "#src/cards/chart-text";
import { foldSeries } from "#src/cards/fold-chart";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { sumAmounts } from "#src/cards/sum";
import { barLines } from "./bars.ts";
import type { Styler } from "./columns.ts";
import { pad, textWidth, truncate, wrap } from "./text-width.ts";
import { waterfallLines } from "./waterfall.ts";

const MARKS = "▁▂▃▄▅▆▇█";
const NAME_WIDTH = 20;
const MOST_SPARKLINES = 12;

type Values = readonly (number | null)[];

/** How a chart is drawn: the columns there are, the bars shown before the rest is folded, small print. */
export interface ChartFrame {
  readonly width: number;
  readonly maximumBars: number;
  readonly dim: Styler;
}

/**
 * A chart as lines: a sparkline for each series over time, the smallest ones added up, the steps of a waterfall,
 * otherwise a bar for each part.
 */
export function chartLines(chart: ChartBlock, frame: ChartFrame): readonly string[] {
  const known = chart.series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (known.length === 0) return [frame.dim("no data")];
  if (chart.chart === "waterfall") return waterfallLines(chart, frame);
  return isOverTime(chart)
    ? sparklines(foldSeries(chart, MOST_SPARKLINES), frame)
    : bars(chart, highest(known.map(Math.abs)), frame);
}

function sparklines(chart: ChartBlock, { width, dim }: ChartFrame): readonly string[] {
  const amounts = chart.series.filter(
    (one) => one.role === "reference" && constantOf(one) !== null,
  );
  const lines = chart.series.filter((one) => !amounts.includes(one));
  const shown = lines.length === 0 ? chart.series : lines;
  const known = shown.flatMap(({ values }) => values.filter((value) => value !== null));
  const names = shown.length > 1 ? shown.map(({ name }) => plainLine(name)) : [];
  const widest = Math.max(0, ...names.map(textWidth));
  const nameWidth = Math.min(NAME_WIDTH, Math.floor(width / 3), widest);
  const marksWidth = nameWidth === 0 ? width : width - nameWidth - 2;
  const drawn = shown.map(({ values }, index) => {
    const name = pad(truncate(names[index] ?? "", nameWidth), nameWidth, "left");
    const marks = sparkline(squeeze(values, marksWidth), lowest(known), highest(known));
    return (nameWidth === 0 ? marks : `${name}  ${marks}`).trimEnd();
  });
  const labels = labelTexts(chart.labels);
  const facts = [
    labels.length > 1 ? `${labels[0]} – ${labels.at(-1)}` : (labels[0] ?? ""),
    `low ${unitText(lowest(known), chart.unit)}`,
    `high ${unitText(highest(known), chart.unit)}`,
    ...amounts.map((one) => `${plainLine(one.name)} ${unitText(constantOf(one), chart.unit)}`),
  ];
  return [...drawn, ...wrap(facts.join(", "), width).map(dim)];
}

/** One mark a value, on a scale that holds 0; a space where there is no value. */
function sparkline(values: Values, low: number, high: number): string {
  const floor = Math.min(0, low);
  const range = Math.max(0, high) - floor;
  return values
    .map((value) => {
      if (value === null) return " ";
      const height = range === 0 ? 0 : (value - floor) / range;
      return MARKS.charAt(Math.min(MARKS.length - 1, Math.floor(height * MARKS.length)));
    })
    .join("");
}

/** Makes a series fit: where marks are fewer than values, each shows the highest of its values. */
function squeeze(values: Values, width: number): Values {
  if (values.length <= width) return values;
  return Array.from({ length: width }, (_, mark) => {
    const from = Math.floor((mark * values.length) / width);
    const to = Math.floor(((mark + 1) * values.length) / width);
    const known = values.slice(from, to).filter((value) => value !== null);
    return known.length === 0 ? null : highest(known);
  });
}

function bars(chart: ChartBlock, largest: number, frame: ChartFrame): readonly string[] {
  const labels = labelTexts(chart.labels);
  return chart.series.flatMap(({ name, values }) => {
    const parts = labels.map((label, index) => ({ label, value: values[index] ?? null }));
    const rows = foldParts(parts, frame.maximumBars).map(({ label, value, isRest = false }) => ({
      label,
      amount: unitText(value, chart.unit),
      isWhole: isRest,
      marks: (width: number) => (isRest ? "" : bar(value, largest, width)),
    }));
    const lines = barLines(rows, frame);
    return chart.series.length > 1 ? [...wrap(plainLine(name), frame.width), ...lines] : lines;
  });
}

interface Part {
  readonly label: string;
  readonly value: number | null;
  /** Stands for several parts; its bar would dwarf theirs. */
  readonly isRest?: boolean;
}

function foldParts(parts: readonly Part[], limit: number): readonly Part[] {
  const rest = parts.slice(limit);
  if (rest.length === 0) return parts;
  const label = `… and ${formatCount(rest.length)} more`;
  const value = sumAmounts(rest.map((part) => part.value));
  return [...parts.slice(0, limit), { label, value, isRest: true }];
}

/** Full blocks for a cost, light ones for a credit. */
function bar(value: number | null, largest: number, width: number): string {
  if (value === null || largest === 0) return "";
  return (value < 0 ? "░" : "█").repeat(Math.round((Math.abs(value) / largest) * width));
}

function highest(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value));
}

function lowest(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value));
}
