import { filterWords } from "#skills/spend/cost-answer";
import {
  formatChange,
  formatDay,
  formatMoney,
  formatPercent,
  formatPeriod,
} from "#src/cards/format";
import { costQuestionSchema } from "#src/cost-question";
import type { Plan } from "#src/planned-change-book";
import type { CurrencyForecast, ListedExpiry, ListedPlan } from "./forecast-answer.ts";

type Sized = Pick<Plan, "kind" | "size" | "currency">;

/** How much a plan changes, in words: `$12,000.00 a month more`, `5% a month less`. */
export function sizeWords({ kind, size, currency }: Sized): string {
  const side = size < 0 ? "less" : "more";
  const money = () => formatMoney(Math.abs(size), currency ?? "");
  switch (kind) {
    case "monthly":
      return `${money()} a month ${side}`;
    case "one-off":
      return `${money()} once${size < 0 ? ", less" : ""}`;
    case "percent":
      return `${formatPercent(Math.abs(size))} ${side}`;
    case "growth":
      return `${formatPercent(Math.abs(size))} ${side} each month`;
  }
}

/** When a plan holds: `from 1 March 2027`, `in December 2026`. */
export function spanWords({ kind, from, until }: Pick<Plan, "kind" | "from" | "until">): string {
  if (until === null) return `from ${formatDay(from)} on`;
  const period = formatPeriod({ start: from, end: until });
  return kind === "one-off" ? `in ${period}` : `in ${period} alone`;
}

/** Which charges a plan is for, ` for ServiceName Amazon EC2`; ` for all charges` without a filter. */
export function planCharges(filters: Plan["filters"]): string {
  const nowhere = { start: "2000-01-01", end: "2000-01-02" };
  const words = filterWords(costQuestionSchema.parse({ period: nowhere, filters }));
  return words === "" ? " for all charges" : words;
}

/** A plan that is in a forecast. */
export function countedWords(plan: ListedPlan): string {
  const amounts = plan.amounts.map(({ currency, value }) =>
    formatChange({ value, percent: null }, currency),
  );
  const chance = plan.probability < 1 ? `, ${formatPercent(100 * plan.probability)} likely` : "";
  const what = `${sizeWords(plan)}${planCharges(plan.filters)} ${spanWords(plan)}${chance}`;
  return `“${plan.name}” (${what}): ${amounts.join(" and ")}.`;
}

/** A commitment whose end is in a forecast. */
export function expiryWords({ name, expires, knownBy, amounts }: ListedExpiry): string {
  const how = knownBy === "provider" ? "as the provider says" : "by its purchase and its term";
  const changes = amounts.map(({ currency, value }) =>
    formatChange({ value, percent: null }, currency),
  );
  return `${name} ends on ${formatDay(expires)} (${how}); its usage at the price on demand from then on: ${changes.join(" and ")}. A renewal isn't in it.`;
}

/** Why a plan isn't in a forecast; nothing where it is. */
export function leftOutWords({ name, from, state }: ListedPlan): string[] {
  switch (state) {
    case "counted":
      return [];
    case "begun":
      return [
        `“${name}” began on ${formatDay(from)}: its cost is taken from the charges, and nothing is added for it.`,
      ];
    case "wider":
      return [`“${name}” is planned for other charges as well, so it isn't in this forecast.`];
    case "unknown":
      return [
        `“${name}” isn't in this forecast: too few days of charges in its currency are known to reckon it.`,
      ];
  }
}

/** A commitment that ends without anybody knowing what its usage will cost. */
export function unknownPriceWords({ name, expires, amounts }: ListedExpiry): string[] {
  return amounts.length > 0
    ? []
    : [
        `${name} ends on ${formatDay(expires)}; what its usage costs on demand isn't in the charges, so the forecast goes on as if it were renewed.`,
      ];
}

/** What a forecast is made of, in a sentence; nothing where it is all usage. */
export function makeupWords({ makeup, currency }: CurrencyForecast): string[] {
  const { booked, committed, usage, expiries, planned } = makeup;
  if (committed === 0 && expiries === 0 && planned === 0) return [];
  const part = (value: number, words: string) =>
    value === 0 ? [] : [`${formatMoney(value, currency)} ${words}`];
  const parts = [
    ...part(booked, "is booked"),
    ...part(committed, "is committed (commitments and recurring fees)"),
    ...part(usage, "is expected usage"),
    ...part(expiries, "comes from commitments that end"),
    ...part(planned, "is planned"),
  ];
  return parts.length < 2 ? [] : [`Of it, ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.`];
}
