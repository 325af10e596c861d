import type { OtherCause } from "#src/analytics/savings/other-causes";
import { formatPercent } from "#src/cards/format";
import type { Recommendation } from "#src/recommendations/recommendation";

type Kind = OtherCause["kind"];

const DELETING: readonly Recommendation["kind"][] = ["delete-idle", "stop-idle"];
const COMMITTING: readonly Recommendation["kind"][] = ["buy-commitment", "unused-commitment"];
/** What is saved by using less of it. */
const USING_LESS: readonly Recommendation["kind"][] = [
  ...DELETING,
  "schedule",
  "reduce-transfer",
  "reduce-logging",
];

/** The changes by which a saving of a kind comes about: they are no other causes. */
export function meantCauses(kind: Recommendation["kind"]): readonly Kind[] {
  return [
    ...(DELETING.includes(kind) ? (["vanished"] as const) : []),
    ...(COMMITTING.includes(kind) ? (["coverage"] as const) : []),
    ...(USING_LESS.includes(kind) ? (["usage"] as const) : (["price"] as const)),
  ];
}

/** Another cause in words: `the list price of a unit changed (+5.0%)`. */
export function causeWords({ kind, before, after }: OtherCause): string {
  const change = before === 0 ? 0 : (after / before - 1) * 100;
  const by = `${change > 0 ? "+" : ""}${formatPercent(change)}`;
  switch (kind) {
    case "price":
      return `the list price of a unit changed (${by})`;
    case "usage":
      return `its usage changed (${by})`;
    case "growth":
      return `comparable charges changed (${by})`;
    case "vanished":
      return "all of its cost is gone, more than was to be saved: it may have been removed altogether";
    case "coverage":
      return `commitments cover ${formatPercent(after * 100)} of it, before ${formatPercent(before * 100)}`;
  }
}
