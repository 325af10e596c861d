import type { CardElement, IAdaptiveCard } from "@microsoft/teams.cards";
import type { ChoiceField, Filled, Form, FormField, FormOption } from "#src/cards/form";
import { CARD_SIZES } from "./limits.ts";
import { literal } from "./literal-text.ts";
import { CARD_LANGUAGE } from "./message.ts";
import { paragraphs, smallPrint } from "./text-elements.ts";

/** The name in the data of what a form sends. */
export const FILL = "fill";
const FIELD = "field-";
const [SIZE] = CARD_SIZES;

/** What is sent with a form. */
export interface FillData {
  readonly action: typeof FILL;
  readonly id: string;
  /** The message whose button opened it, where the client said so. */
  readonly message: string | null;
}

/** What a form has said of it: what is wrong with fields, or as a whole, and what was filled in so far. */
export interface FormState {
  readonly filled: Filled;
  readonly problems: Readonly<Record<string, string>>;
  readonly text: string;
}

const UNTOUCHED: FormState = { filled: {}, problems: {}, text: "" };

/** A form as the card of a dialog, which sends by Action.Submit alone. */
export function formCard(
  form: Form,
  data: Omit<FillData, "action">,
  { filled, problems, text }: FormState = UNTOUCHED,
): IAdaptiveCard {
  const body: CardElement[] = [
    ...problemElements(text),
    ...form.fields.flatMap((field) => [
      inputOf(field, filled[field.name]),
      ...problemElements(problems[field.name] ?? ""),
    ]),
    ...(form.note === undefined ? [] : smallPrint(form.note, SIZE.textCharacters)),
  ];
  const sent: FillData = { action: FILL, ...data };
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: CARD_LANGUAGE,
    body,
    actions: [
      {
        type: "Action.Submit",
        title: literal(form.submit, SIZE.labelCharacters) || "Send",
        style: "positive",
        data: { ...sent },
      },
    ],
  };
}

function problemElements(text: string): CardElement[] {
  return paragraphs(text, SIZE.textCharacters, { color: "Attention", weight: "Bolder" });
}

function inputOf(field: FormField, before: Filled[string] | undefined): CardElement {
  const { name, hint = "", isOptional = false } = field;
  const label = literal([field.label, hint].filter((text) => text !== "").join(": "), 300);
  const shared = { id: `${FIELD}${name}`, label, isRequired: !isOptional };
  const missing = isOptional ? {} : { errorMessage: "Please fill this in." };
  const value = [before ?? initialOf(field) ?? []].flat().join(",");
  const given = value === "" ? {} : { value };
  switch (field.type) {
    case "text":
      return {
        type: "Input.Text",
        ...shared,
        ...missing,
        ...given,
        isMultiline: field.isLong ?? false,
        ...(field.longest === undefined ? {} : { maxLength: field.longest }),
      };
    case "time":
      return { type: "Input.Time", ...shared, ...missing, ...given };
    case "date":
      return { type: "Input.Date", ...shared, ...missing, ...given };
    case "choice":
    case "choices":
      return {
        type: "Input.ChoiceSet",
        ...shared,
        ...missing,
        ...given,
        style: field.type === "choices" ? "expanded" : "compact",
        isMultiSelect: field.type === "choices",
        choices: choicesOf(field.options),
      };
  }
}

function initialOf(field: FormField): string | undefined {
  if (field.type === "choices") return undefined;
  return field.type === "choice" ? placeText(field) : field.initial;
}

function placeText({ initial }: ChoiceField): string | undefined {
  return initial === undefined ? undefined : String(initial);
}

function choicesOf(options: readonly FormOption[]) {
  return options.slice(0, SIZE.options).map(({ label }, place) => ({
    title: literal(label, SIZE.labelCharacters) || "(blank)",
    value: String(place),
  }));
}

/** What was filled in, out of the data that a dialog sends; null where it is no form of ours. */
export function readFill(
  data: unknown,
): (Pick<FillData, "id" | "message"> & { readonly filled: Filled }) | null {
  if (typeof data !== "object" || data === null) return null;
  const values: Readonly<Record<string, unknown>> = { ...data };
  const { action, id, message } = values;
  if (action !== FILL || typeof id !== "string" || id === "") return null;
  const filled = Object.entries(values).flatMap(([name, value]) =>
    name.startsWith(FIELD) && typeof value === "string"
      ? [[name.slice(FIELD.length), value] as const]
      : [],
  );
  return {
    id,
    message: typeof message === "string" ? message : null,
    filled: Object.fromEntries(filled),
  };
}
