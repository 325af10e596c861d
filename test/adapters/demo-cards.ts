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

/** The cards of the answers about the demo company by their questions' names, of a refusal and of help, at a fixed clock. */
export async function demoCards(
  questions: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Card>> {
  const folder = mkdtempSync(join(tmpdir(), "tally-cards-"));
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
    for (const [name, text] of Object.entries(questions)) {
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
