import { createRequire } from "node:module";
import type * as AdaptiveCardsModule from "adaptivecards";

const adaptiveCards = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.min.js",
) as typeof AdaptiveCardsModule;

const CHARTS = [
  "Chart.Line",
  "Chart.VerticalBar",
  "Chart.VerticalBar.Grouped",
  "Chart.HorizontalBar",
  "Chart.Pie",
];

/** Complaints of Microsoft's parser about a card; charts, which it doesn't know, count as known or not. */
export function parseComplaints(json: unknown, charts: "known" | "unknown"): readonly string[] {
  // Its pattern is a global one, which would go on where the last match ended.
  const language = adaptiveCards.CardElement.langProperty.regEx;
  if (language !== undefined) language.lastIndex = 0;
  const context = new adaptiveCards.SerializationContext(adaptiveCards.Versions.v1_5);
  const registry = new adaptiveCards.CardObjectRegistry<AdaptiveCardsModule.CardElement>();
  adaptiveCards.GlobalRegistry.elements.copyTo(registry);
  if (charts === "known") {
    for (const name of CHARTS) registry.register(name, chartClass(name));
  }
  context.setElementRegistry(registry);
  const card = new adaptiveCards.AdaptiveCard();
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const validated = card.validateProperties().validationEvents;
  return [...parsed, ...validated].map(({ message }) => message);
}

function chartClass(name: string) {
  return class extends adaptiveCards.Container {
    override getJsonTypeName(): string {
      return name;
    }
  };
}
