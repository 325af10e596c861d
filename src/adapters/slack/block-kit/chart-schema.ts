import { z } from "zod";
import { blockId, text } from "./composition-schemas.ts";
import { LIMITS } from "./limits.ts";

const label = text(LIMITS.chartLabel);
const axisLabel = text(LIMITS.chartAxisLabel).optional();
const point = z.strictObject({ label, value: z.number() });

const seriesChart = z
  .strictObject({
    type: z.enum(["line", "bar", "area"]),
    series: z
      .array(
        z.strictObject({
          name: label,
          data: z.array(point).min(1).max(LIMITS.chartPoints.most),
        }),
      )
      .min(1)
      .max(LIMITS.chartSeries.most),
    axis_config: z.strictObject({
      categories: z.array(label).min(1).max(LIMITS.chartPoints.most),
      x_label: axisLabel,
      y_label: axisLabel,
    }),
  })
  .refine(({ series }) => areUnique(series.map(({ name }) => name)), {
    error: "names of series are unique",
  })
  .refine(({ axis_config: { categories } }) => areUnique(categories), {
    error: "categories are unique",
  })
  .refine(
    ({ series, axis_config: { categories } }) =>
      series.every(
        ({ data }) =>
          data.length === categories.length &&
          data.every((entry, at) => entry.label === categories[at]),
      ),
    { error: "every series has a point for every category, in order" },
  );

const pieChart = z
  .strictObject({
    type: z.literal("pie"),
    segments: z
      .array(point.extend({ value: z.number().positive() }))
      .min(1)
      .max(LIMITS.chartSegments.most),
  })
  .refine(({ segments }) => areUnique(segments.map((segment) => segment.label)), {
    error: "labels of segments are unique",
  });

/** A `data_visualization` block. */
export const dataVisualization = z.strictObject({
  type: z.literal("data_visualization"),
  ...blockId,
  title: text(LIMITS.chartTitle),
  chart: z.discriminatedUnion("type", [seriesChart, pieChart]),
});

function areUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
