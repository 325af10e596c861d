import { nounAt } from "#src/router/dimension-words";
import type { Filter } from "#src/router/filter";
import type { QuestionReading } from "#src/router/question-reading";
import type { Routing } from "#src/router/router";
import type { BudgetWords } from "./budget-words.ts";

/** Agrees to all budgets that were suggested. */
const SET_ALL =
  /^\W*(?:(?:yes|ok|okay|sure|please|great|fine)\W+)*(?:(?:set|create|make|add|apply|use|take|do)\W+(?:them|these|those|all|it|that|the suggest\w+)(?:\W+(?:all|of|them|these|those|budgets?|please|up))*|(?:yes|ok|okay|sure|go ahead|all of them|yes please))\W*$/i;
/** "Set the suggested budgets for all teams": nothing needs to have been shown. */
const SET_SUGGESTED =
  /^\W*(?:please\W+)?(?:set|create|make|add|apply)\W+(?:up\W+)?(?:all\W+)?(?:the\W+)?(?:suggested|recommended|proposed)\W+budgets?\b/i;

/** What is asked of budgets beside how they stand. */
export interface AskedOf {
  readonly words: BudgetWords;
  readonly reading: QuestionReading;
  readonly filters: readonly Filter[];
  /** The budget that is meant by its name, or by pointing at it; null where none is. */
  readonly name: string | null;
  /** What budgets were last suggested for. */
  readonly suggested: object | null;
}

/** Whether a text agrees to what was suggested. */
export function agreesToAll(question: string): boolean {
  return SET_ALL.test(question);
}

/** Whether a text asks for the suggested budgets to be made. */
export function setsSuggested(question: string): boolean {
  return SET_SUGGESTED.test(question);
}

/** The call that makes the suggested budgets. */
export function setSuggestedCall(input: object): Routing {
  return { kind: "skill", skill: "set-suggested-budgets", input, assumptions: [] };
}

/** The call for what is asked of budgets beside how they stand; null where nothing is that has a skill of its own. */
export function askCall(asked: AskedOf): Routing | null {
  switch (asked.words.ask) {
    case "history":
      return { kind: "skill", skill: "budget-history", input: picked(asked), assumptions: [] };
    case "suggest":
      // One that is named is there: how it stands says what it should be.
      if (asked.words.names.length > 0) return null;
      return {
        kind: "skill",
        skill: "suggest-budgets",
        input: suggestionInput(asked),
        assumptions: [],
      };
    case "mute":
    case "unmute":
      return muteCall(asked);
    default:
      return null;
  }
}

function picked({ words, name, filters }: AskedOf): object {
  const names = words.names.length > 0 ? words.names : name === null ? [] : [name];
  return {
    ...(names.length === 0 ? {} : { names }),
    ...(filters.length === 0 ? {} : { filters }),
  };
}

function muteCall({ words, name, filters }: AskedOf): Routing {
  if (name === null && filters.length === 0) {
    const text = "Which budget? Say its name, or what it is for.";
    return { kind: "clarify", reason: "unclear", text, suggestions: [] };
  }
  const input = {
    ...(name === null ? { filters } : { name }),
    ...(words.ask === "mute" ? {} : { mute: false }),
  };
  return { kind: "skill", skill: "mute-budget", input, assumptions: [] };
}

/** Of what budgets are suggested: what is named, else what a filter is on, else what was asked before. */
export function suggestionInput({
  reading,
  filters,
  suggested,
}: Pick<AskedOf, "reading" | "filters" | "suggested">): object {
  const dimension = reading.groupBy[0] ?? nounIn(reading) ?? filters[0]?.dimension;
  if (dimension === undefined && suggested !== null) return suggested;
  return {
    ...(dimension === undefined ? {} : { dimension }),
    ...(filters.length === 0 ? {} : { filters }),
  };
}

function nounIn({ lookup: { words, dimensions } }: QuestionReading): string | undefined {
  const nouns = words.list.flatMap((_, at) => nounAt(words, at, dimensions) ?? []);
  return nouns[0]?.dimension;
}
