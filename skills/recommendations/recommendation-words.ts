import { formatMoney } from "#src/cards/format";
import type { RecommendationAnswer } from "./recommendation-answer.ts";
import { ownerWords } from "./recommendation-table.ts";
import { statusWords } from "./step-words.ts";

/** A recommendation in two or three sentences: what to do, what that saves, whose it is, how it stands. */
export function recommendationSentence(recommendation: RecommendationAnswer): string {
  const { number, action, effort, risk } = recommendation;
  const owner = `Owner: ${ownerWords(recommendation)}.`;
  const stands = `${capital(statusWords(recommendation))}.`;
  return `${number}. ${withoutStop(action)}: ${savingWords(recommendation)}. ${capital(effort)} effort, ${risk} risk. ${owner} ${stands}`;
}

/** `saves $100.00 a month of the $120.00 that it costs`. */
export function savingWords({
  monthlySaving,
  monthlyCost,
  currency,
}: Pick<RecommendationAnswer, "monthlySaving" | "monthlyCost" | "currency">): string {
  const money = (value: number) => formatMoney(value, currency);
  const of = monthlyCost === null ? "" : ` of the ${money(monthlyCost)} that it costs`;
  return `saves ${money(monthlySaving)} a month${of}`;
}

/** A recommendation by its number and what it is: `12 (Delete the volume vol-1)`. */
export function nameWords({
  number,
  action,
}: {
  readonly number: number;
  readonly action: string;
}) {
  return `${number} (${withoutStop(action)})`;
}

/** The first letter large. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
