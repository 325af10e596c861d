/** One question of a conversation with its routing, as `summary` writes it; "→ " marks a follow-up. */
export interface ScriptedTurn {
  readonly question: string;
  readonly routing: string;
  /** The rows that its answer shows, where a later question points at them. */
  readonly shows?: "services" | "accounts" | "environments";
}

/** A conversation of 20 November 2026 over the fixture company. */
export type Script = readonly ScriptedTurn[];

/** By what each conversation shows. */
export const scripts: Readonly<Record<string, Script>> = {
  "the period": [
    {
      question: "what did we spend on EC2 last month?",
      routing: "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "and this month?",
      routing: "→ get-spend · this month · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "same for Q2",
      routing: "→ get-spend · 2026-04-01..2026-07-01 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "and the month before?",
      routing: "→ get-spend · 2026-03-01..2026-04-01 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "and a year earlier?",
      routing: "→ get-spend · 2025-03-01..2025-04-01 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "how much was it in September?",
      routing: "→ get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "what about the last 7 days",
      routing: "→ get-spend · 2026-11-13..2026-11-20 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "yesterday",
      routing: "→ get-spend · 2026-11-19..2026-11-20 · ServiceName in Amazon Elastic Compute Cloud",
    },
  ],
  filters: [
    {
      question: "AWS cost in October by account",
      routing: "get-spend · October · ServiceProviderName in AWS · by SubAccountId",
    },
    {
      question: "only prod",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · environment in production · by SubAccountId",
    },
    {
      question: "what about staging?",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · environment in staging · by SubAccountId",
    },
    {
      question: "also dev",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · environment in staging, dev · by SubAccountId",
    },
    {
      question: "and payments",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · environment in staging, dev · team in payments · by SubAccountId",
    },
    {
      question: "what about Azure?",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging, dev · team in payments · by SubAccountId",
    },
    {
      question: "for platform instead",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging, dev · team in platform · by SubAccountId",
    },
    {
      question: "exclude tax",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging, dev · team in platform · ChargeCategory not_in Tax · by SubAccountId",
    },
    {
      question: "include tax",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging, dev · team in platform · by SubAccountId",
    },
    {
      question: "without dev",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging · team in platform · by SubAccountId",
    },
    {
      question: "excluding us-east-1",
      routing:
        "→ get-spend · October · ServiceProviderName in Microsoft · environment in staging · team in platform · RegionId not_in us-east-1 · by SubAccountId",
    },
    {
      question: "only us-east-2",
      routing:
        "→ get-spend · October · environment in staging · team in platform · RegionId in us-east-2 · by SubAccountId",
    },
    {
      question: "for all regions",
      routing:
        "→ get-spend · October · environment in staging · team in platform · by SubAccountId",
    },
    {
      question: "remove the team filter",
      routing: "→ get-spend · October · environment in staging · by SubAccountId",
    },
    { question: "remove the filter", routing: "→ get-spend · October · by SubAccountId" },
  ],
  "names of another provider": [
    {
      question: "EC2 cost in us-east-1 last month",
      routing:
        "get-spend · October · ServiceName in Amazon Elastic Compute Cloud · RegionId in us-east-1",
    },
    {
      question: "what about Azure?",
      routing: "→ get-spend · October · ServiceProviderName in Microsoft",
    },
    {
      question: "what about BigQuery?",
      routing: "→ get-spend · October · ServiceName in BigQuery",
    },
    {
      question: "and S3?",
      routing: "→ get-spend · October · ServiceName in Amazon Simple Storage Service",
    },
  ],
  "a service beside another": [
    {
      question: "S3 cost in October",
      routing: "get-spend · October · ServiceName in Amazon Simple Storage Service",
    },
    {
      question: "and RDS too",
      routing:
        "→ get-spend · October · ServiceName in Amazon Simple Storage Service, Amazon Relational Database Service",
    },
    {
      question: "without RDS",
      routing: "→ get-spend · October · ServiceName in Amazon Simple Storage Service",
    },
    {
      question: "EC2 instead of S3",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "and in EUR?",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · BillingCurrency in EUR",
    },
    {
      question: "only the usage",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · BillingCurrency in EUR · ChargeCategory in Usage",
    },
    {
      question: "and credits?",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · BillingCurrency in EUR · ChargeCategory in Credit",
    },
  ],
  breakdowns: [
    {
      question: "EC2 cost in October",
      routing: "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "by account",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by SubAccountId",
    },
    {
      question: "and by region?",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by SubAccountId, RegionId",
    },
    {
      question: "now by team",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by team",
    },
    {
      question: "break it down by environment",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by environment",
    },
    {
      question: "split that by service and region",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by ServiceName, RegionId",
    },
    {
      question: "show it daily",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by ServiceName, RegionId · per day",
    },
    {
      question: "as weekly numbers",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by ServiceName, RegionId · per week",
    },
    {
      question: "in total",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "by owner tag",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by tag:owner",
    },
    {
      question: "over time",
      routing:
        "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud · by tag:owner · per day",
    },
  ],
  rankings: [
    {
      question: "AWS cost by service in October",
      routing: "get-spend · October · ServiceProviderName in AWS · by ServiceName",
    },
    {
      question: "top 3",
      routing: "→ get-spend · October · ServiceProviderName in AWS · by ServiceName · top 3",
    },
    {
      question: "the cheapest 2",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · by ServiceName · amount ascending · top 2",
    },
    {
      question: "show all",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · by ServiceName · amount ascending",
    },
    {
      question: "over $500",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · gt 500 · by ServiceName · amount ascending",
    },
    {
      question: "top 3 accounts",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · gt 500 · by SubAccountId · top 3",
    },
    {
      question: "which team costs the most?",
      routing: "→ get-spend · October · ServiceProviderName in AWS · gt 500 · by team · top 5",
    },
  ],
  "kinds of cost": [
    {
      question: "how much did production cost last week, by team?",
      routing: "get-spend · 2026-11-09..2026-11-16 · environment in production · by team",
    },
    {
      question: "as billed",
      routing:
        "→ get-spend · 2026-11-09..2026-11-16 · BilledCost · environment in production · by team",
    },
    {
      question: "as list cost",
      routing:
        "→ get-spend · 2026-11-09..2026-11-16 · ListCost · environment in production · by team",
    },
    {
      question: "amortised",
      routing: "→ get-spend · 2026-11-09..2026-11-16 · environment in production · by team",
    },
    {
      question: "as invoiced",
      routing:
        "→ get-spend · 2026-11-09..2026-11-16 · BilledCost · billing periods · environment in production · by team",
    },
  ],
  "rows of the table": [
    {
      question: "AWS cost by service last month",
      routing: "get-spend · October · ServiceProviderName in AWS · by ServiceName",
      shows: "services",
    },
    {
      question: "the second one",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · ServiceName in Amazon Simple Storage Service",
    },
    {
      question: "and the first?",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "by team",
      routing:
        "→ get-spend · October · ServiceProviderName in AWS · ServiceName in Amazon Elastic Compute Cloud · by team",
    },
    {
      question: "the last one",
      routing: "→ get-spend · October · ServiceProviderName in AWS · ServiceName is_null · by team",
    },
    {
      question: "number 7",
      routing: "clarify: The last answer has no such row; I remember its first 3.",
    },
  ],
  "accounts of the table": [
    {
      question: "which accounts cost most in October?",
      routing: "get-spend · October · by SubAccountId · top 5",
      shows: "accounts",
    },
    { question: "that account", routing: "→ get-spend · October · SubAccountId in 210000000011" },
    {
      question: "by service",
      routing: "→ get-spend · October · SubAccountId in 210000000011 · by ServiceName",
    },
  ],
  "several accounts of the table": [
    {
      question: "which accounts cost most in October?",
      routing: "get-spend · October · by SubAccountId · top 5",
      shows: "accounts",
    },
    {
      question: "those accounts by service",
      routing:
        "→ get-spend · October · SubAccountId in 210000000011, 210000000014 · by ServiceName · top 5",
    },
    {
      question: "that account",
      routing: "→ get-spend · October · SubAccountId in 210000000011 · by ServiceName · top 5",
    },
  ],
  "a row without a name": [
    {
      question: "cost by service in October",
      routing: "get-spend · October · by ServiceName",
      shows: "services",
    },
    { question: "number 3", routing: "→ get-spend · October · ServiceName is_null" },
  ],
  "nothing to choose from": [
    { question: "what did we spend in October?", routing: "get-spend · October" },
    {
      question: "the second one",
      routing:
        "clarify: The last answer has no rows to choose from. Ask for a breakdown first, for example by service.",
    },
    {
      question: "that account",
      routing:
        "clarify: The last answer is about no particular account. Name one, or ask for the costs by account first.",
    },
  ],
  comparisons: [
    {
      question: "what did prod cost in October?",
      routing: "get-spend · October · environment in production",
    },
    {
      question: "vs the month before",
      routing: "→ compare-spend · October · environment in production · vs 2026-09-01..2026-10-01",
    },
    {
      question: "and September?",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production · vs 2026-08-01..2026-09-01",
    },
    {
      question: "by service",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production · by ServiceName · vs 2026-08-01..2026-09-01",
    },
    {
      question: "compared to June",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production · by ServiceName · vs 2026-06-01..2026-07-01",
    },
    {
      question: "and August?",
      routing:
        "→ compare-spend · 2026-08-01..2026-09-01 · environment in production · by ServiceName · vs 2026-06-01..2026-07-01",
    },
    {
      question: "without the comparison",
      routing: "→ get-spend · 2026-08-01..2026-09-01 · environment in production · by ServiceName",
    },
    {
      question: "did it go up?",
      routing:
        "→ compare-spend · 2026-08-01..2026-09-01 · environment in production · by ServiceName · vs 2026-07-01..2026-08-01",
    },
    {
      question: "which services grew most?",
      routing:
        "→ compare-spend · 2026-08-01..2026-09-01 · environment in production · by ServiceName · delta descending · top 5 · vs 2026-07-01..2026-08-01",
    },
    {
      question: "and decreases?",
      routing:
        "→ compare-spend · 2026-08-01..2026-09-01 · environment in production · by ServiceName · delta ascending · top 5 · vs 2026-07-01..2026-08-01",
    },
  ],
  "a year apart": [
    {
      question: "October vs the same month last year for AWS",
      routing: "compare-spend · October · ServiceProviderName in AWS · vs 2025-10-01..2025-11-01",
    },
    {
      question: "and September?",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · ServiceProviderName in AWS · vs 2025-09-01..2025-10-01",
    },
  ],
  "values side by side": [
    {
      question: "production vs staging last month",
      routing:
        "compare-spend · October · environment in production, staging · environment: production vs staging",
      shows: "environments",
    },
    {
      question: "by service",
      routing:
        "→ compare-spend · October · environment in production, staging · by ServiceName · environment: production vs staging",
    },
    {
      question: "in September",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production, staging · by ServiceName · environment: production vs staging",
    },
    {
      question: "vs dev",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production, dev · by ServiceName · environment: production vs dev",
    },
    {
      question: "only prod",
      routing: "→ get-spend · 2026-09-01..2026-10-01 · environment in production · by ServiceName",
    },
    {
      question: "how does it compare to staging?",
      routing:
        "→ compare-spend · 2026-09-01..2026-10-01 · environment in production, staging · by ServiceName · environment: production vs staging",
    },
    {
      question: "the second one",
      routing: "→ get-spend · 2026-09-01..2026-10-01 · environment in staging · by ServiceName",
    },
  ],
  "nothing to compare with": [
    {
      question: "AWS cost in October",
      routing: "get-spend · October · ServiceProviderName in AWS",
    },
    {
      question: "compare it to prod",
      routing:
        "clarify: Compare environment production with what? The question before was about no single environment.",
    },
  ],
  "questions about the answer": [
    {
      question: "what did we spend on EC2 in October?",
      routing: "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "Does that include tax, support and credits?",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "show me how you calculated that",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "which rows did you leave out?",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "as a table",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "as a bar chart",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "why?",
      routing:
        "→ explain-change · October · ServiceName in Amazon Elastic Compute Cloud · vs 2026-09-01..2026-10-01",
    },
    {
      question: "and without the comparison?",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "forecast it",
      routing: "→ forecast-spend · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "is that complete?",
      routing: "→ get-freshness · ServiceName in Amazon Elastic Compute Cloud",
    },
  ],
  "a topic of its own": [
    {
      question: "EC2 cost for prod in September by account",
      routing:
        "get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production · by SubAccountId",
    },
    {
      question: "what did we spend on S3 in October?",
      routing: "get-spend · October · ServiceName in Amazon Simple Storage Service",
    },
    { question: "how much did we spend last week?", routing: "get-spend · 2026-11-09..2026-11-16" },
    {
      question: "what did we spend on RDS?",
      routing: "get-spend · this month · ServiceName in Amazon Relational Database Service",
    },
    {
      question: "and what did payments spend in August?",
      routing: "get-spend · 2026-08-01..2026-09-01 · team in payments",
    },
    { question: "what is our total spend?", routing: "get-spend · this month" },
    { question: "how fresh is the data?", routing: "get-freshness" },
    {
      question: "top 5 services in October",
      routing: "get-spend · October · by ServiceName · top 5",
    },
    {
      question: "Azure last month",
      routing: "get-spend · October · ServiceProviderName in Microsoft",
    },
    {
      question: "production vs staging in September",
      routing:
        "compare-spend · 2026-09-01..2026-10-01 · environment in production, staging · environment: production vs staging",
    },
  ],
  "the same days": [
    {
      question: "EC2 cost for prod in September by account",
      routing:
        "get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production · by SubAccountId",
    },
    {
      question: "what did we spend on S3 in the same period?",
      routing: "get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Simple Storage Service",
    },
  ],
  "cutting up what was asked": [
    {
      question: "EC2 cost for prod in September",
      routing:
        "get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production",
    },
    {
      question: "which account costs the most?",
      routing:
        "→ get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production · by SubAccountId · top 5",
    },
    {
      question: "daily costs",
      routing:
        "→ get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production · by SubAccountId · per day · top 5",
    },
    {
      question: "costs by team without tax",
      routing:
        "→ get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud · environment in production · ChargeCategory not_in Tax · by team · per day · top 5",
    },
    {
      question: "which service costs the most?",
      routing: "get-spend · this month · by ServiceName · top 5",
    },
  ],
  "words that say nothing": [
    {
      question: "EC2 cost in September",
      routing: "get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "What about the weather?",
      routing:
        "clarify: I don't know “weather”. Name a service, an account, a region or a team as the bill has it.",
    },
    {
      question: "what about kinesis?",
      routing:
        "clarify: “kinesis” could be “Amazon Kinesis Firehose”, “Amazon Kinesis Analytics”. Which one?",
    },
    {
      question: "what about Amazon Kinesis Firehose?",
      routing: "→ get-spend · 2026-09-01..2026-10-01 · ServiceName in Amazon Kinesis Firehose",
    },
    {
      question: "what about quuxinator?",
      routing:
        "clarify: I don't know “quuxinator”. Name a service, an account, a region or a team as the bill has it.",
    },
    { question: "and frobnicate the widgets", routing: "unsupported: nothing understood" },
    { question: "thanks", routing: "thanks" },
  ],
  freshness: [
    {
      question: "how fresh is the AWS data?",
      routing: "get-freshness · ServiceProviderName in AWS",
    },
    { question: "and Azure?", routing: "→ get-freshness · ServiceProviderName in Microsoft" },
    { question: "show me savings", routing: "list-savings" },
    {
      question: "what did Azure cost in October?",
      routing: "get-spend · October · ServiceProviderName in Microsoft",
    },
  ],
  "names that fit several things": [
    { question: "cost by environment in October", routing: "get-spend · October · by environment" },
    {
      question: "only production",
      routing: "→ get-spend · October · environment in production · by environment",
    },
    {
      question: "cost by account in October",
      routing: "get-spend · October · by SubAccountId",
    },
    {
      question: "exclude production",
      routing: "→ get-spend · October · SubAccountId not_in 210000000013 · by SubAccountId",
    },
    {
      question: "the production environment",
      routing:
        "→ get-spend · October · SubAccountId not_in 210000000013 · environment in production · by SubAccountId",
    },
  ],
  "a kind of cost instead of another": [
    {
      question: "EC2 cost in October",
      routing: "get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "billed, not amortised",
      routing: "→ get-spend · October · BilledCost · ServiceName in Amazon Elastic Compute Cloud",
    },
    {
      question: "amortised instead of billed",
      routing: "→ get-spend · October · ServiceName in Amazon Elastic Compute Cloud",
    },
  ],
};
