import { z } from "zod";
import { blankAnswer, type SkillAnswer, skillAnswerSchema } from "#src/answer";
import type { BudgetVersion } from "#src/budget-book";
import { answerTableBlock } from "#src/cards/answer-table";
import type { Card, CardBlock } from "#src/cards/card";
import { filterSchema } from "#src/cost-question";
import { defineSkill, type SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import { chargesWords } from "./budget-words.ts";
import { budgetWords, settingChanges } from "./settings-words.ts";

/** Of which budgets the versions are asked for; nothing said is all of them, deleted ones included. */
export const budgetHistorySchema = z.object({
  names: z.array(z.string()).default([]).describe("names of budgets, as they are or were called"),
  filters: z
    .array(filterSchema)
    .default([])
    .describe("budgets whose charges all lie within these; those of `names` beside them"),
});

export type BudgetHistory = z.infer<typeof budgetHistorySchema>;

/** “Who changed the payments budget?” */
export const budgetHistory = defineSkill({
  name: "budget-history",
  description: "Who made, changed or deleted budgets, when, and what they were before and after.",
  examples: [
    "who changed the payments budget?",
    "show the history of the ml budget",
    "when was the search budget set?",
  ],
  access: "read",
  input: budgetHistorySchema,
  output: skillAnswerSchema,
  run: historyOf,
  present: historyCard,
});

function historyOf({ budgets, today }: SkillContext, asked: BudgetHistory): SkillAnswer {
  const byName = Map.groupBy(budgets.versions(today), ({ name }) => name.trim().toLowerCase());
  const rows = [...byName.values()]
    .filter((versions) => isAsked(versions, asked))
    .flatMap(rowsOf)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const answer = { ...blankAnswer(), filters: asked.filters };
  if (rows.length === 0) return { ...answer, status: "no_data", notes: [nothingNoted(asked)] };
  return {
    ...answer,
    table: {
      columns: ["budget", "when", "who", "what"].map((name) => ({ name, kind: "dimension" })),
      rows: rows.map(({ name, at, who, what }) => [name, instantWords(at), who, what]),
    },
    notes: rows.slice(0, TOLD).map((row) => `${instantWords(row.at)}, ${row.who}: ${row.what}`),
    suggestions: ["What budgets do we have?"],
  };
}

/** So many are told in words, the latest ones; the table has all. */
const TOLD = 5;

interface HistoryRow {
  readonly name: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

function isAsked(versions: readonly BudgetVersion[], { names, filters }: BudgetHistory): boolean {
  if (names.length + filters.length === 0) return true;
  const [first] = versions;
  if (names.some((name) => name.toLowerCase() === first?.name.trim().toLowerCase())) return true;
  const last = versions.findLast(({ budget }) => budget !== null)?.budget;
  return filters.length > 0 && liesWithin(last?.filters ?? [], filters);
}

/** What each version made of the one before it: people's go on from each other, the file's from the file's. */
function rowsOf(versions: readonly BudgetVersion[]): HistoryRow[] {
  return versions.map((version, at) => {
    const { name, setAt, person, origin } = version;
    const earlier = versions.slice(0, at);
    const before = (earlier.findLast((one) => one.origin === origin) ?? earlier.at(-1))?.budget;
    const who = origin ?? (person === "" ? "the local administrator" : person);
    return { name, at: setAt, who, what: changeWords(name, before ?? null, version) };
  });
}

function changeWords(
  name: string,
  before: BudgetVersion["budget"],
  { budget, origin }: BudgetVersion,
): string {
  if (budget === null) return `“${name}” ${origin === undefined ? "deleted" : "left out"}.`;
  const is = budgetWords(budget);
  if (before === null) return `“${name}” made: ${is}.`;
  const was = budgetWords(before);
  const settings = settingChanges(before, budget, "before");
  const amount = is === was ? [] : [`${is}; before ${was}.`];
  const changes = [...amount, ...settings];
  return `“${name}” ${changes.length === 0 ? `set again: ${is}.` : `changed. ${changes.join(" ")}`}`;
}

/** `2026-11-20 09:00 UTC`. */
function instantWords(at: string): string {
  return `${at.slice(0, 16).replace("T", " ")} UTC`;
}

function nothingNoted({ names, filters }: BudgetHistory): string {
  const which = names.length > 0 ? ` “${names.join("”, “")}”` : chargesWords(filters);
  return `No version of a budget${which} is noted: what people set is, and changes of tally.yaml from their first reading on.`;
}

function historyCard(answer: SkillAnswer): Card {
  const { notes } = answer;
  const table = answerTableBlock({ table: answer.table, metric: "EffectiveCost" });
  const told: CardBlock[] = notes.map((text) => ({ type: "text", text }));
  return { title: "History of budgets", blocks: [...told, ...(table === null ? [] : [table])] };
}
