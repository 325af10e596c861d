import type { ButtonsBlock, Card, CardBlock } from "#src/cards/card";
import { formatDay } from "#src/cards/format";
import { planCharges, sizeWords, spanWords } from "./known-words.ts";
import type { PlansAnswer, ToldPlan } from "./plan-answer.ts";

/** So many are told one by one, with a button to forget them; all are in the answer's table. */
const TOLD = 10;

/** Plans as a card: each with its charges, its time, and who said it. */
export function plansCard({ notes, plans }: PlansAnswer): Card {
  const [headline = "", ...others] = notes;
  const blocks: CardBlock[] = [
    { type: "text", text: headline },
    ...plans
      .slice(0, TOLD)
      .flatMap((one): CardBlock[] => [
        { type: "text", text: planSentence(one) },
        forgetButton(one),
      ]),
  ];
  const more = plans.length > TOLD ? [`${plans.length - TOLD} more are in the table.`] : [];
  const lines = [...others, ...more];
  return {
    title: "Planned changes",
    blocks: lines.length === 0 ? blocks : [...blocks, { type: "context", lines }],
  };
}

/** “new region”: $12,000.00 a month more for all charges from 1 March 2027 on. */
function planSentence({ plan, state, history }: ToldPlan): string {
  const { name, probability, owner } = plan;
  const parts = [
    `“${name}”: ${sizeWords(plan)}${planCharges(plan.filters)} ${spanWords(plan)}`,
    ...(probability < 1 ? [`${Math.round(100 * probability)}% likely`] : []),
    ...(state === "coming" ? [] : [state === "over" ? "it is over" : "it has begun"]),
    ...(owner === null ? [] : [`owner ${owner}`]),
    ...saidWords(history.at(-1)),
  ];
  return `${parts.join("; ")}.`;
}

function saidWords(last: ToldPlan["history"][number] | undefined): string[] {
  if (last === undefined) return ["from tally.yaml"];
  const who = last.person === "" ? "the administrator" : last.person;
  return [`said by ${who} on ${formatDay(last.at.slice(0, 10))}`];
}

function forgetButton({ plan: { name } }: ToldPlan): ButtonsBlock {
  const input = { change: "forget", name };
  return {
    type: "buttons",
    buttons: [{ label: "Forget", action: { kind: "call", skill: "plan-change", input } }],
  };
}
