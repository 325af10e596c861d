import type { AnySkill } from "#src/skill";

const OF_EACH = 2;

type Shown = Pick<AnySkill, "examples" | "isShownFirst">;

/** Questions for somebody who wants to know what can be asked: some of each skill that is shown first. */
export function exampleQuestions(skills: readonly Shown[]): string[] {
  return shownFirst(skills).flatMap(({ examples }) => examples.slice(0, OF_EACH));
}

/** The same in fewer lines, for somebody who asked for something else. */
export function fewExamples(skills: readonly Shown[]): string[] {
  return shownFirst(skills).flatMap(({ examples }) => examples.slice(0, 1));
}

function shownFirst(skills: readonly Shown[]): readonly Shown[] {
  return skills.filter(({ isShownFirst }) => isShownFirst === true);
}
