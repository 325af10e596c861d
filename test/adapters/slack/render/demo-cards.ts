import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { skills } from "#skills/index";
import type { Card } from "#src/cards/card";
import { answerCard } from "#src/chat/answer-card";
import { helpCard } from "#src/chat/help-card";
import { readConfig } from "#src/config";
import { openTally } from "#src/main";

const NOW = new Date("2026-11-20T09:00:00Z");

/** A question for each kind of answer. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  "single-number": "what did we spend on AWS in October?",
  breakdown: "AWS cost by team in October",
  "series-by-month": "monthly EC2 cost since June",
  "series-by-day": "daily EC2 cost in October",
  "series-by-group": "monthly AWS cost by environment since July",
  "top-n": "top 5 AWS services in October",
  "two-currencies": "costs by provider last month",
  "long-table": "cost by service and account last month",
  "no-data": "what did we spend on AWS in March 2019?",
  compare: "compare October to September by provider",
  explain: "why did AWS costs go up in October?",
  budgets: "are we on budget this month?",
  freshness: "how fresh is the data?",
  clarify: "what did nw-unknown-prod cost in October?",
  unsupported: "buy me a savings plan",
};

/** The cards of all kinds of answers about the demo company, at a fixed clock. */
export async function demoCards(): Promise<ReadonlyMap<string, Card>> {
  const folder = mkdtempSync(join(tmpdir(), "tally-slack-"));
  const config = readConfig({
    TALLY_DB: join(folder, "none.db"),
    TALLY_DEMO_DB: join(folder, "demo.db"),
  });
  const { assistant, store } = openTally(config, {
    now: NOW,
    conversations: "in memory",
    onDemoProgress: () => {},
  });
  const cards = new Map<string, Card>();
  try {
    for (const [name, text] of Object.entries(QUESTIONS)) {
      cards.set(name, answerCard(await assistant.ask({ id: name, text, now: NOW })));
    }
    const stranger = { id: "refused", text: "costs", user: "stranger@example.com", now: NOW };
    cards.set("refused", answerCard(await assistant.ask(stranger)));
    cards.set("help", helpCard(skills.flatMap(({ examples }) => examples.slice(0, 3))));
    return cards;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
