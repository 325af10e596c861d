import type { FieldProblems, Filled, FormField } from "#src/cards/form";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";
import type { Pressed } from "#src/chat/message";
import type { ShownField, ShownForm } from "./shown.ts";

/** A form as the page draws it, with what was filled in so far and what is wrong with it. */
export function shownForm(
  pressed: Extract<Pressed, { kind: "form" | "unfilled" }>,
  filled: Filled,
): ShownForm {
  const { form, actionId: id } = pressed;
  const { problems = {}, text = "" } = pressed.kind === "unfilled" ? pressed : {};
  return {
    id,
    title: plainLine(form.title),
    submit: plainLine(form.submit),
    note: plainParagraphs(form.note ?? ""),
    fields: form.fields.map((field) => shownField(field, filled, problems)),
    problem: plainParagraphs(text),
  };
}

function shownField(field: FormField, filled: Filled, problems: FieldProblems): ShownField {
  const { name, type, label, hint = "", isOptional = false } = field;
  const isText = field.type === "text";
  const options = field.type === "choice" || field.type === "choices" ? field.options : [];
  return {
    name,
    type,
    label: plainLine(label),
    hint: plainLine(hint),
    isOptional,
    isLong: isText && field.isLong === true,
    longest: isText ? (field.longest ?? null) : null,
    options: options.map((option) => plainLine(option.label)),
    initial: [filled[name] ?? initialOf(field)].flat().join(","),
    problem: plainLine(problems[name] ?? ""),
  };
}

function initialOf(field: FormField): string {
  return field.type === "choices" ? "" : String(field.initial ?? "");
}
