import { formatDay, formatMoney, formatPercent } from "#src/cards/format";
import type { Driver } from "./explanation.ts";

/** An effect with less than this part of its driver's change isn't told. */
const TOLD_FROM = 0.1;
const MOST_TOLD = 3;

const EFFECT_WORDS: Readonly<Record<Driver["effects"][number]["effect"], string>> = {
  usage: "usage",
  mix: "mix",
  calendar: "calendar",
  listPrice: "list price",
  negotiatedDiscount: "negotiated price",
  unitPrice: "unit price",
  commitmentCoverage: "commitment coverage",
  commitmentDiscount: "commitment discount",
  otherDiscounts: "other discounts",
  exchangeRate: "exchange rate",
  newCharges: "new charges",
  endedCharges: "charges that ended",
  unusedCommitment: "unused commitment",
  purchases: "purchases",
  tax: "tax",
  credits: "credits",
  adjustments: "adjustments",
  corrections: "corrections",
  unsplit: "usage or price",
};

const CAUSE_WORDS: Readonly<Record<Driver["causes"][number]["kind"], string>> = {
  commitment_expired: "a commitment ended, valued at the difference to on-demand",
  coverage_lost: "commitments cover less, valued at the difference to on-demand",
  credit_ended: "credits ended",
  price_changed: "prices changed",
  new_resource: "new resources",
  resource_ended: "resources that are gone",
  one_off_purchase: "one-off purchases",
  correction: "corrections of earlier bills",
  tax_changed: "tax",
};

/** By what a driver changed, the largest effects first: “usage”, “commitment coverage”. */
export function driverHow(driver: Driver): string[] {
  return toldEffects(driver).map(({ effect }) => EFFECT_WORDS[effect]);
}

/** A driver in a sentence or two: what, how much, since when, why, what it costs if it stays, and whose it is. */
export function driverSentence(driver: Driver, currency: string): string {
  const { label, change, share } = driver;
  const ofWhole = share === null ? "" : ` (${formatPercent(share)} of the change)`;
  const head = `${label}: ${signed(change, currency)}${ofWhole}${whenWords(driver)}.`;
  const stays =
    driver.perMonth === null
      ? null
      : `If it stays, ${signed(driver.perMonth, currency)} in 30 days.`;
  const owner = driver.owner === null ? null : `Owner: ${driver.owner}.`;
  return [head, whyWords(driver, currency), stays, owner].filter((text) => text !== null).join(" ");
}

function whenWords({ firstDay, lastDay }: Driver): string {
  if (firstDay === null) return "";
  if (lastDay === null) return ` since ${formatDay(firstDay)}`;
  return lastDay === firstDay
    ? ` on ${formatDay(firstDay)}`
    : ` from ${formatDay(firstDay)} to ${formatDay(lastDay)}`;
}

/** Causes with their subjects where there are some, else the effects. */
function whyWords(driver: Driver, currency: string): string | null {
  const causes = driver.causes
    .filter(({ amount }) => isTold(amount, driver.change))
    .map(({ kind, amount, subjects }) => {
      const about = NAMES_SUBJECT.has(kind) && subjects[0] !== undefined ? ` (${subjects[0]})` : "";
      return `${CAUSE_WORDS[kind]}${about} ${signed(amount, currency)}`;
    });
  const effects = toldEffects(driver)
    .filter(
      ({ effect }) => !driver.causes.some(({ kind }) => EFFECT_OF_CAUSE[kind].includes(effect)),
    )
    .map(({ effect, amount }) => `${EFFECT_WORDS[effect]} ${signed(amount, currency)}`);
  const all = [...causes, ...effects];
  return all.length === 0 ? null : `Why: ${all.join("; ")}.`;
}

const NAMES_SUBJECT: ReadonlySet<string> = new Set(["commitment_expired"]);

const EFFECT_OF_CAUSE: Readonly<
  Record<Driver["causes"][number]["kind"], readonly Driver["effects"][number]["effect"][]>
> = {
  commitment_expired: ["commitmentCoverage"],
  coverage_lost: ["commitmentCoverage"],
  credit_ended: ["credits"],
  price_changed: ["listPrice", "negotiatedDiscount", "unitPrice"],
  new_resource: ["newCharges"],
  resource_ended: ["endedCharges"],
  one_off_purchase: ["purchases"],
  correction: ["corrections"],
  tax_changed: ["tax"],
};

function toldEffects({ effects, change }: Driver): Driver["effects"] {
  return effects.filter(({ amount }) => isTold(amount, change)).slice(0, MOST_TOLD);
}

function isTold(amount: number, change: number): boolean {
  return Math.abs(amount) >= TOLD_FROM * Math.abs(change);
}

function signed(amount: number, currency: string): string {
  const text = formatMoney(amount, currency);
  return amount > 0 ? `+${text}` : text;
}
