import type { PlainBlock, PlainButton, PlainCard, PlainField } from "#src/adapters/web/shown";
import type { Actions } from "./actions.ts";
import { chartElement } from "./chart.ts";
import { buttonFor, element } from "./element.ts";
import { tableElement } from "./plain-table.ts";

/** The page's own drawing of a card: headings, lists and tables as HTML has them. */
export function plainView(card: PlainCard, actions: Actions): HTMLElement {
  const title = card.title === "" ? null : element("h2", {}, card.title);
  const blocks = card.blocks.map((block) => blockElement(block, card.title, actions));
  return element("div", { class: "plain" }, title, ...blocks);
}

function blockElement(block: PlainBlock, title: string, actions: Actions): HTMLElement {
  switch (block.type) {
    case "text":
      return element("p", { class: "text" }, block.text);
    case "context": {
      const lines = block.lines.map((line) => element("li", {}, line));
      return element("ul", { class: "context" }, ...lines);
    }
    case "divider":
      return element("hr");
    case "figures":
      return figuresElement(block.figures);
    case "fields":
      return fieldsElement(block.fields);
    case "table":
      return tableElement(block, title);
    case "chart":
      return chartFigure(block, title);
    case "buttons":
      return buttonsElement(block.buttons, actions);
    case "select":
      return selectElement(block.label, block.options, actions);
    case "date":
      return dateElement(block, actions);
    case "basis":
      return basisElement(block.fields, block.query);
  }
}

function figuresElement(figures: Extract<PlainBlock, { type: "figures" }>["figures"]): HTMLElement {
  const parts = figures.map(({ label, value, change, direction }) =>
    element(
      "div",
      {},
      element("dt", {}, label),
      element("dd", { class: "amount" }, value),
      change === null ? null : element("dd", { class: `change ${direction}` }, change),
    ),
  );
  return element("dl", { class: "figures" }, ...parts);
}

function fieldsElement(fields: readonly PlainField[]): HTMLElement {
  const parts = fields.map(({ label, value }) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, value)),
  );
  return element("dl", { class: "fields" }, ...parts);
}

function chartFigure(
  chart: Extract<PlainBlock, { type: "chart" }>,
  cardTitle: string,
): HTMLElement {
  const isBars = chart.chart === "bar" && chart.series.length === 1 && !isOverTime(chart.labels);
  const drawing = chartElement({
    kind: chart.chart,
    isHorizontal: chart.chart === "waterfall" || isBars,
    labels: chart.labels,
    series: chart.series,
    waterfall: chart.waterfall,
    currency: chart.unit,
    description: [chart.title, chart.description].filter((text) => text !== "").join(": "),
  });
  const isCaptioned = chart.title !== "" && chart.title !== cardTitle;
  const caption = !isCaptioned ? null : element("figcaption", {}, chart.title);
  return element("figure", {}, caption, drawing);
}

/** Labels of time end in a year or an hour; names rarely all do. */
function isOverTime(labels: readonly string[]): boolean {
  return labels.every((label) => /\b\d{4}$|\d{2}:\d{2}$/.test(label));
}

function buttonsElement(buttons: readonly PlainButton[], actions: Actions): HTMLElement {
  const items = buttons.map((button) => {
    const { label, id, confirm, kind, style } = button;
    const press = () => actions.press({ id, label, confirm });
    return element("li", {}, buttonFor(label, { class: `chip to-${kind} ${style ?? ""}` }, press));
  });
  return element("ul", { class: "buttons", "aria-label": "What to do next" }, ...items);
}

function selectElement(
  label: string,
  options: readonly PlainButton[],
  actions: Actions,
): HTMLElement {
  const first = element("option", { value: "" }, "Choose …");
  const choices = options.map((option) => element("option", { value: option.id }, option.label));
  const select = element("select", {}, first, ...choices);
  select.addEventListener("change", () => {
    const chosen = options.find(({ id }) => id === select.value);
    if (chosen === undefined) return;
    actions.press({ id: chosen.id, label: chosen.label, confirm: chosen.confirm });
    select.value = "";
  });
  return element("label", { class: "choice" }, label, select);
}

function dateElement(
  { label, id, initial }: Extract<PlainBlock, { type: "date" }>,
  actions: Actions,
): HTMLElement {
  const input = element("input", { type: "date", required: true, value: initial });
  const form = element(
    "form",
    { class: "choice" },
    element("label", {}, label, input),
    element("button", { class: "chip" }, "Show"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    actions.press({ id, label: `${label}: ${input.value}`, date: input.value });
  });
  return form;
}

function basisElement(fields: readonly PlainField[], query: string): HTMLElement {
  const code =
    query === ""
      ? null
      : element("pre", { tabindex: 0, "aria-label": "Query" }, element("code", {}, query));
  const summary = element("summary", {}, "How this was computed");
  return element("details", { class: "basis" }, summary, fieldsElement(fields), code);
}
