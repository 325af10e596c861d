import { skills } from "#skills/index";
import { readQuestions } from "../evals/question.ts";
import { chargeOf, type Delivered } from "./demo-charges.ts";

const EVALS = readQuestions("questions.jsonl").map(({ question }) => question);

/** Questions beside the skills' own examples; `{…}` is a value that some charge has, whoever sees it. */
const MORE: readonly string[] = [
  "what did {team} spend last month?",
  "how much did {SubAccountName} cost in October?",
  "costs of {ServiceName} by account this month",
  "cost of {ResourceId} in November",
  "spend by team last month",
  "top 3 accounts in October",
  "top 10 resources last month",
  "spend by service in October as a share of the total",
  "list cost by service in October",
  "billed cost by account in September",
  "spend by region last month",
  "spend by service category in October",
  "spend by tag application last month",
  "cost by price id in October",
  "cost by hour on 3 November",
  "daily cost in October by provider",
  "weekly cost since September vs the weeks before",
  "monthly costs this year by team",
  "average daily cost by account since August",
  "average weekly cost of {team}",
  "average monthly cost this year",
  "compare October to September by team",
  "compare October to July by account",
  "{team} vs {team} last month",
  "services over $500 last month",
  "which accounts cost less than $10 in October?",
  "untagged costs last month",
  "costs without a team by account",
  "who is team skunkworks?",
  "what did skunkworks spend?",
  "cost of Secret Service",
  "why did costs change from September to October?",
  "why did {team} costs change in October?",
  "what drove the increase in {ServiceName}?",
  "anomalies since September",
  "explain the biggest anomaly since August",
  "forecast this month by team",
  "forecast the next 3 months by account",
  "are we on budget this month by team?",
  "which accounts have no budget?",
  "how is the everything budget doing?",
  "why is the payments budget over?",
  "set a budget of $5k a month for {team}",
  "set the everything budget to $9k",
  "what can we save?",
  "what can we save in {ServiceName}?",
  "show all recommendations",
  "recommendations by team",
  "show rec 1",
  "show rec 3",
  "accept rec 2",
  "accept rec 5",
  "dismiss rec 4, not relevant",
  "who owns rec 2?",
  "never flag {team}",
  "which provider budgets are there?",
  "how fresh is the {team} data?",
  "how fresh is the Azure data?",
  "how fresh is the {ServiceName} data?",
  "data quality",
  "total spend of all time",
  "spend in 2024",
];

/** What may be said after an answer. */
const FOLLOW_UPS: readonly string[] = [
  "by service",
  "by account",
  "why?",
  "the first one",
  "and the month before?",
  "daily",
  "only {team}",
  "top 3",
  "yes",
  "no",
];

/** Questions of each kind equally often: the skills' own examples, those of the evals, and the ones above. */
export function someQuestion(charges: readonly Delivered[], random: () => number): string {
  const lists = [skills.flatMap(({ examples }) => examples), EVALS, MORE];
  return withValues(pick(pick(lists, random), random), charges, random);
}

/** Something said after an answer. */
export function someFollowUp(charges: readonly Delivered[], random: () => number): string {
  return withValues(pick(FOLLOW_UPS, random), charges, random);
}

/** A question with values of charges in the place of `{…}`. */
function withValues(text: string, charges: readonly Delivered[], random: () => number): string {
  return text.replace(/\{(\w+)\}/g, (_, dimension: string) => {
    for (let tries = 0; tries < 50; tries++) {
      const value = chargeOf(pick(charges, random))[dimension];
      if (typeof value === "string") return value;
    }
    return "nothing";
  });
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}
