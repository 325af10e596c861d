import { type Changes, readChanges, readGrowth } from "./changes.ts";
import { type ChargeWord, readChargeWords } from "./charge-words.ts";
import { unknownName } from "./clarify.ts";
import { readContained } from "./contained.ts";
import { type CurrencyReading, readCurrencies } from "./currencies.ts";
import { linkLateNames, withoutKinds } from "./entities/late-names.ts";
import { type Links, linkNames } from "./entities/link-names.ts";
import type { Lookup } from "./entities/lookup.ts";
import type { Doubt, Mention } from "./entities/mention.ts";
import { explainQualifiers } from "./entities/qualifiers.ts";
import { providersOf } from "./entities/service-providers.ts";
import { statedKind } from "./entities/stated-kind.ts";
import { linkStatedValues } from "./entities/stated-values.ts";
import { readExclusions } from "./exclusions.ts";
import { type Filter, mergeFilters } from "./filter.ts";
import { readFreshness } from "./freshness.ts";
import { type Grouping, ranksResources, readGrouping, readNouns } from "./grouping.ts";
import { readEndsOfIds, readIds } from "./ids.ts";
import { type InstanceTypes, readInstanceTypes } from "./instance-types.ts";
import { readLeftovers } from "./leftovers.ts";
import { type Metric, readMetrics } from "./metric.ts";
import type { Names } from "./names.ts";
import { readNullConditions } from "./null-conditions.ts";
import { phrase, QuestionWords, type Stretch } from "./question-words.ts";
import { type Ranking, readRanking } from "./ranking.ts";
import { readTagPairs } from "./tag-pairs.ts";
import { readThresholds, type Threshold } from "./thresholds.ts";

/** Everything that the readers found in a question, time apart. */
export interface QuestionReading {
  readonly lookup: Lookup;
  readonly isFreshness: boolean;
  /** The kinds of cost that are named; the first one decides. */
  readonly metrics: readonly Metric[];
  readonly thresholds: readonly Threshold[];
  readonly ranking: Ranking | null;
  readonly changes: Changes;
  /** Asks for a part of the whole. */
  readonly isShare: boolean;
  readonly groupBy: readonly string[];
  /** Those of the groups that something is ranked within: "the top 3 services per team". */
  readonly rankedWithin: readonly string[];
  /** Words after "by" that name no dimension. */
  readonly unreadGroups: readonly Stretch[];
  readonly mentions: readonly Mention[];
  readonly excluded: ReadonlySet<Mention>;
  readonly doubts: readonly Doubt[];
  /** Conditions that aren't made of names: kinds of charges, values that are or aren't there. */
  readonly conditions: readonly Filter[];
  readonly assumptions: readonly string[];
}

const GOOGLE = /(?:^| )(?:gcp|google|gke|bigquery)(?= |$)/;
/** Their accounts are called projects. */
const HAVE_PROJECTS: ReadonlySet<string> = new Set(["Google Cloud", "OpenAI", "MongoDB"]);
const OTHER_CLOUD = /(?:^| )(?:aws|amazon|azure|microsoft|ec2|s3)(?= |$)/;
const SHARE = phrase(
  "(?:what |which |the )?(?:shares?(?: of)?|(?:percentage|percent|%|portion|fraction|proportion) of|(?:percentage|percent|%|portion)(?= (?:is|are|goes|comes|does|do)))(?: (?:the|our|my|total|overall|whole))*",
);
/** "the data for EC2" names no team. */
const DATA = phrase(
  "(?:the|costs?|spend|billing|usage|this|that|all) data(?= (?:for|on|about|of))|(?:cost|billing|usage|spend) data",
);

