import type { Judged } from "./evaluate.ts";
import { isRight } from "./verdict.ts";

/** How many questions of a kind there are, and for how many each part of the answer is right. */
export interface Score {
  readonly kind: string;
  readonly questions: number;
  readonly route: number;
  readonly slots: number;
  /** Among the `numeric` questions, those whose answer has amounts. */
  readonly numbers: number;
  readonly numeric: number;
  readonly all: number;
}

/** The score of each kind, in the order of the questions. */
export function scoresOf(judged: readonly Judged[]): Score[] {
  const byKind = Map.groupBy(judged, ({ question }) => question.kind);
  return [...byKind].map(([kind, ofKind]) => scoreOf(kind, ofKind));
}

/** The score of some questions taken together. */
export function scoreOf(kind: string, judged: readonly Judged[]): Score {
  const count = (isCounted: (verdict: Judged["verdict"]) => boolean) =>
    judged.filter(({ verdict }) => isCounted(verdict)).length;
  return {
    kind,
    questions: judged.length,
    route: count(({ route }) => route.length === 0),
    slots: count(({ route, slots }) => route.length + slots.length === 0),
    numbers: count(({ numbers }) => numbers?.length === 0),
    numeric: count(({ numbers }) => numbers !== null),
    all: count(isRight),
  };
}
