import { ExactSum } from "#src/focus/exact-sum";
import { type ChargeLine, changeOf, type LineAmounts } from "./charge-line.ts";
import type { Decomposition } from "./decompose.ts";
import { wholeLineEffect } from "./line-effects.ts";

/** A finding with less than this part of the change is no cause of it. */
const LEAST_PART = 0.05;
/** Points by which the covered share must fall to be called a loss. */
const COVERAGE_LOSS = 0.2;
/** Usage that moved by less than this part of the cost is flat. */
const FLAT_USAGE = 0.1;
/** A credit of which less than this part is left has ended. */
const CREDIT_LEFT = 0.1;
/** A unit price that moved by less than this part is rounding. */
const PRICE_MOVED = 0.01;

/** What kinds of cause are told apart. */
export type CauseKind =
  | "commitment_expired"
  | "coverage_lost"
  | "credit_ended"
  | "price_changed"
  | "new_resource"
  | "resource_ended"
  | "one_off_purchase"
  | "correction"
  | "tax_changed";

/** A cause with its amount, and what it is about: ids of commitments, SKUs or resources. */
export interface CauseFinding {
  readonly kind: CauseKind;
  /** In the lines' currency, signed as the change. */
  readonly amount: number;
  readonly subjects: readonly string[];
}

/** Looks for one kind of cause; null where it isn't one. */
export type CauseTest = (
  lines: readonly ChargeLine[],
  decomposition: Decomposition,
) => CauseFinding | null;

/** The causes that the tests find, if they are at least 5 % of the change; the largest amount first. */
export function findCauses(
  lines: readonly ChargeLine[],
  decomposition: Decomposition,
): CauseFinding[] {
  const least = LEAST_PART * Math.abs(decomposition.change);
  return CAUSE_TESTS.map((test) => test(lines, decomposition))
    .filter((finding) => finding !== null)
    .filter(({ amount }) => amount !== 0 && Math.abs(amount) >= least)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

/** The part of usage that commitments cover fell by 20 points while usage was flat. */
const coverageLost: CauseTest = (lines, { before, effects }) => {
  const usage = lines.filter((line) => wholeLineEffect(line) === null);
  const fall =
    coveredShare(usage.map((line) => line.before)) - coveredShare(usage.map((line) => line.after));
  const moved = Math.abs(effects.usage + effects.mix + effects.calendar);
  if (fall < COVERAGE_LOSS || moved > FLAT_USAGE * Math.abs(before)) return null;
  const still = new Set(lines.flatMap(({ after }) => after?.commitments ?? []));
  const gone = usage
    .flatMap((line) => line.before?.commitments ?? [])
    .filter((id) => !still.has(id));
  const subjects = distinct(gone);
  const kind = subjects.length > 0 ? "commitment_expired" : "coverage_lost";
  return { kind, amount: effects.commitmentCoverage, subjects };
};

/** Credits that were given before are given no more. */
const creditEnded: CauseTest = (lines, { effects }) => {
  const credits = lines.filter((line) => wholeLineEffect(line) === "credits");
  const [before, after] = [sumOf(credits, "before"), sumOf(credits, "after")];
  if (before >= 0 || after < CREDIT_LEFT * before) return null;
  return { kind: "credit_ended", amount: effects.credits, subjects: skusOf(credits) };
};

/** Unit prices, list or contracted, of SKUs that were used in both periods. */
const priceChanged: CauseTest = (lines, { effects }) => {
  const moved = lines.filter(
    (line) =>
      wholeLineEffect(line) === null &&
      (priceMoved(line, "listCost") || priceMoved(line, "contractedCost")),
  );
  if (moved.length === 0) return null;
  const amount = effects.listPrice + effects.negotiatedDiscount + effects.unitPrice;
  return { kind: "price_changed", amount, subjects: skusOf(moved) };
};

/** Resources that cost nothing before. */
const newResource: CauseTest = (lines) => {
  const known = resourcesOf(lines.filter((line) => wholeLineEffect(line) !== "newCharges"));
  return resourceFinding("new_resource", lines, "newCharges", new Set(known));
};

/** Resources that cost nothing any more. */
const resourceEnded: CauseTest = (lines) => {
  const alive = resourcesOf(lines.filter((line) => wholeLineEffect(line) !== "endedCharges"));
  return resourceFinding("resource_ended", lines, "endedCharges", new Set(alive));
};

/** Purchases that don't recur, in either period. */
const oneOffPurchase: CauseTest = (lines) => {
  const bought = lines.filter(
    (line) => wholeLineEffect(line) === "purchases" && line.chargeFrequency === "One-Time",
  );
  return { kind: "one_off_purchase", amount: changeSum(bought), subjects: skusOf(bought) };
};

/** Corrections of earlier bills, in either period. */
const correction: CauseTest = (_, { effects }) => ({
  kind: "correction",
  amount: effects.corrections,
  subjects: [],
});

/** Tax, which follows the bill but isn't its cause. */
const taxChanged: CauseTest = (_, { effects }) => ({
  kind: "tax_changed",
  amount: effects.tax,
  subjects: [],
});

const CAUSE_TESTS: readonly CauseTest[] = [
  coverageLost,
  creditEnded,
  priceChanged,
  newResource,
  resourceEnded,
  oneOffPurchase,
  correction,
  taxChanged,
];

function coveredShare(periods: readonly (LineAmounts | null)[]): number {
  const [covered, contracted] = [new ExactSum(), new ExactSum()];
  for (const amounts of periods) {
    covered.add(amounts?.coveredCost ?? 0);
    contracted.add(amounts?.contractedCost ?? amounts?.listCost ?? amounts?.cost ?? 0);
  }
  return contracted.value > 0 ? covered.value / contracted.value : 0;
}

function priceMoved({ before, after }: ChargeLine, level: "listCost" | "contractedCost"): boolean {
  const [was, is] = [unitPrice(before, level), unitPrice(after, level)];
  return was !== null && is !== null && Math.abs(is / was - 1) >= PRICE_MOVED;
}

function unitPrice(
  amounts: LineAmounts | null,
  level: "listCost" | "contractedCost",
): number | null {
  if (amounts === null || !amounts.quantity || !amounts[level]) return null;
  return amounts[level] / amounts.quantity / amounts.exchangeRate;
}

function resourceFinding(
  kind: CauseKind,
  lines: readonly ChargeLine[],
  effect: "newCharges" | "endedCharges",
  elsewhere: ReadonlySet<string>,
): CauseFinding {
  const own = lines.filter(
    (line) =>
      wholeLineEffect(line) === effect &&
      line.resourceId !== null &&
      !elsewhere.has(line.resourceId),
  );
  const byAmount = own.toSorted((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)));
  return { kind, amount: changeSum(own), subjects: distinct(resourcesOf(byAmount)) };
}

function resourcesOf(lines: readonly ChargeLine[]): string[] {
  return lines.map(({ resourceId }) => resourceId).filter((id) => id !== null);
}

function skusOf(lines: readonly ChargeLine[]): string[] {
  return distinct(lines.map(({ skuId }) => skuId).filter((id) => id !== null));
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function sumOf(lines: readonly ChargeLine[], period: "before" | "after"): number {
  const sum = new ExactSum();
  for (const line of lines) sum.add(line[period]?.cost ?? 0);
  return sum.value;
}

function changeSum(lines: readonly ChargeLine[]): number {
  const sum = new ExactSum();
  for (const line of lines) sum.add(changeOf(line));
  return sum.value;
}
