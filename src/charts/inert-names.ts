import type { ChartBlock } from "#src/cards/card";
import { plainLine } from "#src/cards/plain-text";

/** Draws nothing, stays in plain lines, and makes a name another one. */
const NON_JOINER = "\u200c";
/** What every plain object answers to, such as `__proto__`. */
const INHERITED = new RegExp(
  Object.getOwnPropertyNames(Object.prototype)
    .toSorted((a, b) => b.length - a.length)
    .join("|"),
  "g",
);

/**
 * A chart whose texts hold no name of `Object.prototype`: zrender (6.1) remembers how wide a text is in a plain
 * object, would find such a name in it and write to what every object of the process shares.
 */
export function withInertNames(chart: ChartBlock): ChartBlock {
  return {
    ...chart,
    title: inert(chart.title),
    labels: chart.labels.map(inert),
    series: chart.series.map((series) => ({ ...series, name: inert(series.name) })),
  };
}

function inert(text: string): string {
  return plainLine(text).replace(
    INHERITED,
    (name) => `${name.slice(0, 1)}${NON_JOINER}${name.slice(1)}`,
  );
}
