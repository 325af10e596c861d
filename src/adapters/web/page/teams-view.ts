import type { Action } from "adaptivecards";
import type { Actions } from "./actions.ts";
import { element } from "./element.ts";
import { loadLibrary } from "./libraries.ts";
import { registerCharts } from "./teams-charts.ts";
import { hostConfig } from "./teams-host-config.ts";
import { teamsMarkdown } from "./teams-markdown.ts";
import { readPress } from "./teams-press.ts";

let cards = 0;

/** The payload of a message. */
export interface TeamsMessage {
  readonly text: string;
  readonly card: unknown;
}

/** A message as Teams shows it: its card drawn by Microsoft's own library. */
export function teamsView({ text, card }: TeamsMessage, actions: Actions): HTMLElement {
  const box = element("div", { class: "teams-card", "aria-busy": "true" }, text);
  void drawCard(box, card, actions);
  return box;
}

async function drawCard(box: HTMLElement, payload: unknown, actions: Actions): Promise<void> {
  await loadLibrary("adaptivecards.min.js");
  registerCharts();
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.onExecuteAction = (action) => execute(action, actions);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = teamsMarkdown(text);
    result.didProcess = true;
  };
  card.parse(payload);
  const drawn = card.render();
  box.removeAttribute("aria-busy");
  if (drawn === undefined) return;
  box.replaceChildren(drawn);
  mendForPage(drawn);
}

function execute(action: Action, actions: Actions): void {
  // A form's button sends by Action.Submit, for which Teams opens a dialog.
  const isPress =
    action instanceof AdaptiveCards.ExecuteAction || action instanceof AdaptiveCards.SubmitAction;
  if (!isPress) return;
  const pressed = readPress(action.data);
  if (pressed === null) return;
  const label = pressed.date === undefined ? "" : ` ${pressed.date}`;
  actions.press({ ...pressed, label: `${action.title ?? ""}${label}` });
}

/** A card is one of many on the page: ids are made its own, and its headings are of the second level. */
function mendForPage(drawn: HTMLElement): void {
  cards += 1;
  for (const name of ["id", "for", "aria-controls", "aria-labelledby"]) {
    for (const marked of drawn.querySelectorAll(`[${name}]`)) {
      const ids = (marked.getAttribute(name) ?? "").split(" ");
      marked.setAttribute(name, ids.map((id) => `card-${cards}-${id}`).join(" "));
    }
  }
  for (const heading of drawn.querySelectorAll("[role=heading]")) {
    heading.setAttribute("aria-level", "2");
  }
}
