/** What a word of the command asks when nothing follows it. */
const ALONE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    subscribe: "send me a weekly cost report",
    budget: "how are we doing against our budgets?",
    budgets: "how are we doing against our budgets?",
    recommendations: "what are the savings recommendations?",
  }),
);

/** `/tally …` as a question in words: `ask` is left out, a bare `budget` becomes the question that it stands for. */
export function questionOfCommand(text: string): string {
  const question = text.replace(/^ask\b[:\s]*/i, "").trim();
  return ALONE.get(question.toLowerCase()) ?? question;
}
