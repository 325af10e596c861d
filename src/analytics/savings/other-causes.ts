/** Sums of the days of one side, per day. */
export interface SideFigures {
  readonly cost: number;
  /** At list prices; null where those aren't known. */
  readonly listCost: number | null;
  /** In one unit; null where there are several, or none. */
  readonly usage: number | null;
  /** What of the list cost is covered by commitments, 0 to 1. */
  readonly covered: number;
  /** What comparable charges cost; null where there are none. */
  readonly control: number | null;
}

/** Something besides what was done that changed the cost: shares of what was before; of coverage, the shares. */
export interface OtherCause {
  readonly kind: "price" | "usage" | "growth" | "vanished" | "coverage";
  readonly before: number;
  readonly after: number;
}

/** From so much on another cause is named. */
const OTHER_CAUSE = {
  /** Change of the list price of a unit, as a share of it. */
  price: 0.03,
  /** Change of usage, as a share of it. */
  usage: 0.1,
  /** Change of what comparable charges cost, as a share of it. */
  growth: 0.1,
  /** What is left of the cost, as a share of it. */
  vanished: 0.02,
  /** Change of the covered share. */
  coverage: 0.2,
} as const;

/**
 * What else may have changed a cost.
 * @param meant causes by which the saving itself comes about, which aren't others
 */
export function otherCauses(
  before: SideFigures,
  after: SideFigures,
  meant: readonly OtherCause["kind"][],
): readonly OtherCause[] {
  const ratios: readonly (OtherCause & { readonly isLarge: boolean })[] = [
    changed("price", unitPrice(before), unitPrice(after)),
    changed("usage", before.usage, after.usage),
    changed("growth", before.control, after.control),
    {
      kind: "vanished",
      before: before.cost,
      after: after.cost,
      isLarge: after.cost <= before.cost * OTHER_CAUSE.vanished,
    },
    {
      kind: "coverage",
      before: before.covered,
      after: after.covered,
      isLarge: Math.abs(after.covered - before.covered) >= OTHER_CAUSE.coverage,
    },
  ];
  const named = ratios.filter(({ kind, isLarge }) => isLarge && !meant.includes(kind));
  return named.map(({ kind, before: was, after: is }) => ({ kind, before: was, after: is }));
}

function changed(
  kind: "price" | "usage" | "growth",
  before: number | null,
  after: number | null,
): OtherCause & { readonly isLarge: boolean } {
  if (before === null || after === null || before <= 0) {
    return { kind, before: 0, after: 0, isLarge: false };
  }
  const isLarge = Math.abs(after / before - 1) >= OTHER_CAUSE[kind];
  return { kind, before, after, isLarge };
}

/** The list price of a unit; null where nothing was used, or it isn't known. */
function unitPrice({ listCost, usage }: SideFigures): number | null {
  return listCost === null || usage === null || usage <= 0 ? null : listCost / usage;
}
