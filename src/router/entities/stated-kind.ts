import { type DimensionNames, nounAt } from "#src/router/dimension-words";
import type { QuestionWords, Stretch } from "#src/router/question-words";
import type { Thing } from "./thing.ts";

/** Who says one of these beside a name means a value of it, and so does who says the key of a tag. */
const SAID_OUTRIGHT: ReadonlySet<string> = new Set([
  ...["team", "environment", "application", "cost_centre", "SubAccountId", "BillingAccountId"],
  "RegionId",
]);

/** What may stand before a kind of thing to say which are meant: "the AWS account", "the production app". */
const ADJECTIVES: Readonly<Record<string, readonly string[]>> = {
  environment: ["ServiceProviderName"],
  application: ["ServiceProviderName", "environment"],
  SubAccountId: ["ServiceProviderName", "environment", "BillingAccountId", "ServiceName"],
  BillingAccountId: ["ServiceProviderName"],
  RegionId: ["ServiceProviderName", "environment", "ServiceName"],
};

const LONGEST_NOUN = 3;
const PROJECT = /^projects?$/;

/**
 * The one dimension that the word right before or after a name says that it is of: "the search team". Null where
 * none is said, or in the plural, which lists ("production accounts").
 */
export function statedKind(
  words: QuestionWords,
  { from, to }: Stretch,
  dimensions: DimensionNames,
): string | null {
  const before = Array.from({ length: LONGEST_NOUN }, (_, back) => from - 1 - back);
  const isNear = words.list[from]?.gap === "space";
  const nouns = [
    ...before.map((index) =>
      isNear && isFreeNoun(words, index) ? nounAt(words, index, dimensions) : null,
    ),
    words.list[to]?.gap === "space" && words.isFree(to) ? nounAt(words, to, dimensions) : null,
  ];
  const beside = nouns.find((noun) => noun !== null && (noun.from === to || noun.to === from));
  if (beside === null || beside === undefined || beside.isPlural) return null;
  const isOutright = SAID_OUTRIGHT.has(beside.dimension) || beside.dimension.startsWith("tag:");
  return isOutright && !PROJECT.test(words.textAt(beside.from)) ? beside.dimension : null;
}

/** A noun after a name that has been read is of that name: "the sre team's Azure costs". */
function isFreeNoun(words: QuestionWords, index: number): boolean {
  const isOfAnother = index > 0 && !words.isFree(index - 1) && words.list[index]?.gap === "space";
  return words.isFree(index) && !isOfAnother;
}

/** Whether a thing can be what stands beside the word for a kind of thing: one of it, or an adjective to it. */
export function fitsKind({ dimension }: Thing, kind: string | null): boolean {
  return kind === null || dimension === kind || (ADJECTIVES[kind] ?? []).includes(dimension);
}
