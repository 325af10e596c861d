import type { ShownDrawing, ShownFile, ShownReply } from "#src/adapters/web/shown";
import type { Actions } from "./actions.ts";
import { buttonFor, element } from "./element.ts";
import { thumbIcon } from "./icons.ts";
import type { Entry, View } from "./memory.ts";
import { plainView } from "./plain-view.ts";
import { type SlackMessage, slackView } from "./slack-view.ts";
import { type TeamsMessage, teamsView } from "./teams-view.ts";

const SPEAKERS = { you: "You", tally: "Tally" };
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** One thing said, drawn as a person sees it in a view. */
export function entryElement(entry: Entry, view: View, actions: Actions): HTMLElement {
  switch (entry.kind) {
    case "question":
      return said("you", entry.at, element("p", { class: "bubble" }, entry.text));
    case "notice":
      return said("tally", entry.at, element("p", { class: "notice" }, entry.text));
    case "file":
      return said("tally", entry.at, fileElement(entry.file));
    case "reply":
      return replyElement(entry, view, actions);
  }
}

function replyElement(
  { reply, at, verdict }: Extract<Entry, { kind: "reply" }>,
  view: View,
  actions: Actions,
): HTMLElement {
  const drawing = drawnReply(reply, view, actions);
  const thumbs =
    drawing.querySelector(".slack-feedback") === null ? thumbsElement(reply.id, actions) : null;
  const whisper = reply.isPrivate
    ? element("p", { class: "whisper" }, "Only visible to you")
    : null;
  const item = said("tally", at, whisper, drawing, thumbs);
  showVerdict(item, verdict);
  return item;
}

function drawnReply(reply: ShownReply, view: View, actions: Actions): HTMLElement {
  if (view === "plain") return plainView(reply.card, actions);
  const drawing = reply[view];
  if (drawing === null) {
    const name = view === "slack" ? "Slack" : "Teams";
    return element("p", { class: "notice" }, `This answer couldn't be drawn for ${name}.`);
  }
  return view === "slack"
    ? slackDrawing(drawing, reply.id, actions)
    : teamsDrawing(drawing, actions);
}

function slackDrawing(drawing: ShownDrawing, answerId: string, actions: Actions): HTMLElement {
  const judged = {
    ...actions,
    judgeThis: (verdict: "good" | "bad") => actions.judge(answerId, verdict),
  };
  const message = slackView(drawing.payload as SlackMessage, judged);
  return element("div", { class: "slack" }, message, ...drawing.files.map(fileElement));
}

function teamsDrawing(drawing: ShownDrawing, actions: Actions): HTMLElement {
  const message = teamsView(drawing.payload as TeamsMessage, actions);
  return element("div", { class: "teams" }, message, ...drawing.files.map(fileElement));
}

/** Marks what was thought of an answer on its thumbs, wherever they are drawn. */
export function showVerdict(item: HTMLElement, verdict: "good" | "bad" | null): void {
  for (const thumb of item.querySelectorAll("[data-verdict]")) {
    const isChosen = thumb.getAttribute("data-verdict") === verdict;
    thumb.setAttribute("aria-pressed", String(isChosen));
  }
}

function said(who: "you" | "tally", at: string, ...content: (HTMLElement | null)[]): HTMLElement {
  const time = element("time", { datetime: at }, clock.format(new Date(at)));
  const avatar = element("span", { class: "avatar", "aria-hidden": "true" });
  const name = element("span", { class: "name" }, SPEAKERS[who]);
  const badge =
    who === "tally" ? element("span", { class: "badge", "aria-hidden": "true" }, "APP") : null;
  const head = element("header", { class: "speaker" }, name, badge, time);
  const body = element("div", { class: "said" }, head, ...content);
  return element("li", { class: `entry ${who}` }, avatar, body);
}

function thumbsElement(answerId: string, actions: Actions): HTMLElement {
  const thumb = (verdict: "good" | "bad", label: string) =>
    buttonFor(
      thumbIcon(verdict),
      { class: "thumb", "aria-label": label, title: label, "data-verdict": verdict },
      () => actions.judge(answerId, verdict),
    );
  return element(
    "div",
    { class: "thumbs", role: "group", "aria-label": "Was this answer right?" },
    thumb("good", "Good answer"),
    thumb("bad", "Bad answer"),
  );
}

/** A file beside a message: a picture in place, anything else to be saved. */
function fileElement({ name, mediaType, address, description }: ShownFile): HTMLElement {
  const save = element("a", { href: address, download: name }, name);
  if (!mediaType.startsWith("image/")) {
    const note = element("span", {}, description);
    return element("p", { class: "file" }, save, note);
  }
  const picture = element("img", { src: address, alt: description });
  return element("figure", { class: "file" }, element("figcaption", {}, save), picture);
}
