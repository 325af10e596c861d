import type { CardBlock } from "#src/cards/card";
import { formatChange, formatMoney } from "#src/cards/format";
import type { ForecastAnswer, Scenario } from "./forecast-answer.ts";
import { countedWords, expiryWords } from "./known-words.ts";

/** What is known to come and is in the forecast, and what it would be under the condition asked about. */
export function toComeBlocks({ plans, expiries, scenario }: ForecastAnswer): CardBlock[] {
  const counted = plans.filter(({ state }) => state === "counted").map(countedWords);
  const ending = expiries.filter(({ amounts }) => amounts.length > 0).map(expiryWords);
  const blocks: CardBlock[] = [];
  if (scenario !== null) blocks.push({ type: "text", text: scenarioWords(scenario) });
  if (counted.length > 0) blocks.push(listed("Planned, and in the forecast:", counted));
  if (ending.length > 0)
    blocks.push(listed("Commitments that end, and are in the forecast:", ending));
  return blocks;
}

function listed(heading: string, lines: readonly string[]): CardBlock {
  return { type: "text", text: [heading, ...lines.map((line) => `• ${line}`)].join("\n") };
}

/** “If ServiceName Amazon EC2 cost 15% more: $12.00 rather than $10.00, +$2.00 (+20%).” */
function scenarioWords({ words, entries, notes }: Scenario): string {
  const opening = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const outcomes = entries.map(({ currency, mean, difference, percent, booked, ...bounds }) => {
    const money = (value: number) => formatMoney(value, currency);
    const change = formatChange({ value: difference, percent }, currency);
    const past = booked === 0 ? "" : `; ${money(Math.abs(booked))} of that is booked already`;
    return `${money(mean)} rather than ${money(mean - difference)}, ${change}${past}; with 80% confidence between ${money(bounds.lo80)} and ${money(bounds.hi80)}`;
  });
  if (outcomes.length === 0) return `${opening}: ${notes.join(" ")}`;
  return [`${opening}: ${outcomes.join("; ")}.`, ...notes].join(" ");
}
