import { dimensionLabel, usualDimensions } from "./dimension-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import { type Doubt, describeThing } from "./entities/mention.ts";
import { dimensionBeside } from "./entities/qualifiers.ts";
import { bestOf } from "./entities/thing.ts";
import { squash } from "./fold.ts";
import type { Names } from "./names.ts";
import type { Stretch } from "./question-words.ts";
import type { Routing } from "./router.ts";

type Clarify = Extract<Routing, { kind: "clarify" }>;

const NEAREST = 3;
const GROUPS_SHOWN = 6;

/** More words in a row that nobody knows are another language rather than a name. */
const LONGEST_NAME = 3;

/** Longer names are cut in the text of an answer. */
const LONGEST_SHOWN = 80;

/** Asks which of several things is meant, or what a name that nothing has is to mean. */
export function askAboutName(question: string, doubt: Doubt): Clarify {
  const { typed, kind, choices, dimension } = doubt;
  const suggestions = choices.map((choice) => rephrased(question, typed, choice));
  const quoted = choices.map((choice) => `“${choice}”`);
  const list = quoted.join(", ");
  const open = { text: question, name: typed };
  const name = typed.length > LONGEST_SHOWN ? `${typed.slice(0, LONGEST_SHOWN)}…` : typed;
  if (kind === "mixed")
    return {
      kind: "clarify",
      reason: "ambiguous-name",
      text: `${quoted.join(" and ")} are a service and a provider, and no charge is both. Which one?`,
      suggestions,
      open,
    };
  if (kind === "several") {
    const text = `“${name}” could be ${list}. Which one?`;
    return { kind: "clarify", reason: "ambiguous-name", text, suggestions, open };
  }
  const help =
    choices.length === 0
      ? "Name a service, an account, a region or a team as the bill has it."
      : `Did you mean ${list}?`;
  const unknown =
    dimension === undefined
      ? `I don't know “${name}”.`
      : `There is no ${dimensionLabel(dimension)} “${name}”.`;
  const text = `${unknown} ${help}`;
  const isName = typed.split(" ").length <= LONGEST_NAME;
  const reason = isName ? "unknown-name" : "unclear";
  return { kind: "clarify", reason, text, suggestions, open };
}

/**
 * The doubt about a name that nothing has, or nothing of the kind that the words beside it say: what is called so
 * elsewhere, else what looks most like it, else what costs most.
 */
export function unknownName(lookup: Lookup, stretch: Stretch, { vocabulary }: Names): Doubt {
  const typed = lookup.words.typed(stretch);
  const dimension = dimensionBeside(lookup.words, stretch, lookup.dimensions);
  if (dimension === null) {
    const choices = lookup.index.nearest(typed, NEAREST).map(describeThing);
    return { ...stretch, typed, kind: "unknown", choices };
  }
  const elsewhere = lookup.index.named(squash(typed)).filter(({ fit }) => fit === "folded");
  const near = lookup.index.nearest(typed, NEAREST, dimension).map(({ label }) => label);
  const held = vocabulary.values(dimension).slice(0, NEAREST);
  const most = held.map(({ value, names }) => names[0] ?? value);
  const choices = [
    [...new Set(bestOf(elsewhere).map(({ thing }) => describeThing(thing)))],
    near,
    most,
  ].find(({ length }) => length > 0);
  return { ...stretch, typed, kind: "unknown", choices: choices ?? [], dimension };
}

/** Asks what a table is to be broken down by. */
export function askAboutGroup(
  question: string,
  typed: string,
  { vocabulary, tags }: Names,
): Clarify {
  const beginning = typed.slice(0, 2).toLowerCase();
  const near = tags.keys.filter((key) => key.toLowerCase().startsWith(beginning));
  const usual = usualDimensions(vocabulary.allocationDimensions);
  const choices = [...near.map((key) => `tag:${key}`), ...usual].slice(0, GROUPS_SHOWN);
  return {
    kind: "clarify",
    reason: "unknown-group",
    text: `I can't break costs down by “${typed}”. Try ${choices.join(", ")}.`,
    suggestions: choices.slice(0, NEAREST).map((choice) => rephrased(question, typed, choice)),
    open: { text: question, name: typed },
  };
}

/** The question with a name in place of the one that wasn't understood. */
function rephrased(question: string, typed: string, choice: string): string {
  return question.includes(typed) ? question.replace(typed, () => choice) : choice;
}
