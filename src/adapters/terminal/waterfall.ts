import type { ChartBlock } from "#src/cards/card";
import { changeText, labelTexts, unitText } from "#src/cards/chart-text";
import { foldSteps } from "#src/cards/fold-chart";
import { type WaterfallBar, waterfallBars, waterfallBreak } from "#src/cards/waterfall";
import { type Bar, barLines } from "./bars.ts";
import type { ChartFrame } from "./chart.ts";
import { wrap } from "./text-width.ts";

const MARKS = { total: "█", up: "▓", down: "░" } as const;
/** What a total begins with where most of it is left out. */
const CUT = "█╱";

/** A waterfall as lines: each step begins where the ones above it end. */
export function waterfallLines(chart: ChartBlock, frame: ChartFrame): readonly string[] {
  const folded = foldSteps(chart, frame.maximumBars);
  const bars = waterfallBars(folded);
  const levels = bars.map(({ to }) => to);
  const cut = waterfallBreak(bars);
  const scale = {
    low: cut?.end ?? Math.min(0, ...levels),
    high: Math.max(0, ...levels),
    cut: cut === null ? "" : CUT,
  };
  const labels = labelTexts(folded.labels);
  const lines = barLines(
    bars.map((bar, at): Bar => {
      const amount = bar.kind === "total" ? unitText : changeText;
      return {
        label: labels[at] ?? "",
        amount: amount(bar.value, chart.unit),
        marks: (width) => marks(bar, scale, width),
      };
    }),
    frame,
  );
  if (cut === null) return lines;
  const note = `╱ leaves out what lies below ${unitText(cut.end, chart.unit)}`;
  return [...lines, ...wrap(note, frame.width).map(frame.dim)];
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly cut: string;
}

/** A bar from one level to the other; one that is too short to be seen has a single mark. */
function marks({ kind, value, from, to }: WaterfallBar, scale: Scale, width: number): string {
  const room = width - scale.cut.length;
  if (room <= 0 || (value ?? 0) === 0) return "";
  const place = (level: number) =>
    Math.round((Math.max(0, level - scale.low) / (scale.high - scale.low)) * room);
  const start = Math.min(place(Math.min(from, to)), room - 1);
  const end = Math.max(place(Math.max(from, to)), start + 1);
  const isCut = kind === "total" && scale.cut !== "";
  const before = isCut ? scale.cut : " ".repeat(scale.cut.length);
  return before + " ".repeat(start) + MARKS[kind].repeat(end - start);
}
