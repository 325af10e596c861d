import type { SerializationContext } from "adaptivecards";
import { chartElement } from "./chart.ts";
import { element } from "./element.ts";
import { CHART_KINDS, type ChartKind, type ChartSource, drawnChart } from "./teams-chart-data.ts";

let isRegistered = false;

/** Makes Teams' charts known to the library, which hasn't got them itself. */
export function registerCharts(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const kind of CHART_KINDS) {
    AdaptiveCards.GlobalRegistry.elements.register(kind, chartClass(kind));
  }
}

function chartClass(kind: ChartKind) {
  return class extends AdaptiveCards.CardElement {
    #source: ChartSource = {};

    getJsonTypeName(): string {
      return kind;
    }

    protected override internalParse(source: ChartSource, context: SerializationContext): void {
      super.internalParse(source, context);
      this.#source = source;
    }

    protected override internalRender(): HTMLElement {
      const chart = drawnChart(kind, this.#source);
      const { title, showTitle, yAxisTitle, xAxisTitle } = this.#source;
      const caption = showTitle === true ? element("figcaption", {}, title ?? "") : null;
      const unit = (chart.isHorizontal === true ? xAxisTitle : yAxisTitle) ?? "";
      const small = unit === "" ? null : element("p", { class: "teams-unit" }, unit);
      return element("figure", { class: "teams-chart" }, caption, small, chartElement(chart));
    }
  };
}
