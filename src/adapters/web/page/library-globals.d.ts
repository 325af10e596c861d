import type * as adaptiveCardsLibrary from "adaptivecards";
import type * as echartsLibrary from "echarts";

declare global {
  /** Set by /library/adaptivecards.min.js. */
  const AdaptiveCards: typeof adaptiveCardsLibrary;
  /** Set by /library/echarts.min.js. */
  const echarts: typeof echartsLibrary;
}
