import type { Block, KnownBlock } from "@slack/types";

/** A chart drawn by Slack; missing in @slack/types 3.2.0. */
export interface DataVisualizationBlock extends Block {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: SeriesChart | PieChart;
}

/** One value of each series for each category; the labels of the points are the categories. */
export interface SeriesChart {
  readonly type: "line" | "bar" | "area";
  readonly series: readonly {
    readonly name: string;
    readonly data: readonly ChartPoint[];
  }[];
  readonly axis_config: {
    readonly categories: readonly string[];
    readonly x_label?: string;
    readonly y_label?: string;
  };
}

/** Parts of a whole, each above zero. */
export interface PieChart {
  readonly type: "pie";
  readonly segments: readonly ChartPoint[];
}

export interface ChartPoint {
  readonly label: string;
  readonly value: number;
}

/** Every block that Slack knows. */
export type SlackBlock = KnownBlock | DataVisualizationBlock;

/** Where blocks are shown. */
export type Surface = "message" | "modal" | "home";
