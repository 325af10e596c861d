import type { Card, CardButton } from "#src/cards/card";

/** What can be asked, by example; for a welcome, `help`, and an empty page. */
export function helpCard(examples: readonly string[]): Card {
  const buttons = examples.map(
    (question): CardButton => ({ label: question, action: { kind: "ask", question } }),
  );
  return {
    title: "Ask me what the cloud costs",
    blocks: [
      {
        type: "text",
        text: "Write a question in your own words. In a thread you can go on with “and last month?”, “only prod” or “by account”. For example:",
      },
      { type: "buttons", buttons },
    ],
  };
}
