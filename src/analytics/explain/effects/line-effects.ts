import { type ChargeLine, changeOf, type LineAmounts } from "./charge-line.ts";
import { factorEffects, logarithmicMean, priceAndQuantityEffects } from "./factors.ts";

/** What a change of cost is made of, in the order in which it is told. */
export const EFFECTS = [
  /** More or less of the same, in all. */
  "usage",
  /** Dearer or cheaper things among the same quantity. */
  "mix",
  /** More or fewer days, or other weekdays. */
  "calendar",
  "listPrice",
  "negotiatedDiscount",
  /** The price as a whole, where no list price is known. */
  "unitPrice",
  /** A larger or smaller part covered by commitments, at the difference to the contracted price. */
  "commitmentCoverage",
  /** A larger or smaller discount on what commitments cover. */
  "commitmentDiscount",
  /** Cost below the contracted cost without a commitment. */
  "otherDiscounts",
  "exchangeRate",
  "newCharges",
  "endedCharges",
  "unusedCommitment",
  "purchases",
  "tax",
  "credits",
  "adjustments",
  "corrections",
  /** Charges without a quantity: how much or at what price can't be told. */
  "unsplit",
] as const;

export type EffectName = (typeof EFFECTS)[number];

export type Effects = Partial<Record<EffectName, number>>;

/** How much longer the later period is for charges that go by the day: days (or weighted days) after / before. */
export type CalendarRatio = number;

/** The effect that a whole line is, whatever its quantities; null for usage that was there in both periods. */
export function wholeLineEffect(line: ChargeLine): EffectName | null {
  if (line.isCorrection) return "corrections";
  if (line.chargeCategory !== "Usage") return EFFECT_OF_CATEGORY[line.chargeCategory];
  if (line.isUnusedCommitment) return "unusedCommitment";
  if (isAbsent(line.before)) return "newCharges";
  return isAbsent(line.after) ? "endedCharges" : null;
}

const EFFECT_OF_CATEGORY = {
  Purchase: "purchases",
  Tax: "tax",
  Credit: "credits",
  Adjustment: "adjustments",
} as const;

function isAbsent(amounts: LineAmounts | null): amounts is null {
  return amounts === null || (amounts.cost === 0 && (amounts.quantity ?? 0) === 0);
}

/**
 * A line's change by effect; the effects add up to it.
 * @param groupRatio the quantity of its unit group, after / before; null where the line stands alone
 */
export function lineEffects(
  line: ChargeLine,
  calendar: CalendarRatio,
  groupRatio: number | null,
): Effects {
  const whole = wholeLineEffect(line);
  if (whole !== null) return { [whole]: changeOf(line) };
  const { before, after } = line;
  if (before === null || after === null) return { unsplit: changeOf(line) };
  if (isFactorable(before) && isFactorable(after)) {
    const days = line.chargeFrequency === "Usage-Based" ? calendar : 1;
    return effectsByFactor(before, after, days, groupRatio);
  }
  return effectsByPrice(before, after) ?? { unsplit: changeOf(line) };
}

interface Factorable extends LineAmounts {
  readonly quantity: number;
}

/** Whether cost is a product of positive factors. */
export function isFactorable(amounts: LineAmounts | null): amounts is Factorable {
  return amounts !== null && amounts.cost > 0 && (amounts.quantity ?? 0) > 0;
}

function effectsByFactor(
  before: Factorable,
  after: Factorable,
  days: CalendarRatio,
  groupRatio: number | null,
): Effects {
  const usage = after.quantity / before.quantity / days;
  const group = groupRatio === null ? usage : groupRatio / days;
  const rate = after.exchangeRate / before.exchangeRate;
  const price = levelOf(before, after, "listCost", "contractedCost");
  const base = levelOf(before, after, "contractedCost", "listCost");
  const quantities = after.quantity / before.quantity;
  const priceRatio = price.after / price.before / quantities / rate;
  const discountRatio = base.after / base.before / (price.after / price.before);
  const netRatio = after.cost / before.cost / (base.after / base.before);
  const [usageEffect, mix, calendar, exchangeRate, listPrice, negotiatedDiscount, net] =
    factorEffects(before.cost, after.cost, [
      group,
      usage / group,
      days,
      rate,
      priceRatio,
      discountRatio,
      netRatio,
    ]) as [number, number, number, number, number, number, number];
  return {
    usage: usageEffect,
    mix,
    calendar,
    exchangeRate,
    [price.name === "listCost" ? "listPrice" : "unitPrice"]: listPrice,
    negotiatedDiscount,
    ...commitmentEffects(before, after, base, net),
  };
}

/** A cost level of both periods. */
interface CostLevel {
  readonly before: number;
  readonly after: number;
  /** The first of the levels asked for that is known in both periods, or the cost itself. */
  readonly name: LevelName | "cost";
}

type LevelName = "listCost" | "contractedCost";

function levelOf(before: LineAmounts, after: LineAmounts, ...names: LevelName[]): CostLevel {
  for (const name of names) {
    const [was, is] = [before[name] ?? 0, after[name] ?? 0];
    if (was > 0 && is > 0) return { before: was, after: is, name };
  }
  return { before: before.cost, after: after.cost, name: "cost" };
}

/**
 * Cost / contracted cost is 1 − covered share × discount − other discounts. Its effect is linear in these, once
 * it is known as a whole, so that each part gets its share of it: the covered share at the mean discount.
 */
function commitmentEffects(
  before: LineAmounts,
  after: LineAmounts,
  base: CostLevel,
  effect: number,
): Effects {
  const [was, is] = [before.cost / base.before, after.cost / base.after];
  const share = { before: before.coveredCost / base.before, after: after.coveredCost / base.after };
  if (share.before <= 0 && share.after <= 0) return { otherDiscounts: effect };
  const discountBefore = share.before > 0 ? (1 - was) / share.before : null;
  const discountAfter = share.after > 0 ? (1 - is) / share.after : null;
  // Where nothing is covered the discount is taken to be that of the other period.
  const discount = {
    before: discountBefore ?? discountAfter ?? 0,
    after: discountAfter ?? discountBefore ?? 0,
  };
  const other = {
    before: discountBefore === null ? 1 - was : 0,
    after: discountAfter === null ? 1 - is : 0,
  };
  const scale = logarithmicMean(after.cost, before.cost) / logarithmicMean(is, was);
  const parts = priceAndQuantityEffects(
    { quantity: share.before, price: discount.before },
    { quantity: share.after, price: discount.after },
  );
  return {
    commitmentCoverage: -scale * parts.quantity,
    commitmentDiscount: -scale * parts.price,
    otherDiscounts: -scale * (other.after - other.before),
  };
}

/** Where cost or quantity is zero or negative, price and quantity can be told apart, but no more. */
function effectsByPrice(before: LineAmounts, after: LineAmounts): Effects | null {
  const [was, is] = [pricedQuantity(before, after), pricedQuantity(after, before)];
  if (was === null || is === null) return null;
  const { quantity, price } = priceAndQuantityEffects(was, is);
  return { usage: quantity, unitPrice: price };
}

/** A quantity of zero has no price of its own: the other period's is taken, if it then costs nothing. */
function pricedQuantity({ cost, quantity }: LineAmounts, other: LineAmounts) {
  if (quantity === null) return null;
  if (quantity !== 0) return { quantity, price: cost / quantity };
  if (cost !== 0 || !other.quantity) return null;
  return { quantity, price: other.cost / other.quantity };
}
