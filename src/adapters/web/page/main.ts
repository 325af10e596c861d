import type { ShownForm, ShownHelp, ShownPress, ShownReply } from "#src/adapters/web/shown";
import type { Actions, Pressed } from "./actions.ts";
import { redrawCharts } from "./chart.ts";
import { confirmed } from "./confirm.ts";
import { buttonFor, byId, element } from "./element.ts";
import { filledForm } from "./form-dialog.ts";
import {
  type Conversation,
  chosenView,
  type Entry,
  newConversation,
  recall,
  remember,
  rememberView,
  type View,
} from "./memory.ts";
import { entryElement, showVerdict } from "./reply-view.ts";
import { fetchHelp, type SentPress, sendFeedback, sendPress, sendQuestion } from "./to-server.ts";

const list = byId("conversation", HTMLOListElement);
const question = byId("question", HTMLTextAreaElement);
const form = byId("ask", HTMLFormElement);
const status = byId("status", HTMLElement);
const welcome = byId("welcome", HTMLElement);
const waiting = byId("waiting", HTMLElement);

/** Milliseconds after which somebody would wonder whether anything happens. */
const SHOWN_WAITING_AFTER = 250;

let conversation: Conversation = recall();
let view: View = chosenView();
let isBusy = false;

const actions: Actions = {
  press: (pressed) => void press(pressed),
  judge: (answerId, verdict) => void judge(answerId, verdict),
};

start();

function start(): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(question.value);
  });
  question.addEventListener("input", fitQuestion);
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  byId("afresh", HTMLButtonElement).addEventListener("click", afresh);
  for (const choice of document.querySelectorAll<HTMLInputElement>("input[name=view]")) {
    choice.checked = choice.value === view;
    choice.addEventListener("change", () => show(choice.value as View));
  }
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", redrawCharts);
  }
  show(view);
  question.focus();
  fetchHelp().then(showHelp, (error: unknown) => announce(reasonOf(error)));
}

function showHelp({ store, isDemo, dataThrough, examples }: ShownHelp): void {
  const reach = dataThrough === null ? "no data yet" : `complete through ${dataThrough}`;
  byId("store", HTMLElement).textContent = `${store} · ${reach}`;
  const own = isDemo
    ? "This is the bill of an invented company, so try anything. Your own comes in with: npm run tally -- import PATH"
    : "";
  byId("store-sentence", HTMLElement).textContent = own;
  const items = examples.map((example) =>
    element(
      "li",
      {},
      buttonFor(example, { class: "chip" }, () => void ask(example)),
    ),
  );
  byId("examples", HTMLUListElement).replaceChildren(...items);
}

/** Draws the whole conversation in a view. */
function show(chosen: View): void {
  view = chosen;
  rememberView(view);
  document.documentElement.dataset["view"] = view;
  list.replaceChildren(...conversation.entries.map((entry) => entryElement(entry, view, actions)));
  welcome.hidden = conversation.entries.length > 0;
  redrawCharts();
}

async function ask(asked: string): Promise<void> {
  const text = asked.trim();
  if (text === "" || isBusy) return;
  const kept = question.value;
  question.value = "";
  fitQuestion();
  const entry = add({ kind: "question", text, at: now() });
  await busy(async () => {
    try {
      addReplies(await sendQuestion(text, conversation.thread));
    } catch (error) {
      question.value = kept === "" ? text : kept;
      fitQuestion();
      add({ kind: "notice", text: reasonOf(error), at: now() });
    }
    entry.scrollIntoView({ block: "start", behavior: scrolling() });
  });
  question.focus();
}

async function press({ id, label, date, confirm }: Pressed): Promise<void> {
  if (isBusy || !(await confirmed(confirm ?? null))) return;
  let form = await send(date === undefined ? { id } : { id, date }, label);
  while (form !== null) {
    const filled = await filledForm(form);
    form = filled === null ? null : await send({ id: form.id, filled }, form.submit);
  }
}

/** Shows what comes of a press; a form is given back. */
function send(pressed: SentPress, label: string): Promise<ShownForm | null> {
  return busy(async () => {
    try {
      const came = await sendPress(pressed);
      if (came.kind === "form") return came.form;
      showPressed(came, label);
    } catch (error) {
      tell(reasonOf(error));
    }
    return null;
  });
}

function showPressed(came: ShownPress, label: string): void {
  switch (came.kind) {
    case "replies": {
      const entry = add({ kind: "question", text: label, at: now() });
      addReplies(came.replies);
      entry.scrollIntoView({ block: "start", behavior: scrolling() });
      return;
    }
    case "redrawn":
      replace(came.answerId, came.reply);
      announce(came.text);
      return;
    case "file":
      add({ kind: "file", file: came.file, at: now() });
      save(came.file.address, came.file.name);
      announce(`${came.file.name} was saved. ${came.file.description}`);
      return;
    case "notice":
      tell(came.text);
      return;
    case "form":
    case "repeated":
      return;
  }
}

function tell(text: string): void {
  add({ kind: "notice", text, at: now() });
  announce(text);
}

async function judge(answerId: string, verdict: "good" | "bad"): Promise<void> {
  try {
    await sendFeedback(answerId, verdict);
  } catch (error) {
    announce(reasonOf(error));
    return;
  }
  const entries = conversation.entries.map((entry, at) => {
    if (entry.kind !== "reply" || entry.reply.id !== answerId) return entry;
    const item = list.children[at];
    if (item instanceof HTMLElement) showVerdict(item, verdict);
    return { ...entry, verdict };
  });
  keep({ ...conversation, entries });
  announce("Thank you, that is kept.");
}

function addReplies(replies: readonly ShownReply[]): void {
  for (const reply of replies) add({ kind: "reply", reply, at: now(), verdict: null });
  announce(replies.map(({ summary }) => summary).join(" "));
}

/** Draws a reply in the place of another one. */
function replace(answerId: string, reply: ShownReply): void {
  const isOld = (entry: Entry) => entry.kind === "reply" && entry.reply.id === answerId;
  const at = conversation.entries.findIndex(isOld);
  if (at < 0) {
    addReplies([reply]);
    return;
  }
  const entry: Entry = { kind: "reply", reply, at: now(), verdict: null };
  keep({ ...conversation, entries: conversation.entries.with(at, entry) });
  list.children[at]?.replaceWith(entryElement(entry, view, actions));
}

function add(entry: Entry): HTMLElement {
  keep({ ...conversation, entries: [...conversation.entries, entry] });
  const item = entryElement(entry, view, actions);
  welcome.hidden = true;
  list.append(item);
  item.scrollIntoView({ block: "nearest", behavior: scrolling() });
  return item;
}

function afresh(): void {
  keep(newConversation());
  show(view);
  question.focus();
  announce("A new conversation.");
}

function keep(changed: Conversation): void {
  conversation = changed;
  remember(conversation);
}

async function busy<T>(act: () => Promise<T>): Promise<T> {
  isBusy = true;
  const timer = setTimeout(() => {
    waiting.hidden = false;
  }, SHOWN_WAITING_AFTER);
  form.setAttribute("aria-busy", "true");
  try {
    return await act();
  } finally {
    clearTimeout(timer);
    waiting.hidden = true;
    form.removeAttribute("aria-busy");
    isBusy = false;
  }
}

function save(address: string, name: string): void {
  element("a", { href: address, download: name }).click();
}

function announce(text: string): void {
  status.textContent = text;
}

function fitQuestion(): void {
  question.rows = Math.min(6, question.value.split("\n").length);
}

function scrolling(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

function now(): string {
  return new Date().toISOString();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
