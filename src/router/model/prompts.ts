import { readFileSync } from "node:fs";

/** The texts that a model is given, with variables in `{{ }}`. */
export interface Prompts {
  /** `{{dimensions}}` */
  readonly routeQuestion: string;
  /** `{{calls}}`, `{{problems}}` */
  readonly repairCall: string;
  /** No variables: the answer is the message. */
  readonly narrateAnswer: string;
}

/** Reads the files in `prompts/`. */
export function readPrompts(): Prompts {
  return {
    routeQuestion: read("route-question"),
    repairCall: read("repair-call"),
    narrateAnswer: read("narrate-answer"),
  };
}

/**
 * A prompt with its variables filled in; what is filled in isn't searched for variables.
 * @throws Error for a variable that has no value: the prompt and the code don't fit
 */
export function fillPrompt(prompt: string, values: Readonly<Record<string, string>>): string {
  return prompt.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a prompt names {{${name}}}, which has no value`);
    return value;
  });
}

function read(name: string): string {
  return readFileSync(new URL(`../../../prompts/${name}.md`, import.meta.url), "utf8").trim();
}
