import type { CallAction } from "./card.ts";

/** A small form: what is filled in becomes part of a skill's input. */
export interface Form {
  readonly title: string;
  /** What will be done, in the words of its button: “Subscribe”. */
  readonly submit: string;
  /** What somebody should know before they send it. */
  readonly note?: string;
  readonly fields: readonly FormField[];
  /** The skill that runs, with what its input holds beside the fields. */
  readonly call: Omit<CallAction, "kind">;
}

/** One thing to fill in; what is left empty, where it may be, is left out of the input. */
export type FormField = TextField | TimeField | DateField | ChoiceField | ChoicesField;

interface FieldBase {
  /** What it is called in the skill's input. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Whether it may stay empty. */
  readonly isOptional?: boolean;
}

/** Words. */
export interface TextField extends FieldBase {
  readonly type: "text";
  readonly initial?: string;
  /** Whether several lines are expected. */
  readonly isLong?: boolean;
  /** Characters. */
  readonly longest?: number;
}

/** A time of day: `09:00`. */
export interface TimeField extends FieldBase {
  readonly type: "time";
  readonly initial?: string;
}

/** A UTC day. */
export interface DateField extends FieldBase {
  readonly type: "date";
  readonly initial?: string;
}

/** One of a list. */
export interface ChoiceField extends FieldBase {
  readonly type: "choice";
  readonly options: readonly FormOption[];
  /** The place of the option that is chosen at first. */
  readonly initial?: number;
  /** The platform offers its own channels in the place of the options, where it can. */
  readonly ofChannels?: boolean;
}

/** Any number of a list. */
export interface ChoicesField extends FieldBase {
  readonly type: "choices";
  readonly options: readonly FormOption[];
}

/** A choice, with what it puts into the input: any JSON. */
export interface FormOption {
  readonly label: string;
  readonly value: unknown;
}

/**
 * What somebody filled in, by the names of the fields: texts, times and days as they are, choices by the places of
 * their options (several in a list, or with commas between), and a channel that the platform offered by its name,
 * `slack:T0123/C0456`.
 */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with what was filled in, by the names of the fields. */
export type FieldProblems = Readonly<Record<string, string>>;

/** The input that a form as it is filled in stands for; fields that it hasn't are not looked at. */
export function formInput({ fields, call }: Form, filled: Filled): unknown {
  const given = fields.flatMap((field) => {
    const value = filledValue(field, filled[field.name]);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return { ...(call.input as object), ...Object.fromEntries(given) };
}

/** The fields that have to be filled in and aren't. */
export function emptyFields({ fields }: Form, filled: Filled): FieldProblems {
  const empty = fields.filter(
    (field) => field.isOptional !== true && filledValue(field, filled[field.name]) === undefined,
  );
  return Object.fromEntries(empty.map(({ name }) => [name, "Please fill this in."]));
}

function filledValue(field: FormField, filled: Filled[string] | undefined): unknown {
  const given = [filled ?? []].flat();
  const [first = ""] = given;
  switch (field.type) {
    case "choices": {
      const places = given.flatMap((text) => text.split(","));
      const chosen = places.flatMap((place) => field.options[placeOf(place)] ?? []);
      return chosen.length === 0 && field.isOptional !== true
        ? undefined
        : chosen.map(({ value }) => value);
    }
    case "choice": {
      const isOffered = field.ofChannels === true && first.includes(":");
      return isOffered ? first : field.options[placeOf(first)]?.value;
    }
    case "text":
    case "time":
    case "date":
      return first.trim() === "" ? undefined : first.trim();
  }
}

/** -1 for what is no place. */
function placeOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : -1;
}
