import type { Period } from "#src/focus/day";
import { peopleCalled } from "#src/people/people-called";
import type { Step } from "#src/recommendations/life";
import type { SkillContext } from "#src/skill";
import { describeRecommendations } from "./describe-recommendation.ts";
import { fittingDescription } from "./pick-recommendations.ts";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import type { RecommendationList } from "./recommendation-list.ts";
import {
  numberedRecommendations,
  type SeenRecommendation,
  seenRecommendations,
} from "./seen-recommendation.ts";

/** What a list came to. */
export interface Selection {
  readonly seen: readonly SeenRecommendation[];
  /** In the same order: by what they save, or as they were numbered. */
  readonly described: readonly RecommendationAnswer[];
  /** Those that fit, but that people don't want to be shown. */
  readonly suppressed: readonly SeenRecommendation[];
}

/** The recommendations that are asked for. */
export function selectRecommendations(context: SkillContext, list: RecommendationList): Selection {
  const all = seenRecommendations(context);
  const numbered = numberedRecommendations(context, all, list.numbers);
  if (list.numbers.length > 0) return { ...shown(context, list, numbered), suppressed: [] };
  const alive = all.filter((one) => fitsLife(context, one, list));
  const fitting = fittingDescription(context, alive, list);
  const isHidden = ({ suppression, standing }: SeenRecommendation) =>
    suppression !== null && standing.status === "open" && list.decided === null;
  const bySaving = largestFirst(fitting.filter((one) => !isHidden(one)));
  return { ...shown(context, list, bySaving), suppressed: fitting.filter(isHidden) };
}

/** By what they save, the currency first that has most of it: amounts of two currencies don't compare. */
function largestFirst(seen: readonly SeenRecommendation[]): SeenRecommendation[] {
  const byCurrency = Map.groupBy(seen, ({ recommendation }) => recommendation.currency);
  const savingOf = ({ recommendation }: SeenRecommendation) => recommendation.monthlySaving;
  const sumOf = (members: readonly SeenRecommendation[]) =>
    members.reduce((sum, one) => sum + savingOf(one), 0);
  return [...byCurrency.values()]
    .toSorted((a, b) => sumOf(b) - sumOf(a))
    .flatMap((members) => members.toSorted((a, b) => savingOf(b) - savingOf(a)));
}

function shown(
  context: SkillContext,
  { owner }: RecommendationList,
  seen: readonly SeenRecommendation[],
): Omit<Selection, "suppressed"> {
  const described = describeRecommendations(context, seen);
  const kept = described.filter((one) => owner === null || isOwnedBy(context, one, owner));
  const numbers = new Set(kept.map(({ number }) => number));
  return { seen: seen.filter(({ number }) => numbers.has(number)), described: kept };
}

function fitsLife(
  context: SkillContext,
  { standing, steps, recommendation }: SeenRecommendation,
  { statuses, savings, waitsFor, decided, period }: RecommendationList,
): boolean {
  const isBound = savings.every(({ operator, value }) =>
    COMPARE[operator](recommendation.monthlySaving, value),
  );
  if (!isBound) return false;
  if (waitsFor !== null) {
    const { status, step } = standing;
    return status === "awaiting-approval" && !isBy(step, context.person);
  }
  if (decided === null) return statuses.includes(standing.status);
  const by = decided.by === null ? null : emailsOf(context, decided.by);
  return steps.some(
    (step) =>
      whatOf(step.what.kind, decided.what) &&
      step.by.kind === "person" &&
      (by === null || by.some((person) => isBy(step, person))) &&
      (period === undefined || isIn(step.at, period)),
  );
}

/** Asking for an approval is accepting, too. */
function whatOf(kind: Step["what"]["kind"], asked: readonly string[]): boolean {
  return asked.includes(kind === "request-approval" ? "accept" : kind);
}

function isBy(step: Step | null, person: string): boolean {
  return step?.by.kind === "person" && step.by.person.toLowerCase() === person.toLowerCase();
}

/** The e-mail addresses of whomever words mean; as they are where nobody is called so. */
function emailsOf({ person, people }: SkillContext, words: string): string[] {
  if (words === "me") return [person];
  const found = peopleCalled(words, people).map(({ email }) => email);
  return found.length === 0 ? [words] : found;
}

function isIn(instant: string, { start, end }: Period): boolean {
  const day = instant.slice(0, 10);
  return day >= start && day < end;
}

const COMPARE = {
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
} as const;

function isOwnedBy(
  context: SkillContext,
  { owner }: RecommendationAnswer,
  wanted: string,
): boolean {
  const name = owner.name?.toLowerCase() ?? null;
  if (wanted === "nobody" || name === null) return wanted === "nobody" && name === null;
  return emailsOf(context, wanted).some((email) => email.toLowerCase() === name);
}
