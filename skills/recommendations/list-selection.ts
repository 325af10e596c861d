import type { Period } from "#src/focus/day";
import { peopleCalled } from "#src/people/people-called";
import type { Step } from "#src/recommendations/life";
import type { SkillContext } from "#src/skill";
import { describeRecommendations } from "./describe-recommendation.ts";
import { fittingDescription } from "./pick-recommendations.ts";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import type { RecommendationList } from "./recommendation-list.ts";
import { thingOf } from "./recommendation-rights.ts";
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
  const visible = fitting.filter((one) => !isHidden(one));
  const ordered = list.orderBy === "age" ? longestFirst(visible) : largestFirst(visible);
  return { ...shown(context, list, ordered), suppressed: fitting.filter(isHidden) };
}

/** By the day since which they stand as they do. */
function longestFirst(seen: readonly SeenRecommendation[]): SeenRecommendation[] {
  const since = ({ standing: { step }, firstSeen }: SeenRecommendation) => step?.at ?? firstSeen;
  return seen.toSorted((a, b) => since(a).localeCompare(since(b)));
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
  seen: SeenRecommendation,
  { statuses, savings, waitsFor, decided, period, ...traits }: RecommendationList,
): boolean {
  const { standing, steps, recommendation } = seen;
  const isBound = savings.every(({ operator, value }) =>
    COMPARE[operator](recommendation.monthlySaving, value),
  );
  if (!isBound || !fitsTraits(recommendation, traits)) return false;
  if (waitsFor !== null) return mayApprove(context, seen);
  if (decided === null) return statuses.includes(standing.status);
  return steps.some(
    ({ what, by, at }) =>
      whatOf(what, decided.what) &&
      (by.kind === "person"
        ? decided.by === null || means(context, decided.by, by.person)
        : decided.by === null && by.kind === "measurement") &&
      (period === undefined || isIn(at, period)),
  );
}

/** How much work it is, what may go wrong, and whether something restarts. */
function fitsTraits(
  { effort, risk, restart }: SeenRecommendation["recommendation"],
  { efforts, risks, restart: wanted }: Pick<RecommendationList, "efforts" | "risks" | "restart">,
): boolean {
  const isEffort = efforts.length === 0 || efforts.includes(effort);
  const isRisk = risks.length === 0 || risks.includes(risk);
  return isEffort && isRisk && (wanted === null || restart === wanted);
}

function mayApprove({ person, rights }: SkillContext, seen: SeenRecommendation): boolean {
  const { status, step } = seen.standing;
  return (
    status === "awaiting-approval" && !isBy(step, person) && rights.may("govern", thingOf(seen))
  );
}

/** Asking for an approval is accepting, too; what is verified shows in the bill. */
function whatOf(what: Step["what"], asked: readonly string[]): boolean {
  if (what.kind === "verify") return what.isVerified && asked.includes("verify");
  return asked.includes(what.kind === "request-approval" ? "accept" : what.kind);
}

function isBy(step: Step | null, person: string): boolean {
  return step?.by.kind === "person" && step.by.person.toLowerCase() === person.toLowerCase();
}

/** Whether words mean somebody, who may have gone since. */
function means({ person, people }: SkillContext, words: string, email: string): boolean {
  const isSame = (other: string) => other.toLowerCase() === email.toLowerCase();
  if (words === "me") return isSame(person);
  const known = peopleCalled(words, people);
  const called = known.length > 0 ? known : peopleCalled(words, [{ email }]);
  return called.some((one) => isSame(one.email));
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
  const { name } = owner;
  if (wanted === "nobody" || name === null) return wanted === "nobody" && name === null;
  return means(context, wanted, name);
}
