import type { ShownField, ShownForm } from "#src/adapters/web/shown";
import { byId, element } from "./element.ts";

/** What was filled in, by the names of the fields. */
export type FilledIn = Readonly<Record<string, string | readonly string[]>>;

/** Shows a form; what was filled in, or null once it is closed without. */
export function filledForm(form: ShownForm): Promise<FilledIn | null> {
  const dialog = byId("form", HTMLDialogElement);
  const problem = problemElement(form.problem);
  const note = form.note === "" ? null : element("p", { class: "form-note" }, form.note);
  const cancel = element("button", { type: "button", class: "quiet" }, "Cancel");
  const send = element("button", { type: "submit", class: "main" }, form.submit);
  const body = element(
    "form",
    { method: "dialog", class: "fields" },
    element("h2", { id: "form-title" }, form.title),
    problem,
    ...form.fields.map(fieldElement),
    note,
    element("div", { class: "choices" }, cancel, send),
  );
  dialog.replaceChildren(body);
  dialog.returnValue = "";
  let filled: FilledIn | null = null;
  body.addEventListener("submit", () => {
    filled = readForm(form, new FormData(body));
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(filled), { once: true });
  });
}

function readForm({ fields }: ShownForm, data: FormData): FilledIn {
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const values = data.getAll(name).map(String);
      return [name, type === "choices" ? values : (values[0] ?? "")];
    }),
  );
}

function problemElement(text: string): HTMLElement | null {
  return text === "" ? null : element("p", { class: "problem", role: "alert" }, text);
}

function fieldElement(field: ShownField): HTMLElement {
  const { label, hint, problem, type } = field;
  const small = hint === "" ? null : element("small", {}, hint);
  if (type === "choices") {
    const legend = element("legend", {}, label);
    const boxes = field.options.map((option, place) => checkbox(field, option, place));
    return element(
      "fieldset",
      { class: "field" },
      legend,
      ...boxes,
      small,
      problemElement(problem),
    );
  }
  return element(
    "label",
    { class: "field" },
    label,
    inputOf(field),
    small,
    problemElement(problem),
  );
}

function checkbox({ name, initial }: ShownField, option: string, place: number): HTMLElement {
  const checked = initial.split(",").includes(String(place));
  const box = element("input", { type: "checkbox", name, value: place, checked });
  return element("label", { class: "box" }, box, option);
}

function inputOf(field: ShownField): HTMLElement {
  const { name, type, initial, isOptional, isLong, longest } = field;
  const shared = { name, required: !isOptional };
  if (type === "choice") return selectOf(field);
  if (isLong) return element("textarea", { ...shared, rows: 3, maxlength: longest }, initial);
  return element("input", { ...shared, type, value: initial, maxlength: longest });
}

function selectOf({ name, options, initial, isOptional }: ShownField): HTMLElement {
  const none = isOptional ? [element("option", { value: "" }, "–")] : [];
  const choices = options.map((option, place) =>
    element("option", { value: place, selected: initial === String(place) }, option),
  );
  return element("select", { name, required: !isOptional }, ...none, ...choices);
}
