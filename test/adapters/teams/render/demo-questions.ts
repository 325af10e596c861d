/** A question for each kind of answer. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  "single-number": "what did we spend on AWS in October?",
  breakdown: "AWS cost by team in October",
  series: "daily EC2 cost in October",
  "series-by-group": "monthly AWS cost by team since July",
  "top-n": "top 5 AWS services in October",
  "two-currencies": "costs by provider last month",
  "no-data": "what did we spend on AWS in March 2019?",
  compare: "compare October to September by provider",
  explain: "why did AWS costs go up in October?",
  budgets: "are we on budget this month?",
  budget: "how much budget is left for team data?",
  forecast: "forecast for team data this month",
  freshness: "how fresh is the data?",
  clarify: "cost of dat last month",
  unsupported: "buy me a savings plan",
};