/** Reads a question whose time words are taken out; where they name two periods, "growth" is no team. */
export function readQuestion(
  rest: string,
  names: Names,
  comparesPeriods: boolean,
): QuestionReading {
  const lookup = lookupIn(new QuestionWords(rest), names);
  const { words } = lookup;
  const isFreshness = readFreshness(words);
  const pairs = readTagPairs(lookup);
  words.take(DATA);
  const stated = linkStatedValues(lookup, names.valuesSpelled);
  const contained = readContained(lookup);
  const metrics = readMetrics(words);
  const thresholds = readThresholds(words);
  const isShare = words.take(SHARE).length > 0;
  const ranking = readRanking(words);
  const nulls = readNullConditions(lookup);
  const read = [readInstanceTypes(words), readCurrencies(words, names.vocabulary)];
  const grouping = readGrouping(lookup);
  const charges = readChargeWords(words);
  const movement = readChanges(words, ranking !== null);
  const growth = comparesPeriods && readGrowth(words);
  const links = linkAll(lookup, names, [...pairs.mentions, ...stated]);
  const { mentions } = links;
  const ofNoSuchKind = readNamesOfKind(lookup, names);
  const changes = { ...movement, isChange: movement.isChange || growth || readGrowth(words) };
  const leftOut = readExclusions(lookup, [...mentions, ...charges], dimensionOf);
  explainQualifiers(lookup, mentions, changes.comparing.length > 0);
  const isRanked = ranking !== null || thresholds.length > 0;
  const isCut = (ranking?.limit ?? null) !== null;
  const nouns = readNouns(lookup, isRanked).filter((noun) => isCut || !isOfAll(noun, grouping));
  const inner = nouns.filter((noun) => !grouping.groupBy.includes(noun));
  const asked = [...new Set([...grouping.groupBy, ...nouns])];
  const ofResources = ranking !== null && asked.length === 0 && ranksResources(lookup, mentions);
  const kinds = charges.map((charge) => (leftOut.has(charge) ? charge.without : charge.filter));
  return {
    lookup,
    isFreshness,
    metrics,
    thresholds,
    ranking,
    changes,
    isShare,
    groupBy: ofResources ? ["ResourceId"] : asked,
    rankedWithin: isCut && inner.length > 0 ? grouping.groupBy : [],
    unreadGroups: grouping.unread.filter(({ from }) => words.isFree(from)),
    mentions,
    excluded: new Set(mentions.filter((one) => one.isExcluded !== leftOut.has(one))),
    doubts: [...pairs.doubts, ...links.doubts, ...ofNoSuchKind],
    conditions: mergeFilters([...nulls, ...contained, ...read.flatMap(filtersIn), ...kinds]),
    assumptions: [
      ...mentions.flatMap(({ assumption }) => assumption ?? []),
      ...read.flatMap(({ assumptions }) => assumptions),
    ],
  };
}

function dimensionOf(named: Mention | ChargeWord): string {
  return "thing" in named ? named.thing.dimension : named.filter.dimension;
}

/** "Untagged resources by service" asks for no row per resource. */
function isOfAll(noun: string, { groupBy }: Grouping): boolean {
  return noun === "ResourceId" && groupBy.length > 0;
}

function filtersIn({ filters }: CurrencyReading | InstanceTypes): readonly Filter[] {
  return filters;
}

/** Links the names that are left to be linked; in the order of the question, with those that were read early. */
function linkAll(lookup: Lookup, names: Names, early: readonly Mention[]): Links {
  const ids = readIds(lookup, names.vocabulary);
  const links = linkNames(lookup);
  ids.push(...readEndsOfIds(lookup, readLeftovers(lookup).names, names.resourcesEndingIn));
  const late = linkLateNames(lookup, readLeftovers(lookup).names, names.lateIndex);
  const named = withoutKinds(lookup, links.mentions, late);
  const mentions = [...early, ...ids, ...named, ...late].sort((a, b) => a.from - b.from);
  return { mentions, doubts: links.doubts };
}

/** Names beside the word for a kind of thing that nothing of the kind has: "the billing team". */
function readNamesOfKind(lookup: Lookup, names: Names): Doubt[] {
  return readLeftovers(lookup)
    .names.filter((name) => statedKind(lookup.words, name, lookup.dimensions) !== null)
    .map((name) => {
      lookup.words.explain(name);
      return unknownName(lookup, name, names);
    });
}

function lookupIn(words: QuestionWords, names: Names): Lookup {
  const providers = providersOf(words, names.index);
  const ofProviders = [...providers];
  const isGoogle = GOOGLE.test(words.text) || ofProviders.some(hasProjects);
  const isOther = OTHER_CLOUD.test(words.text) || !ofProviders.every(hasProjects);
  const isGoogleOnly = isGoogle && !isOther;
  const dimensions = isGoogleOnly ? names.googleDimensions : names.dimensions;
  const { index, tags } = names;
  const isLateName = (squashed: string) => names.lateIndex().named(squashed).length > 0;
  return { words, index, tags, dimensions, isLateName };
}

function hasProjects(provider: string): boolean {
  return HAVE_PROJECTS.has(provider);
}
