/** Something that a question can name: one or more values of one dimension. */
export interface Thing {
  readonly dimension: string;
  readonly values: readonly string[];
  /** How it is called in an answer. */
  readonly label: string;
  readonly weight: number;
}

/** How closely a name fits, best first. */
export type Fit = "folded" | "former" | "short" | "synonym" | "known" | "partial" | "typo";

/** A thing with how its name was found. */
export interface Candidate {
  readonly thing: Thing;
  readonly fit: Fit;
}

const FITS: readonly Fit[] = [
  ...(["folded", "former", "short", "synonym", "known", "partial", "typo"] as const),
];

/** Which dimension a word means where it fits several; allocation dimensions come after providers. */
const ORDER: readonly string[] = [
  "SubAccountId",
  "BillingAccountId",
  "RegionId",
  "ServiceCategory",
  "ServiceName",
  "ServiceSubcategory",
  "PricingCategory",
  "ResourceType",
  "CommitmentDiscountType",
  "CommitmentDiscountId",
  "InvoiceIssuerName",
  "HostProviderName",
];

/** The rank of a dimension, lower first: provider, allocation, account … service … tag. */
export function dimensionRank(dimension: string): number {
  if (dimension === "ServiceProviderName") return -2;
  const index = ORDER.indexOf(dimension);
  if (index >= 0) return index;
  if (dimension.startsWith("tag:")) return ORDER.length;
  return /^(?:ResourceName|ResourceId|x_ResourceGroupName|InvoiceId)$/.test(dimension)
    ? ORDER.length + 1
    : -1;
}

/** The candidates that fit best, of the dimension that goes first. */
export function bestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  let best: Candidate[] = [];
  for (const candidate of candidates) {
    const order = best[0] === undefined ? -1 : compare(candidate, best[0]);
    if (order < 0) best = [candidate];
    else if (order === 0) best.push(candidate);
  }
  return best;
}

/** Things of one dimension as one. */
export function merge(things: readonly Thing[]): Thing | null {
  const [first] = things;
  if (first === undefined) return null;
  const labels = [...new Set(things.map(({ label }) => label))];
  return {
    dimension: first.dimension,
    values: [...new Set(things.flatMap(({ values }) => values))],
    label: labels.join(", "),
    weight: things.reduce((most, { weight }) => Math.max(most, weight), first.weight),
  };
}

function compare(left: Candidate, right: Candidate): number {
  const byFit = FITS.indexOf(left.fit) - FITS.indexOf(right.fit);
  return byFit === 0
    ? dimensionRank(left.thing.dimension) - dimensionRank(right.thing.dimension)
    : byFit;
}
