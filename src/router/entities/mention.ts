import { dimensionLabel } from "#src/router/dimension-words";
import { nameKey } from "#src/router/fold";
import type { Stretch } from "#src/router/question-words";
import type { Candidate, Thing } from "./thing.ts";

/** Words of a question that name a thing. */
export interface Mention extends Stretch {
  readonly typed: string;
  readonly thing: Thing;
  /** The words themselves leave it out: "non-prod". */
  readonly isExcluded: boolean;
  /** The reading in words, where another person might not have taken it. */
  readonly assumption: string | null;
}

/** Words of a question that fit several things equally well, or none, or that no one filter can hold. */
export interface Doubt extends Stretch {
  readonly typed: string;
  readonly kind: "several" | "unknown" | "mixed";
  readonly choices: readonly string[];
  /** What the words beside an unknown name say that it is. */
  readonly dimension?: string;
}

const NAMES_SHOWN = 3;
/** A company is the provider unless the question says otherwise; nobody means these. */
const PARTIES: ReadonlySet<string> = new Set(["InvoiceIssuerName", "HostProviderName"]);
/** Dimensions whose values speak for themselves. */
const SELF_EVIDENT: ReadonlySet<string> = new Set(["ServiceName", "ServiceProviderName"]);

/** A thing in a sentence: "environment production", "Amazon Elastic Compute Cloud". */
export function describeThing({ dimension, label, values }: Thing): string {
  const labels = label.split(", ");
  const more = labels.length - NAMES_SHOWN;
  const shown = more > 0 ? `${labels.slice(0, NAMES_SHOWN).join(", ")} and ${more} more` : label;
  const [value = label] = values;
  const name = values.length === 1 && nameKey(value) === nameKey(label) ? value : shown;
  return SELF_EVIDENT.has(dimension) ? name : `${kindOf(dimension)} ${name}`;
}

/** A resource by its name is a resource all the same. */
function kindOf(dimension: string): string {
  return dimensionLabel(dimension === "ResourceName" ? "ResourceId" : dimension);
}

/** What to tell of how a name was read; null where the words say it themselves. */
export function assumptionOf(
  typed: string,
  thing: Thing,
  candidates: readonly Candidate[],
): string | null {
  const isPlain = [...thing.values, thing.label].some((name) => nameKey(name) === nameKey(typed));
  const rival = candidates.find(
    ({ thing: other, fit }) =>
      fit === "folded" && other.dimension !== thing.dimension && !PARTIES.has(other.dimension),
  );
  if (isPlain && rival === undefined) return null;
  const reading = `“${typed}” read as ${describeThing(thing)}`;
  return isPlain && rival !== undefined
    ? `${readingWithDimension(typed, thing)}, not ${withDimension(rival.thing)}`
    : reading;
}

function readingWithDimension(typed: string, thing: Thing): string {
  return `“${typed}” read as ${withDimension(thing)}`;
}

function withDimension({ dimension, label }: Thing): string {
  return `${dimensionLabel(dimension)} ${label}`;
}
